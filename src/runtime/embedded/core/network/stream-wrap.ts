/** What Node's sockets have in C++ in common (`internalBinding('stream_wrap')`), on an end of a simulated connection. */
import { errorNumbers } from '../bindings/system-errors.ts';
import type { Binding, Untyped } from '../untyped.ts';
import type { Arrival, Endpoint } from './endpoint.ts';
import type { NetworkScope } from './scope.ts';

const FIELD = { kReadBytesOrError: 0, kArrayBufferOffset: 1, kBytesWritten: 2, kLastWriteWasAsync: 3 };

export interface StreamWrapParts {
  binding: Binding;
  /** The base class of TCP and Pipe. */
  StreamHandle: new (server: boolean) => StreamHandle;
}

/** A socket or a listening place, as Node's library holds it. */
export interface StreamHandle {
  readonly server: boolean;
  endpoint: Endpoint | undefined;
  onread?: ((this: StreamHandle, bytes: ArrayBuffer | undefined) => unknown) | undefined;
  onconnection?: ((this: StreamHandle, status: number, client?: StreamHandle) => void) | undefined;
  /** Runs `callback` as Node runs what comes from C++: in this handle's asynchronous context. */
  run(callback: () => void): void;
  listening: boolean;
  /** True once it is closed. */
  closed: boolean;
  /** Called once, when it is closed. */
  release(): void;
  /** Keeps the loop alive as long as there is a reason to. */
  refresh(): void;
}

class Request {
  handle?: StreamHandle;
  oncomplete?: (...parts: unknown[]) => void;
}

export function createStreamWrap(scope: NetworkScope): StreamWrapParts {
  const state = new Int32Array(5);

  class Handle implements StreamHandle {
    readonly server: boolean;
    endpoint: Endpoint | undefined;
    onread?: StreamHandle['onread'];
    onconnection?: StreamHandle['onconnection'];
    listening = false;
    closed = false;
    reading = false;
    readonly run: (callback: () => void) => void;
    readonly #asyncId: number;
    #referenced = true;
    #active = false;

    constructor(server: boolean) {
      this.server = server;
      this.#asyncId = scope.newAsyncId();
      this.run = scope.capture(this, this.#asyncId);
      for (const key of ['server', 'endpoint', 'listening', 'closed', 'run'])
        Object.defineProperty(this, key, { enumerable: false, writable: true });
    }

    release(): void {}
    getAsyncId(): number {
      return this.#asyncId;
    }
    getProviderType(): number {
      return 0;
    }
    ref(): void {
      this.#referenced = true;
      this.refresh();
    }
    unref(): void {
      this.#referenced = false;
      this.refresh();
    }
    hasRef(): boolean {
      return this.#referenced && !this.closed;
    }
    refresh(): void {
      if (!this.closed && this.#referenced && (this.listening || this.#active)) scope.hold(this);
      else scope.drop(this);
    }
    get bytesRead(): number {
      return this.endpoint?.bytesRead ?? 0;
    }
    get bytesWritten(): number {
      return this.endpoint?.bytesWritten ?? 0;
    }
    get fd(): number {
      return -1;
    }
    useUserBuffer(): void {}

    readStart(): number {
      if (!this.endpoint) return errorNumbers['ENOTCONN']!;
      this.#active = true;
      this.refresh();
      this.endpoint.start((arrival) => this.run(() => this.#receive(arrival)));
      return 0;
    }
    readStop(): number {
      this.#active = false;
      this.endpoint?.stop();
      this.refresh();
      return 0;
    }
    #receive(arrival: Arrival): void {
      if ('bytes' in arrival) {
        state[FIELD.kReadBytesOrError] = arrival.bytes.length;
        state[FIELD.kArrayBufferOffset] = 0;
        // Copied, so that the program owns the whole memory.
        this.onread!(arrival.bytes.slice().buffer);
        return;
      }
      this.readStop();
      state[FIELD.kReadBytesOrError] = errorNumbers['end' in arrival ? 'EOF' : arrival.error]!;
      this.onread!(undefined);
    }

    #write(request: Request & { async?: boolean }, bytes: Uint8Array): number {
      state[FIELD.kBytesWritten] = bytes.length;
      state[FIELD.kLastWriteWasAsync] = 0;
      if (!this.endpoint) return errorNumbers['EBADF']!;
      const finish = scope.capture(request);
      const { error, sent } = this.endpoint.write(bytes, () => {
        scope.drop(request);
        finish(() => request.oncomplete?.(0, this, undefined));
      });
      if (error !== null) return errorNumbers[error]!;
      if (!sent) {
        scope.hold(request);
        state[FIELD.kLastWriteWasAsync] = 1;
      }
      return 0;
    }
    writeBuffer(request: Request, bytes: Uint8Array): number {
      return this.#write(request, bytes);
    }
    writev(request: Request, chunks: Untyped[], allBuffers: boolean): number {
      const { Buffer } = scope.require('buffer');
      const parts: Uint8Array[] = [];
      if (allBuffers) parts.push(...(chunks as Uint8Array[]));
      else
        for (let i = 0; i < chunks.length; i += 2)
          parts.push(typeof chunks[i] === 'string' ? Buffer.from(chunks[i], chunks[i + 1]) : chunks[i]);
      return this.#write(request, Buffer.concat(parts) as Uint8Array);
    }
    #writeText(request: Request, text: string, encoding: string): number {
      return this.#write(request, scope.require('buffer').Buffer.from(text, encoding) as Uint8Array);
    }
    writeUtf8String(request: Request, text: string): number {
      return this.#writeText(request, text, 'utf8');
    }
    writeAsciiString(request: Request, text: string): number {
      return this.#writeText(request, text, 'latin1');
    }
    writeLatin1String(request: Request, text: string): number {
      return this.#writeText(request, text, 'latin1');
    }
    writeUcs2String(request: Request, text: string): number {
      return this.#writeText(request, text, 'utf16le');
    }

    shutdown(request: Request): number {
      if (!this.endpoint) return errorNumbers['ENOTCONN']!;
      const { endpoint } = this;
      const run = scope.capture(request);
      scope.schedule.soon(() => {
        endpoint.shutDown();
        run(() => request.oncomplete?.(0));
      });
      return 0;
    }
    close(callback?: () => void): void {
      this.#close(false, callback);
    }
    reset(callback?: () => void): number {
      this.#close(true, callback);
      return 0;
    }
    #close(reset: boolean, callback?: () => void): void {
      if (this.closed) return;
      this.closed = true;
      this.release();
      this.endpoint?.close(reset);
      scope.drop(this);
      scope.closing.push(() => this.run(() => callback?.call(this)));
    }
  }

  const { kReadBytesOrError, kArrayBufferOffset, kBytesWritten, kLastWriteWasAsync } = FIELD;
  return {
    StreamHandle: Handle,
    binding: {
      kReadBytesOrError,
      kArrayBufferOffset,
      kBytesWritten,
      kLastWriteWasAsync,
      streamBaseState: state,
      WriteWrap: class WriteWrap extends Request {},
      ShutdownWrap: class ShutdownWrap extends Request {},
      LibuvStreamWrap: class LibuvStreamWrap {},
    },
  };
}
