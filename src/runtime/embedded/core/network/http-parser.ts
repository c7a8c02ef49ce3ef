/** Stands in for `internalBinding('http_parser')`: what Node's C++ (node_http_parser.cc) makes of llhttp's events. */
import type { Binding, Untyped } from '../untyped.ts';
import { createConnectionsList, type ConnectionsList, type Connection } from './connections-list.ts';
import type { Llhttp, ParserEvents } from './llhttp.ts';
import type { NetworkScope } from './scope.ts';

const EVENT = {
  kOnMessageBegin: 0,
  kOnHeaders: 1,
  kOnHeadersComplete: 2,
  kOnBody: 3,
  kOnMessageComplete: 4,
  kOnExecute: 5,
  kOnTimeout: 6,
};
const KIND = { REQUEST: 1, RESPONSE: 2 };
const LENIENT = {
  kLenientNone: 0,
  kLenientHeaders: 1,
  kLenientChunkedLength: 2,
  kLenientKeepAlive: 4,
  kLenientAll: 255,
};
/** Codes of llhttp that are no errors here. */
const HPE = { OK: 0, USER: 24, PAUSED_UPGRADE: 22 };
const MAX_FIELDS = 32;
const DEFAULT_MAX_HEADER_SIZE = 16_384;

const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** Bindings of the parser; the list of methods is llhttp's own. */
export function createHttpParserBinding(scope: NetworkScope, llhttp: Llhttp, maxHeaderSize: number): Binding {
  const { wasm, events, text } = llhttp;
  const { Buffer } = scope.require('buffer') as Untyped;

  class HTTPParser implements ParserEvents, Connection {
    [event: number]: ((...parts: Untyped[]) => Untyped) | undefined | null;
    lastMessageStart = 0;
    #headersDone = false;
    #pointer = 0;
    #kind = 0;
    #run: (callback: () => void) => void = (callback) => callback();
    #list: ConnectionsList | undefined;
    #maxHeaderSize = DEFAULT_MAX_HEADER_SIZE;
    #headerBytes = 0;
    #fields: string[] = [];
    #values: string[] = [];
    #url = '';
    #status = '';
    #flushed = false;
    #failure: { error: unknown } | undefined;
    #overflow = false;
    #depth = 0;
    #pendingPause = false;
    #current: Uint8Array | undefined;

    static REQUEST = KIND.REQUEST;
    static RESPONSE = KIND.RESPONSE;

    initialize(kind: number, resource: object, headerSize = 0, lenient = 0, list?: ConnectionsList): void {
      this.#release();
      this.#kind = kind;
      this.#pointer = wasm.llhttp_alloc(kind);
      events.set(this.#pointer, this);
      this.#maxHeaderSize = headerSize > 0 ? headerSize : maxHeaderSize;
      this.#run = scope.capture(resource ?? this);
      this.#reset();
      this.#headerBytes = 0;
      if (lenient & LENIENT.kLenientHeaders) wasm.llhttp_set_lenient_headers(this.#pointer, 1);
      if (lenient & LENIENT.kLenientChunkedLength) wasm.llhttp_set_lenient_chunked_length(this.#pointer, 1);
      if (lenient & LENIENT.kLenientKeepAlive) wasm.llhttp_set_lenient_keep_alive(this.#pointer, 1);
      this.#list = list;
      if (!list) return;
      this.lastMessageStart = scope.schedule.now();
      list.add(this);
    }

    get headersDone(): boolean {
      return this.#headersDone;
    }

    #reset(): void {
      this.#fields = [];
      this.#values = [];
      this.#url = this.#status = '';
      this.#flushed = false;
      this.#headersDone = false;
      this.#overflow = false;
    }

    #release(): void {
      if (this.#pointer === 0) return;
      const pointer = this.#pointer;
      this.#pointer = 0;
      // Its own events may be what released it: llhttp is still at work on it then.
      if (this.#depth > 0) return;
      events.delete(pointer);
      wasm.llhttp_free(pointer);
    }

    /** Calls what Node's library has put at `event`; an error of the program stops the parser. */
    #call(event: number, ...parts: unknown[]): number {
      const callback = this[event];
      if (typeof callback !== 'function') return 0;
      try {
        let result: unknown;
        this.#run(() => (result = callback.apply(this, parts)));
        return Number(result) | 0;
      } catch (error) {
        this.#failure = { error };
        return -1;
      }
    }

    messageBegin(): number {
      this.#list?.remove(this);
      this.#reset();
      this.lastMessageStart = scope.schedule.now();
      this.#list?.add(this);
      return this.#call(EVENT.kOnMessageBegin);
    }

    #track(length: number): number {
      this.#headerBytes += length;
      this.#overflow = this.#headerBytes >= this.#maxHeaderSize;
      return this.#overflow ? HPE.USER : 0;
    }

    url(bytes: Uint8Array): number {
      this.#url += latin1(bytes);
      return this.#track(bytes.length);
    }
    status(bytes: Uint8Array): number {
      this.#status += latin1(bytes);
      return this.#track(bytes.length);
    }
    headerField(bytes: Uint8Array): number {
      if (this.#fields.length === this.#values.length) {
        if (this.#fields.length === MAX_FIELDS - 1) this.#flush();
        this.#fields.push('');
      }
      this.#fields[this.#fields.length - 1] += latin1(bytes);
      return this.#track(bytes.length);
    }
    headerValue(bytes: Uint8Array): number {
      if (this.#values.length < this.#fields.length) this.#values.push('');
      this.#values[this.#values.length - 1] += latin1(bytes);
      return this.#track(bytes.length);
    }

    #headers(): string[] {
      const list: string[] = [];
      // Blanks at the end of a value belong to nobody.
      for (const [i, name] of this.#fields.entries())
        list.push(name, (this.#values[i] ?? '').replace(/[ \t]+$/, ''));
      this.#fields = [];
      this.#values = [];
      return list;
    }

    #flush(): void {
      this.#call(EVENT.kOnHeaders, this.#headers(), this.#url);
      this.#url = '';
      this.#flushed = true;
    }

    headersComplete(statusCode: number, upgrade: boolean, keepAlive: boolean): number {
      this.#headersDone = true;
      this.#headerBytes = 0;
      if (typeof this[EVENT.kOnHeadersComplete] !== 'function') return 0;
      const isRequest = this.#kind === KIND.REQUEST;
      let headers: string[] | undefined;
      let url: string | undefined;
      if (this.#flushed) this.#flush();
      else {
        headers = this.#headers();
        if (isRequest) url = this.#url;
      }
      return this.#call(
        EVENT.kOnHeadersComplete,
        wasm.llhttp_get_http_major(this.#pointer),
        wasm.llhttp_get_http_minor(this.#pointer),
        headers,
        isRequest ? wasm.llhttp_get_method(this.#pointer) : undefined,
        url,
        isRequest ? undefined : statusCode,
        isRequest ? undefined : this.#status,
        upgrade,
        keepAlive,
      );
    }

    body(bytes: Uint8Array): number {
      return bytes.length === 0 ? 0 : this.#call(EVENT.kOnBody, Buffer.from(bytes.buffer));
    }

    messageComplete(): number {
      this.#list?.remove(this);
      this.lastMessageStart = 0;
      this.#list?.add(this);
      if (this.#fields.length > 0) this.#flush();
      return this.#call(EVENT.kOnMessageComplete);
    }

    execute(data: Uint8Array): unknown {
      return this.#execute(data);
    }
    finish(): unknown {
      return this.#execute(null);
    }

    #execute(data: Uint8Array | null): unknown {
      const pointer = this.#pointer;
      if (pointer === 0) return undefined;
      this.#failure = undefined;
      this.#current = data ?? undefined;
      const memory = data ? wasm.malloc(Math.max(1, data.length)) : 0;
      if (data) new Uint8Array(wasm.memory.buffer, memory, data.length).set(data);
      this.#depth++;
      const code = data ? wasm.llhttp_execute(pointer, memory, data.length) : wasm.llhttp_finish(pointer);
      this.#depth--;
      const read =
        code === HPE.OK || !data ? (data?.length ?? 0) : wasm.llhttp_get_error_pos(pointer) - memory;
      const upgrade = wasm.llhttp_get_upgrade(pointer) !== 0;
      const error =
        code === HPE.OK || code === HPE.PAUSED_UPGRADE ? undefined : this.#error(pointer, code, read);
      if (code === HPE.PAUSED_UPGRADE) wasm.llhttp_resume_after_upgrade(pointer);
      if (this.#pendingPause && this.#pointer === pointer) wasm.llhttp_pause(pointer);
      this.#pendingPause = false;
      if (memory !== 0) wasm.free(memory);
      this.#current = undefined;
      if (this.#pointer !== pointer && this.#depth === 0) {
        events.delete(pointer);
        wasm.llhttp_free(pointer);
      }
      const failure = this.#failure as { error: unknown } | undefined;
      if (failure) throw failure.error;
      if (error && !upgrade) return error;
      return data ? read : undefined;
    }

    #error(pointer: number, code: number, read: number): Error {
      const reason = this.#overflow ? 'Header overflow' : text(wasm.llhttp_get_error_reason(pointer));
      const name = this.#overflow ? 'HPE_HEADER_OVERFLOW' : text(wasm.llhttp_errno_name(code));
      return Object.assign(new Error('Parse Error'), { bytesParsed: read, code: name, reason });
    }

    pause(): void {
      if (this.#depth > 0) this.#pendingPause = true;
      else if (this.#pointer !== 0) wasm.llhttp_pause(this.#pointer);
    }
    resume(): void {
      if (this.#depth > 0) this.#pendingPause = false;
      else if (this.#pointer !== 0) wasm.llhttp_resume(this.#pointer);
    }
    getCurrentBuffer(): unknown {
      return this.#current && Buffer.from(this.#current);
    }
    duration(): number {
      return this.lastMessageStart === 0 ? 0 : scope.schedule.now() - this.lastMessageStart;
    }
    headersCompleted(): boolean {
      return this.#headersDone;
    }
    consume(): void {}
    unconsume(): void {}
    remove(): void {
      this.#list?.remove(this);
    }
    free(): void {
      this.#list = undefined;
    }
    close(): void {
      this.#list?.remove(this);
      this.#release();
    }
  }

  Object.assign(HTTPParser, EVENT, LENIENT);
  const allMethods: string[] = [];
  for (let method = 0; ; method++) {
    const name = text(wasm.llhttp_method_name(method));
    if (!name || allMethods.includes(name)) break;
    allMethods.push(name);
    if (name === 'QUERY') break;
  }
  return {
    HTTPParser,
    ConnectionsList: createConnectionsList(scope),
    allMethods,
    // Those of RTSP and of HTTP/2's preface are none that a program sends.
    methods: allMethods.filter((_, method) => method < 34 || method > 45),
  };
}
