/** Open files: descriptors, positions, reading and writing. */
import { bareMap } from '../bare.ts';
import { fileConstants } from '../bindings/constants.ts';
import { FileError, type FileNode, type FileSystem, type Node } from './file-system.ts';

const { O_RDWR, O_WRONLY, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_DIRECTORY } = fileConstants;
const ACCESS_MASK = 3;

interface OpenFile {
  node: Node;
  position: number;
  append: boolean;
  readable: boolean;
  writable: boolean;
}

export interface Descriptors {
  open(path: string, flags: number, mode: number): number;
  close(fd: number): void;
  nodeOf(fd: number): Node;
  /** Bytes read; `position` null or -1 reads at, and moves, the descriptor's own position. */
  read(fd: number, target: Uint8Array, position: number | bigint | null): number;
  write(fd: number, bytes: Uint8Array, position: number | null): number;
  truncate(fd: number, length: number): void;
}

export function resize(file: FileNode, length: number): void {
  const data = new Uint8Array(length);
  data.set(file.data.subarray(0, length));
  file.data = data;
}

/** `writeStandard` takes what is written to descriptors 1 and 2. */
export function createDescriptors(
  files: FileSystem,
  writeStandard: (fd: 1 | 2, bytes: Uint8Array) => void,
): Descriptors {
  const table = bareMap<number, OpenFile>();

  function lookUp(fd: number): OpenFile {
    const open = table.get(fd);
    if (!open) throw new FileError('EBADF');
    return open;
  }

  function fileOf(open: OpenFile): FileNode {
    if (open.node.kind === 'folder') throw new FileError('EISDIR');
    return open.node;
  }

  return {
    open(path, flags, mode) {
      const access = flags & ACCESS_MASK;
      const node = files.openFile(path, {
        create: (flags & O_CREAT) !== 0,
        exclusive: (flags & O_CREAT) !== 0 && (flags & O_EXCL) !== 0,
        mode,
      });
      const writable = access === O_WRONLY || access === O_RDWR;
      if (node.kind === 'folder' && writable) throw new FileError('EISDIR');
      if (node.kind === 'file' && flags & O_DIRECTORY) throw new FileError('ENOTDIR');
      if (node.kind === 'file' && flags & O_TRUNC) node.data = new Uint8Array();
      let fd = 3;
      while (table.has(fd)) fd++;
      table.set(fd, {
        node,
        position: 0,
        append: (flags & O_APPEND) !== 0,
        readable: access !== O_WRONLY,
        writable,
      });
      return fd;
    },
    close(fd) {
      lookUp(fd);
      table.delete(fd);
    },
    nodeOf: (fd) => lookUp(fd).node,
    read(fd, target, position) {
      const open = lookUp(fd);
      if (!open.readable) throw new FileError('EBADF');
      const file = fileOf(open);
      const explicit = position !== null && Number(position) >= 0;
      const at = explicit ? Number(position) : open.position;
      const part = file.data.subarray(at, at + target.length);
      target.set(part);
      if (!explicit) open.position += part.length;
      return part.length;
    },
    write(fd, bytes, position) {
      if (fd === 1 || fd === 2) {
        writeStandard(fd, bytes);
        return bytes.length;
      }
      const open = lookUp(fd);
      if (!open.writable) throw new FileError('EBADF');
      const file = fileOf(open);
      const explicit = !open.append && position !== null && position >= 0;
      const at = open.append ? file.data.length : explicit ? position : open.position;
      if (at + bytes.length > file.data.length) resize(file, at + bytes.length);
      file.data.set(bytes, at);
      file.changed = files.now();
      if (!explicit) open.position = at + bytes.length;
      return bytes.length;
    },
    truncate(fd, length) {
      const open = lookUp(fd);
      if (!open.writable) throw new FileError('EINVAL');
      resize(fileOf(open), length);
    },
  };
}
