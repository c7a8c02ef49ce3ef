/** Linux error numbers as libuv names them; those that the in-memory file system and the library use. */
const table: readonly [number, string, string][] = [
  [-1, 'EPERM', 'operation not permitted'],
  [-2, 'ENOENT', 'no such file or directory'],
  [-4, 'EINTR', 'interrupted system call'],
  [-9, 'EBADF', 'bad file descriptor'],
  [-11, 'EAGAIN', 'resource temporarily unavailable'],
  [-12, 'ENOMEM', 'not enough memory'],
  [-13, 'EACCES', 'permission denied'],
  [-16, 'EBUSY', 'resource busy or locked'],
  [-17, 'EEXIST', 'file already exists'],
  [-20, 'ENOTDIR', 'not a directory'],
  [-21, 'EISDIR', 'illegal operation on a directory'],
  [-22, 'EINVAL', 'invalid argument'],
  [-24, 'EMFILE', 'too many open files'],
  [-32, 'EPIPE', 'broken pipe'],
  [-38, 'ENOSYS', 'function not implemented'],
  [-39, 'ENOTEMPTY', 'directory not empty'],
  [-75, 'EOVERFLOW', 'value too large for defined data type'],
  [-88, 'ENOTSOCK', 'socket operation on non-socket'],
  [-95, 'ENOTSUP', 'operation not supported on socket'],
  [-98, 'EADDRINUSE', 'address already in use'],
  [-103, 'ECONNABORTED', 'software caused connection abort'],
  [-104, 'ECONNRESET', 'connection reset by peer'],
  [-105, 'ENOBUFS', 'no buffer space available'],
  [-107, 'ENOTCONN', 'socket is not connected'],
  [-110, 'ETIMEDOUT', 'connection timed out'],
  [-111, 'ECONNREFUSED', 'connection refused'],
  [-113, 'EHOSTUNREACH', 'host is unreachable'],
  [-125, 'ECANCELED', 'operation canceled'],
  [-3006, 'EAI_MEMORY', 'out of memory'],
  [-4094, 'UNKNOWN', 'unknown error'],
  [-4095, 'EOF', 'end of file'],
];

/** Number → name and message. */
export const systemErrors: ReadonlyMap<number, readonly [name: string, message: string]> = new Map(
  table.map(([number, name, message]) => [number, [name, message]]),
);

/** Name → number. */
export const errorNumbers: Readonly<Record<string, number>> = Object.fromEntries(
  table.map(([number, name]) => [name, number]),
);
