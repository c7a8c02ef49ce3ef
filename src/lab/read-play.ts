/** Reads a lab's programs for free play: the manifest names them, and each is a file of its own. Node only. */
import { readTree } from './folder.ts';
import type { PlayProgram } from './model.ts';
import type { Problem } from './problems.ts';
import type { LabManifest } from './schema.ts';

interface PlayPlace {
  /** Folder of the programs on the disk. */
  path: string;
  /** The same as problems name it, from the project's root. */
  shown: string;
  manifest: LabManifest;
  manifestFile: string;
}

export async function readPlay(
  { path, shown, manifest, manifestFile }: PlayPlace,
  report: (problem: Problem) => void,
): Promise<PlayProgram[]> {
  const files = (await readTree(path, shown, report)) ?? {};
  const programs = manifest.play.map((program) => ({ ...program, text: files[`${program.id}.js`] }));
  for (const [index, { id, text }] of programs.entries()) {
    if (text !== undefined) continue;
    const message = `play[${String(index)}].id: there is no file ${shown}/${id}.js. Write the program there.`;
    report({ file: manifestFile, message });
  }
  for (const file of Object.keys(files)) {
    if (programs.some(({ id }) => `${id}.js` === file)) continue;
    report({
      file: `${shown}/${file}`,
      message: `is not in the “play” of ${manifestFile}. Add it, or remove the file.`,
    });
  }
  return programs.filter((program): program is PlayProgram => program.text !== undefined);
}
