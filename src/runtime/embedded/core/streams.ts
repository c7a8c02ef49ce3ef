/** process.stdout, process.stderr and process.stdin. */
import { engine } from './engine.ts';
import type { NodeLib } from './node-lib.ts';
import type { Untyped } from './untyped.ts';

/** Defines the three streams on `process`, each made when first used. */
export function installStandardStreams(
  process: Untyped,
  lib: NodeLib,
  write: (stream: 'stdout' | 'stderr', text: string) => void,
): void {
  function createOutputStream(name: 'stdout' | 'stderr', fd: number): Untyped {
    const { Writable } = lib.require('stream');
    const { Buffer } = lib.require('buffer');
    const stream = new Writable({
      decodeStrings: false,
      write(chunk: unknown, encoding: string, callback: () => void) {
        const isText = typeof chunk === 'string';
        const plain = isText && (encoding === 'utf8' || encoding === 'utf-8');
        write(name, plain ? chunk : (isText ? Buffer.from(chunk, encoding) : Buffer.from(chunk)).toString());
        callback();
      },
    });
    // As for Node's own: ending or destroying standard output does nothing to it.
    stream._destroy = (error: unknown, callback: (error: unknown) => void) => callback(error);
    return engine.assign(stream, { fd, _type: 'pipe', _isStdio: true, destroySoon: stream.destroy });
  }

  function createInputStream(): Untyped {
    const { Readable } = lib.require('stream');
    const stream = new Readable({ read() {} });
    stream.push(null);
    return engine.assign(stream, { fd: 0 });
  }

  function defineLazy(name: string, create: () => Untyped): void {
    let stream: Untyped;
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: true,
      get: () => (stream ??= create()),
    });
  }

  defineLazy('stdout', () => createOutputStream('stdout', 1));
  defineLazy('stderr', () => createOutputStream('stderr', 2));
  defineLazy('stdin', createInputStream);
}
