/** Node's own HTTP parser, llhttp, as undici carries it: compiled to WebAssembly. */

/** What a parser hears; a number other than 0 stops it. `at` and `length` are places in the parser's memory. */
export interface ParserEvents {
  messageBegin(): number;
  url(bytes: Uint8Array): number;
  status(bytes: Uint8Array): number;
  headerField(bytes: Uint8Array): number;
  headerValue(bytes: Uint8Array): number;
  headersComplete(statusCode: number, upgrade: boolean, keepAlive: boolean): number;
  body(bytes: Uint8Array): number;
  messageComplete(): number;
}

/** The functions that the WebAssembly module exports. */
interface Exports {
  memory: WebAssembly.Memory;
  _initialize?(): void;
  malloc(size: number): number;
  free(pointer: number): void;
  llhttp_alloc(type: number): number;
  llhttp_free(parser: number): void;
  llhttp_execute(parser: number, data: number, length: number): number;
  llhttp_finish(parser: number): number;
  llhttp_pause(parser: number): void;
  llhttp_resume(parser: number): void;
  llhttp_resume_after_upgrade(parser: number): void;
  llhttp_get_error_pos(parser: number): number;
  llhttp_get_error_reason(parser: number): number;
  llhttp_errno_name(code: number): number;
  llhttp_method_name(method: number): number;
  llhttp_get_method(parser: number): number;
  llhttp_get_http_major(parser: number): number;
  llhttp_get_http_minor(parser: number): number;
  llhttp_get_upgrade(parser: number): number;
  llhttp_should_keep_alive(parser: number): number;
  llhttp_set_lenient_headers(parser: number, on: number): void;
  llhttp_set_lenient_chunked_length(parser: number, on: number): void;
  llhttp_set_lenient_keep_alive(parser: number, on: number): void;
  llhttp_set_lenient_transfer_encoding(parser: number, on: number): void;
}

export interface Llhttp {
  wasm: Exports;
  /** Whom the parser at `pointer` tells what it finds. */
  events: Map<number, ParserEvents>;
  /** The text that ends with a zero at `pointer`. */
  text(pointer: number): string;
}

/** Starts the module from its bytes. At once: the program is not to see a pause that Node does not have. */
export function startLlhttp(bytes: Uint8Array): Llhttp {
  const events = new Map<number, ParserEvents>();
  const part = (at: number, length: number): Uint8Array =>
    new Uint8Array(wasm.memory.buffer, at, length).slice();
  const span =
    (name: 'url' | 'status' | 'headerField' | 'headerValue' | 'body') =>
    (parser: number, at: number, length: number): number =>
      events.get(parser)![name](part(at, length));
  const module = new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>);
  const instance = new WebAssembly.Instance(module, {
    env: {
      wasm_on_message_begin: (parser: number) => events.get(parser)!.messageBegin(),
      wasm_on_url: span('url'),
      wasm_on_status: span('status'),
      wasm_on_header_field: span('headerField'),
      wasm_on_header_value: span('headerValue'),
      wasm_on_headers_complete: (parser: number, status: number, upgrade: number, keepAlive: number) =>
        events.get(parser)!.headersComplete(status, upgrade !== 0, keepAlive !== 0),
      wasm_on_body: span('body'),
      wasm_on_message_complete: (parser: number) => events.get(parser)!.messageComplete(),
    },
  });
  const wasm = instance.exports as unknown as Exports;
  wasm._initialize?.();
  return {
    wasm,
    events,
    text(pointer) {
      if (pointer === 0) return '';
      const memory = new Uint8Array(wasm.memory.buffer, pointer);
      return String.fromCharCode(...memory.subarray(0, memory.indexOf(0)));
    },
  };
}
