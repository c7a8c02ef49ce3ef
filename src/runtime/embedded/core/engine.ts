/**
 * The page engine's own functions, taken before the global scope is turned into Node's and before the learner's code
 * can replace any of them. The harness uses these and never a global.
 */
const scope = globalThis as unknown as DedicatedWorkerGlobalScopeLike;

interface DedicatedWorkerGlobalScopeLike extends EventTarget {
  crypto: Crypto;
}

/** What the harness keeps of the engine. Functions are bound, so that they need no prototype look-up. */
export const engine = {
  Promise,
  Date,
  Proxy,
  URL,
  Error,
  MessageChannel,
  TextEncoder,
  TextDecoder,
  then: Promise.prototype.then,
  queueMicrotask: queueMicrotask.bind(globalThis),
  setTimeout: setTimeout.bind(globalThis),
  realNow: performance.now.bind(performance),
  realDateNow: Date.now,
  encodeUtf8: TextEncoder.prototype.encode.bind(new TextEncoder()) as (text: string) => Uint8Array,
  structuredClone: structuredClone.bind(globalThis),
  atob: atob.bind(globalThis),
  btoa: btoa.bind(globalThis),
  fillRandom: scope.crypto.getRandomValues.bind(scope.crypto) as (bytes: Uint8Array) => Uint8Array,
  // Absent where the pure parts of the harness are tested, in Node.
  listen: scope.addEventListener?.bind(scope),
  unlisten: scope.removeEventListener?.bind(scope),
  apply: Reflect.apply,
  // Indirect: code runs in the global scope and sees nothing of the harness.
  evaluate: eval as (code: string) => unknown,
};
