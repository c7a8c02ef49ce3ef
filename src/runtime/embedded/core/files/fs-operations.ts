/** What Node's fs library asks of the operating system, on the in-memory file system. */
import { fileConstants } from '../bindings/constants.ts';
import { encode, type Encoding } from '../bindings/encodings.ts';
import type { Descriptors } from './descriptors.ts';
import { resize } from './descriptors.ts';
import { FileError, type FileSystem, type Node } from './file-system.ts';
import type { Untyped } from '../untyped.ts';

export interface Operation {
  /** Number of arguments before the request object. */
  arity: number;
  /** Indexes of the arguments that an error names as `path` and `dest`. */
  paths?: readonly number[];
  /** Name that an error gives as `syscall`, where it is not the operation's. */
  syscall?: string;
  run(...parts: Untyped[]): unknown;
}

const { S_IFDIR, S_IFREG, UV_DIRENT_DIR, UV_DIRENT_FILE, COPYFILE_EXCL } = fileConstants;
const encoder = new TextEncoder();
const toPath = (value: unknown): string =>
  typeof value === 'string' ? value : new TextDecoder().decode(value as Uint8Array);

/** The numbers of a Stats object, in the order in which Node's library reads them. */
function statValues(node: Node, bigint: boolean): Float64Array | BigInt64Array {
  const size = node.kind === 'file' ? node.data.length : 4096;
  const type = node.kind === 'file' ? S_IFREG : S_IFDIR;
  const time = (ms: number): number[] => [Math.floor(ms / 1000), Math.floor((ms % 1000) * 1e6)];
  const values = [
    1, // dev
    type | node.mode,
    1, // nlink
    1000, // uid
    1000, // gid
    0, // rdev
    4096, // blksize
    node.inode,
    size,
    Math.ceil(size / 512),
    ...time(node.changed), // atime
    ...time(node.changed), // mtime
    ...time(node.changed), // ctime
    ...time(node.created),
  ];
  return bigint
    ? BigInt64Array.from(values, (value) => BigInt(Math.floor(value)))
    : Float64Array.from(values);
}

function slice(view: ArrayBufferView, offset = 0, length = view.byteLength - offset): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + offset, length);
}

function copyFile(files: FileSystem, from: string, to: string, mode: number): void {
  const source = files.get(from);
  if (source.kind === 'folder') throw new FileError('EISDIR');
  const exclusive = (mode & COPYFILE_EXCL) !== 0;
  const target = files.openFile(to, { create: true, exclusive, mode: source.mode });
  if (target.kind === 'folder') throw new FileError('EISDIR');
  target.data = source.data.slice();
  target.changed = files.now();
}

function createPathOperations(
  files: FileSystem,
  toBuffer: (text: string) => unknown,
): Record<string, Operation> {
  let temporary = 0;
  return {
    access: { arity: 2, paths: [0], run: (path) => void files.get(toPath(path)) },
    stat: {
      arity: 2,
      paths: [0],
      run: (path, bigint) => statValues(files.get(toPath(path)), bigint as boolean),
    },
    lstat: {
      arity: 2,
      paths: [0],
      run: (path, bigint) => statValues(files.get(toPath(path)), bigint as boolean),
    },
    readdir: {
      arity: 3,
      paths: [0],
      syscall: 'scandir',
      run(path, encoding, withTypes) {
        const node = files.get(toPath(path));
        if (node.kind === 'file') throw new FileError('ENOTDIR');
        const names = [...node.entries.keys()].sort();
        const shown = encoding === 'buffer' ? names.map((name) => toBuffer(name)) : names;
        if (!withTypes) return shown;
        const type = (name: string): number =>
          node.entries.get(name)!.kind === 'file' ? UV_DIRENT_FILE : UV_DIRENT_DIR;
        return [shown, names.map(type)];
      },
    },
    mkdir: {
      arity: 3,
      paths: [0],
      run: (path, mode, recursive) => files.makeFolder(toPath(path), recursive as boolean, mode as number),
    },
    mkdtemp: {
      arity: 2,
      paths: [0],
      run(prefix) {
        const path = `${toPath(prefix)}${(temporary++).toString(36).padStart(6, '0')}`;
        files.makeFolder(path, false, 0o700);
        return path;
      },
    },
    rmdir: { arity: 1, paths: [0], run: (path) => files.removeFolder(toPath(path)) },
    unlink: { arity: 1, paths: [0], run: (path) => files.removeFile(toPath(path)) },
    rename: { arity: 2, paths: [0, 1], run: (from, to) => files.rename(toPath(from), toPath(to)) },
    copyFile: {
      arity: 3,
      paths: [0, 1],
      syscall: 'copyfile',
      run: (from, to, mode) => copyFile(files, toPath(from), toPath(to), mode as number),
    },
    realpath: {
      arity: 2,
      paths: [0],
      run(path) {
        files.get(toPath(path));
        return files.absolute(toPath(path));
      },
    },
    readlink: {
      arity: 2,
      paths: [0],
      run(path) {
        files.get(toPath(path));
        throw new FileError('EINVAL');
      },
    },
    chmod: {
      arity: 2,
      paths: [0],
      run: (path, mode) => void (files.get(toPath(path)).mode = mode as number),
    },
    utimes: {
      arity: 3,
      paths: [0],
      run: (path, _access, time) => void (files.get(toPath(path)).changed = time * 1000),
    },
  };
}

function createDescriptorOperations(files: FileSystem, open: Descriptors): Record<string, Operation> {
  const writeText = (fd: number, text: string, position: number | null, encoding: string): number =>
    open.write(fd, encode(text, (encoding || 'utf8') as Encoding), position);
  return {
    open: {
      arity: 3,
      paths: [0],
      run: (path, flags, mode) => open.open(toPath(path), flags as number, mode as number),
    },
    close: { arity: 1, run: (fd) => open.close(fd as number) },
    fstat: { arity: 2, run: (fd, bigint) => statValues(open.nodeOf(fd as number), bigint as boolean) },
    read: {
      arity: 5,
      run: (fd, buffer, offset, length, position) => open.read(fd, slice(buffer, offset, length), position),
    },
    readBuffers: {
      arity: 3,
      syscall: 'read',
      run(fd, buffers: ArrayBufferView[], position) {
        let total = 0;
        for (const buffer of buffers) {
          const count = open.read(fd, slice(buffer), typeof position === 'number' ? position + total : null);
          total += count;
          if (count < buffer.byteLength) break;
        }
        return total;
      },
    },
    writeBuffer: {
      arity: 5,
      syscall: 'write',
      run: (fd, buffer, offset, length, position) => open.write(fd, slice(buffer, offset, length), position),
    },
    writeBuffers: {
      arity: 3,
      syscall: 'write',
      run(fd, buffers: ArrayBufferView[], position) {
        let total = 0;
        for (const buffer of buffers)
          total += open.write(fd, slice(buffer), typeof position === 'number' ? position + total : null);
        return total;
      },
    },
    writeString: {
      arity: 4,
      syscall: 'write',
      run: (fd, text, position, encoding) => writeText(fd, text, position ?? null, encoding),
    },
    ftruncate: { arity: 2, run: (fd, length) => open.truncate(fd as number, (length as number) ?? 0) },
    fsync: { arity: 1, run: (fd) => void open.nodeOf(fd as number) },
    fdatasync: { arity: 1, run: (fd) => void open.nodeOf(fd as number) },
    fchmod: { arity: 2, run: (fd, mode) => void (open.nodeOf(fd as number).mode = mode as number) },
    futimes: { arity: 3, run: (fd, _access, time) => void (open.nodeOf(fd as number).changed = time * 1000) },
    readFileUtf8: {
      arity: 2,
      paths: [0],
      syscall: 'open',
      run(path, flags) {
        const fd = typeof path === 'number' ? path : open.open(toPath(path), flags as number, 0o666);
        const node = open.nodeOf(fd);
        if (fd !== path) open.close(fd);
        if (node.kind === 'folder') throw new FileError('EISDIR');
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(node.data);
      },
    },
    writeFileUtf8: {
      arity: 4,
      paths: [0],
      syscall: 'open',
      run(path, text, flags, mode) {
        const fd = typeof path === 'number' ? path : open.open(toPath(path), flags as number, mode as number);
        open.write(fd, encoder.encode(text as string), null);
        if (fd !== path) open.close(fd);
      },
    },
    truncate: {
      arity: 2,
      paths: [0],
      run(path, length) {
        const node = files.get(toPath(path));
        if (node.kind === 'file') resize(node, (length as number) ?? 0);
      },
    },
  };
}

export function createOperations(
  files: FileSystem,
  open: Descriptors,
  toBuffer: (text: string) => unknown,
): Record<string, Operation> {
  return { ...createPathOperations(files, toBuffer), ...createDescriptorOperations(files, open) };
}
