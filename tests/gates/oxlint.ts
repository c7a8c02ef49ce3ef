/** Lints planted files with the project's own rules. */
import { copyFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#cli/install.mjs';
import { runProcess } from '#cli/run-process.ts';
import { resolveCommand } from '#cli/stages.ts';
import { tempFolder } from '../support/temp.ts';

export interface Finding {
  file: string;
  /** For example `import(no-cycle)`. */
  rule: string;
  /** What the rule says should be done. */
  help: string;
}

/** @param files path → text, planted in an empty project */
export async function lint(files: Readonly<Record<string, string>>): Promise<Finding[]> {
  const folder = tempFolder(files);
  for (const file of ['.oxlintrc.json', 'package.json', 'tsconfig.json']) {
    copyFileSync(join(ROOT, file), join(folder.path, file));
  }
  // tsconfig.json extends a configuration that Astro brings; without it no import resolves.
  symlinkSync(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'), 'junction');
  const folders = [...new Set(Object.keys(files).map((file) => file.split('/')[0] as string))];
  const command = resolveCommand(['oxlint', '-f', 'json', ...folders], ROOT);
  const { output } = await runProcess(process.execPath, command, { cwd: folder.path });
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: { filename: string; code: string; help?: string }[];
  };
  return diagnostics.map(({ filename, code, help }) => ({ file: filename, rule: code, help: help ?? '' }));
}
