import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import type { FileMap, Host } from '#lab/model.ts';
import { atExit } from './at-exit.ts';

/** A folder on the disk with a program's files, for one run. */
export interface Workspace {
  path: string;
  remove(): Promise<void>;
}

/** @throws Error if a path leads out of the folder; nothing is written then */
export async function createWorkspace(files: FileMap, host: Host): Promise<Workspace> {
  const all = withPackageType(files, host);
  for (const path of Object.keys(all)) refuseOutside(path);
  // The real path, because that is what Node's messages hold, and what is cleaned from them.
  const path = await realpath(await mkdtemp(join(tmpdir(), 'handbook-run-')));
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 };
  const removed = atExit(() => rmSync(path, options));
  const remove = () => rm(path, options).finally(removed);
  try {
    for (const [file, text] of Object.entries(all)) {
      const full = join(path, file);
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, text);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}

function refuseOutside(path: string): void {
  const normal = posix.normalize(path.replaceAll('\\', '/'));
  if (normal.startsWith('..') || posix.isAbsolute(normal) || /^[A-Za-z]:/.test(normal)) {
    throw new Error(
      `${path}: a file's path must stay inside the exercise. Give it a relative path without "..".`,
    );
  }
}

/** Makes `.js` files modules of the host's kind, unless the learner brings a package file. */
function withPackageType(files: FileMap, host: Host): FileMap {
  if ('package.json' in files) return files;
  // Without a type Node takes each file for what it is written as: the checks of a CommonJS exercise may be a module.
  return { ...files, 'package.json': JSON.stringify(host === 'node-esm' ? { type: 'module' } : {}) };
}
