/** The in-memory file system of one process: plain folders and files, POSIX paths, no links and no permissions. */
export interface FileNode {
  kind: 'file';
  inode: number;
  mode: number;
  data: Uint8Array;
  changed: number;
  created: number;
}

export interface FolderNode {
  kind: 'folder';
  inode: number;
  mode: number;
  entries: Map<string, Node>;
  changed: number;
  created: number;
}

export type Node = FileNode | FolderNode;

/** A failed operation, by the name of its error number. */
export class FileError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface FileSystem {
  cwd(): string;
  chdir(path: string): void;
  /** Absolute form of `path`, without `.` and `..`. */
  absolute(path: string): string;
  /** The node at `path`; throws FileError ENOENT or ENOTDIR. */
  get(path: string): Node;
  find(path: string): Node | undefined;
  /** Creates or empties nothing: returns the file, made if it is missing. Throws EISDIR, ENOENT, EEXIST. */
  openFile(path: string, options: { create: boolean; exclusive: boolean; mode: number }): Node;
  /** @returns the first folder that was made, if any */
  makeFolder(path: string, recursive: boolean, mode: number): string | undefined;
  removeFile(path: string): void;
  removeFolder(path: string): void;
  /** Removes whatever is there, with all that is in it. */
  removeAll(path: string): void;
  rename(from: string, to: string): void;
  /** Puts text files below `folder`; their keys are relative paths. */
  mount(folder: string, files: Readonly<Record<string, string>>): void;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  readText(path: string): string;
  now(): number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** `now` gives milliseconds since 1970. */
export function createFileSystem(now: () => number): FileSystem {
  let inodes = 1;
  let working = '/';
  const createFolder = (mode = 0o755): FolderNode => ({
    kind: 'folder',
    inode: inodes++,
    mode,
    entries: new Map(),
    changed: now(),
    created: now(),
  });
  const createFile = (mode: number): FileNode => ({
    kind: 'file',
    inode: inodes++,
    mode,
    data: new Uint8Array(),
    changed: now(),
    created: now(),
  });
  const root = createFolder();

  function absolute(path: string): string {
    const parts: string[] = [];
    for (const part of (path.startsWith('/') ? path : `${working}/${path}`).split('/'))
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    return `/${parts.join('/')}`;
  }

  function get(path: string): Node {
    let node: Node = root;
    for (const name of absolute(path).split('/').filter(Boolean)) {
      if (node.kind !== 'folder') throw new FileError('ENOTDIR');
      const next = node.entries.get(name);
      if (!next) throw new FileError('ENOENT');
      node = next;
    }
    if (node.kind === 'file' && path.endsWith('/')) throw new FileError('ENOTDIR');
    return node;
  }

  function find(path: string): Node | undefined {
    try {
      return get(path);
    } catch {
      return undefined;
    }
  }

  function parentOf(path: string): [parent: FolderNode, name: string] {
    const full = absolute(path);
    const at = full.lastIndexOf('/');
    const parent = get(full.slice(0, at) || '/');
    if (parent.kind !== 'folder') throw new FileError('ENOTDIR');
    return [parent, full.slice(at + 1)];
  }

  function link(path: string, node: Node): void {
    const [parent, name] = parentOf(path);
    parent.entries.set(name, node);
    parent.changed = now();
  }

  function unlink(path: string): void {
    const [parent, name] = parentOf(path);
    parent.entries.delete(name);
    parent.changed = now();
  }

  function makeFolder(path: string, recursive: boolean, mode: number): string | undefined {
    const existing = find(path);
    if (existing && (!recursive || existing.kind === 'file')) throw new FileError('EEXIST');
    if (existing) return undefined;
    if (!recursive) {
      link(path, createFolder(mode));
      return undefined;
    }
    let first: string | undefined;
    let at = '';
    for (const name of absolute(path).split('/').filter(Boolean)) {
      at += `/${name}`;
      const node = find(at);
      if (node?.kind === 'file') throw new FileError('ENOTDIR');
      if (!node) {
        link(at, createFolder(mode));
        first ??= at;
      }
    }
    return first;
  }

  function rename(from: string, to: string): void {
    const node = get(from);
    const target = find(to);
    if (target === node) return;
    if (target?.kind === 'folder' && node.kind === 'file') throw new FileError('EISDIR');
    if (target?.kind === 'file' && node.kind === 'folder') throw new FileError('ENOTDIR');
    if (target?.kind === 'folder' && target.entries.size > 0) throw new FileError('ENOTEMPTY');
    if (`${absolute(to)}/`.startsWith(`${absolute(from)}/`)) throw new FileError('EINVAL');
    link(to, node);
    unlink(from);
  }

  const fileSystem: FileSystem = {
    absolute,
    get,
    find,
    makeFolder,
    rename,
    now,
    cwd: () => working,
    chdir(path) {
      if (get(path).kind !== 'folder') throw new FileError('ENOTDIR');
      working = absolute(path);
    },
    openFile(path, { create, exclusive, mode }) {
      const existing = find(path);
      if (existing && exclusive) throw new FileError('EEXIST');
      if (existing || !create) return existing ?? get(path);
      const file = createFile(mode);
      link(path, file);
      return file;
    },
    removeFile(path) {
      if (get(path).kind === 'folder') throw new FileError('EISDIR');
      unlink(path);
    },
    removeFolder(path) {
      const node = get(path);
      if (node.kind !== 'folder') throw new FileError('ENOTDIR');
      if (node.entries.size > 0) throw new FileError('ENOTEMPTY');
      unlink(path);
    },
    removeAll(path) {
      get(path);
      unlink(path);
    },
    mount(folder, files) {
      makeFolder(folder, true, 0o755);
      working = absolute(folder);
      for (const [name, text] of Object.entries(files)) {
        const path = `${folder}/${name}`;
        makeFolder(path.slice(0, path.lastIndexOf('/')), true, 0o755);
        const file = createFile(0o644);
        file.data = encoder.encode(text);
        link(path, file);
      }
    },
    isFile: (path) => find(path)?.kind === 'file',
    isFolder: (path) => find(path)?.kind === 'folder',
    readText(path) {
      const node = get(path);
      if (node.kind === 'folder') throw new FileError('EISDIR');
      return decoder.decode(node.data);
    },
  };
  makeFolder('/tmp', true, 0o777);
  makeFolder('/home/learner', true, 0o755);
  return fileSystem;
}
