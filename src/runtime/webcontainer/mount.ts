import type { FileSystemTree } from '@webcontainer/api';
import type { FileMap, Host } from '#lab/model.ts';
import type { Container } from './client.ts';

// Without a prototype, so that a file may be called `constructor`.
const emptyFolder = (): FileSystemTree => Object.create(null) as FileSystemTree;

/** The tree that the client mounts, for a flat map of paths. */
export function toTree(files: FileMap): FileSystemTree {
  const root = emptyFolder();
  for (const [path, contents] of Object.entries(files)) {
    const names = path.split('/');
    const name = names.pop() ?? path;
    let folder = root;
    for (const step of names) {
      const node = (folder[step] ??= { directory: emptyFolder() });
      if (!('directory' in node))
        throw new Error(`${path}: ${step} is a file, so it cannot hold another file.`);
      folder = node.directory;
    }
    if (folder[name]) throw new Error(`${path}: there is already a folder of this name.`);
    folder[name] = { file: { contents } };
  }
  return root;
}

/** Adds the package file that makes `.js` files modules of the host's kind, unless the learner brings one. */
export function withPackageType(files: FileMap, host: Host): FileMap {
  if ('package.json' in files) return files;
  const content = host === 'node-esm' ? { type: 'module' } : {};
  return { 'package.json': JSON.stringify(content), ...files };
}

let lastFolder = 0;

/**
 * Mounts `files` in a fresh folder, inside `parent` if there is one, and returns its path, relative to the container's
 * working directory.
 */
export async function mountFresh(container: Container, files: FileMap, parent?: string): Promise<string> {
  const folder = `${parent === undefined ? '' : `${parent}/.handbook/`}run-${++lastFolder}`;
  const placed = Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]);
  await container.mount(toTree(Object.fromEntries(placed) as FileMap));
  return folder;
}
