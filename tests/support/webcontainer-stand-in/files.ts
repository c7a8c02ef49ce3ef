import { type FSWatcher, watch } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Operations, WatchNews, WireFile, WireTree } from './bridge-messages.ts';

type Answers<Name extends keyof Operations> = (
  ask: Operations[Name]['ask'],
) => Promise<Operations[Name]['answer']>;

/** The file operations of the stand-in, on the real directory `root`; no path leads out of it. */
export type Files = {
  [
    Name in 'mount' | 'readFile' | 'writeFile' | 'readdir' | 'mkdir' | 'rm' | 'rename' | 'watch' | 'unwatch'
  ]: Answers<Name>;
} & { closeWatchers(): void };

/** Resolves a path of the container against `root`. `..` stops at the root, as in a real container. */
export function insideRoot(root: string, wanted: string): string {
  return path.join(root, path.resolve('/', wanted));
}

async function writeTree(tree: WireTree, folder: string): Promise<void> {
  for (const [name, node] of Object.entries(tree.d)) {
    const at = path.join(folder, name);
    if ('d' in node) {
      await fs.mkdir(at, { recursive: true });
      await writeTree(node, at);
    } else {
      await writeNode(node, at);
    }
  }
}

async function writeNode({ f }: WireFile, at: string): Promise<void> {
  if ('l' in f) await fs.symlink(f.l, at);
  else await fs.writeFile(at, f.b ? Buffer.from(f.c, 'latin1') : f.c);
}

export function createFiles(root: string, tell: (news: WatchNews) => void): Files {
  const watchers = new Map<number, FSWatcher>();
  const at = (wanted: string): string => insideRoot(root, wanted);
  return {
    async mount({ tree, mountPoint }) {
      await fs.access(at(mountPoint));
      await writeTree(tree, at(mountPoint));
      return null;
    },
    async readFile({ path: wanted, encoding }) {
      const bytes = await fs.readFile(at(wanted));
      return encoding === null
        ? { base64: bytes.toString('base64') }
        : bytes.toString(encoding as BufferEncoding);
    },
    async writeFile({ path: wanted, data }) {
      await fs.writeFile(at(wanted), typeof data === 'string' ? data : Buffer.from(data.base64, 'base64'));
      return null;
    },
    async readdir({ path: wanted }) {
      const entries = await fs.readdir(at(wanted), { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }));
    },
    async mkdir({ path: wanted, recursive }) {
      await fs.mkdir(at(wanted), { recursive });
      return null;
    },
    async rm({ path: wanted, recursive, force }) {
      await fs.rm(at(wanted), { recursive, force });
      return null;
    },
    async watch({ id, path: wanted, recursive }) {
      const watcher = watch(at(wanted), { recursive, encoding: 'utf8' }, (event, name) =>
        tell({ type: 'changed', id, event, name }),
      );
      watchers.set(id, watcher);
      return null;
    },
    async unwatch({ id }) {
      watchers.get(id)?.close();
      watchers.delete(id);
      return null;
    },
    closeWatchers() {
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
    async rename({ from, to }) {
      await fs.rename(at(from), at(to));
      return null;
    },
  };
}
