/** Stands in for `internalBinding('fs')`: operations at once, with a callback, or with a promise. */
import { errorNumbers, systemErrors } from '../bindings/system-errors.ts';
import { costs } from '../clock.ts';
import { engine } from '../engine.ts';
import type { LoopState } from '../loop-state.ts';
import type { Binding, Untyped } from '../untyped.ts';
import { createDescriptors } from './descriptors.ts';
import { FileError, type FileSystem } from './file-system.ts';
import { createOperations, type Operation } from './fs-operations.ts';

const kUsePromises = Symbol('fs_use_promises_symbol');

/** The error that Node's C++ makes of a failed call. */
function systemError(
  error: unknown,
  name: string,
  { paths = [], syscall = name }: Operation,
  parts: unknown[],
): unknown {
  if (!(error instanceof FileError)) return error;
  const number = errorNumbers[error.code]!;
  const [path, dest] = paths.map((index) => parts[index]).filter((value) => typeof value === 'string');
  const where = (path === undefined ? '' : ` '${path}'`) + (dest === undefined ? '' : ` -> '${dest}'`);
  const made = new Error(`${error.code}: ${systemErrors.get(number)![1]}, ${syscall}${where}`);
  Object.assign(made, { errno: number, code: error.code, syscall });
  if (path !== undefined) Object.assign(made, { path });
  if (dest !== undefined) Object.assign(made, { dest });
  return made;
}

class FSReqCallback {
  oncomplete?: (error: unknown, result?: unknown) => void;
  context?: unknown;
  readonly bigint: boolean;
  constructor(bigint = false) {
    this.bigint = bigint;
  }
}

export function createFsBinding(
  files: FileSystem,
  loop: LoopState,
  require: (id: string) => Untyped,
  writeStandard: (fd: 1 | 2, bytes: Uint8Array) => void,
): Binding {
  const descriptors = createDescriptors(files, writeStandard);
  const operations = createOperations(
    files,
    descriptors,
    (text) => require('buffer').Buffer.from(text) as unknown,
  );

  /** Completes in a later poll phase, in the asynchronous context of now. */
  function submit(complete: () => void): void {
    const frames = require('internal/async_context_frame');
    const frame: unknown = frames.current();
    loop.operations.push({
      readyAt: loop.clock.now() + costs.file,
      complete() {
        const before: unknown = frames.exchange(frame);
        try {
          complete();
        } finally {
          frames.set(before);
        }
      },
    });
  }

  function attempt(name: string, operation: Operation, parts: unknown[]): unknown {
    try {
      return operation.run(...(parts as Untyped[]));
    } catch (error) {
      throw systemError(error, name, operation, parts);
    }
  }

  function promised(run: () => unknown): Promise<unknown> {
    return new engine.Promise((resolve, reject) => {
      submit(() => {
        try {
          resolve(run());
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  function calledBack(request: FSReqCallback, run: () => unknown): void {
    submit(() => {
      let result: unknown;
      try {
        result = run();
      } catch (error) {
        request.oncomplete!(error);
        return;
      }
      if (result === undefined) request.oncomplete!(null);
      else request.oncomplete!(null, result);
    });
  }

  function bind(name: string, operation: Operation): (...parts: unknown[]) => unknown {
    return (...parts) => {
      const request = parts[operation.arity];
      const own = parts.slice(0, operation.arity);
      const run = (): unknown => attempt(name, operation, own);
      if (request === kUsePromises) return promised(run);
      if (request instanceof FSReqCallback) return calledBack(request, run);
      try {
        return run();
      } catch (error) {
        // `throwIfNoEntry: false`
        if (
          name.endsWith('stat') &&
          parts[operation.arity + 1] === false &&
          (error as Untyped).code === 'ENOENT'
        )
          return undefined;
        throw error;
      }
    };
  }

  class FileHandle {
    readonly fd: number;
    constructor(fd: number) {
      this.fd = fd;
    }
    getAsyncId(): number {
      return 0;
    }
    close(): Promise<unknown> {
      return promised(() => descriptors.close(this.fd));
    }
    releaseFD(): number {
      return this.fd;
    }
  }

  const open = operations['open']!;
  return {
    ...Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [name, bind(name, operation)]),
    ),
    openFileHandle: (...parts: unknown[]) =>
      promised(() => new FileHandle(attempt('open', open, parts.slice(0, 3)) as number)),
    existsSync: (path: string) => files.find(path) !== undefined,
    internalModuleStat: (path: string) => (files.isFile(path) ? 0 : files.isFolder(path) ? 1 : -2),
    rmSync(path: string, _retries: number, recursive: boolean) {
      const remove: Operation = {
        arity: 1,
        paths: [0],
        syscall: 'rm',
        run: () => (recursive ? files.removeAll(path) : files.removeFile(path)),
      };
      attempt('rm', remove, [path]);
    },
    FSReqCallback,
    FileHandle,
    kUsePromises,
    kFsStatsFieldsNumber: 18,
    statValues: new Float64Array(36),
    bigintStatValues: new BigInt64Array(36),
    StatWatcher: class {},
  };
}
