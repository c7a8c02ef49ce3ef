/** Reads folders of learner material from the disk. Node only. */
import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileMap } from './model.ts';
import type { Problem } from './problems.ts';

/** Names of the folders inside `path`, sorted; none if it does not exist. */
export async function listFolders(path: string): Promise<string[]> {
  const entries = await entriesOf(path);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The file's text, or undefined if there is none. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined;
    throw error;
  }
}

/**
 * Every file below `path`, sorted by name; undefined if the folder does not exist.
 * @param shown the folder as problems name it
 * @param report is told of what is not a plain file: it may lead out of the folder
 * @param wanted says of a path inside the folder whether it is read
 */
export async function readTree(
  path: string,
  shown: string,
  report: (problem: Problem) => void,
  wanted: (file: string) => boolean = () => true,
): Promise<FileMap | undefined> {
  const files: Record<string, string> = {};
  const entries = await entriesOf(path, true);
  if (entries.length === 0) return undefined;
  for (const entry of entries) {
    const full = join(entry.parentPath, entry.name);
    const inside = full.slice(path.length + 1).replaceAll('\\', '/');
    if (!wanted(inside)) continue;
    if (entry.isFile()) files[inside] = await readFile(full, 'utf8');
    else if (!entry.isDirectory()) {
      const message = 'is a link, which may lead out of the folder. Put the file itself there.';
      report({ file: `${shown}/${inside}`, message });
    }
  }
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function entriesOf(path: string, recursive = false): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true, recursive });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
