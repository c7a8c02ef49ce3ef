import { strToU8, zipSync, type Zippable } from 'fflate';
import type { FileMap } from '#lab/model.ts';
import { projectFiles, projectName, type ProjectSource } from '#lab/project.ts';

/** The files as a zip file, all in one folder. */
export function zipFolder(folder: string, files: FileMap): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const [path, text] of Object.entries(files)) entries[`${folder}/${path}`] = strToU8(text);
  return zipSync(entries, { level: 9 });
}

/** The project as a zip file, in a folder of its own. */
export const zipProject = (source: ProjectSource): Uint8Array<ArrayBuffer> =>
  zipFolder(projectName(source), projectFiles(source));
