/** Folders of their own for tests, gone when the test is over. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ROOT } from '#cli/install.mjs';

export interface TempFolder {
  path: string;
  /** Writes a file below the folder, and the folders on its way. */
  write(file: string, text: string): void;
}

/** @param files path → text */
export function tempFolder(files: Readonly<Record<string, string>> = {}): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'handbook-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const write = (file: string, text: string) => {
    const full = join(path, file);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return { path, write };
}

/**
 * A folder with a copy of some of the project's top-level entries, and its installed packages.
 * @param entries for example `package.json`, `src`
 */
export function projectCopy(entries: readonly string[]): TempFolder {
  const folder = tempFolder();
  for (const entry of entries) cpSync(join(ROOT, entry), join(folder.path, entry), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'), 'junction');
  return folder;
}
