/**
 * The page engine's own functions, taken before the global scope is turned into Node's and before the learner's code
 * can replace any of them. The harness uses these and never a global.
 */
const scope = globalThis as unknown as DedicatedWorkerGlobalScopeLike;

interface DedicatedWorkerGlobalScopeLike extends EventTarget {
  crypto: Crypto;
}

/** Interfaces that are the engine's own in a page too, and take no part in the order of tasks. */
const PAGE_NATIVES = (
  'structuredClone DOMException TextEncoder TextDecoder URL URLSearchParams Blob File ReadableStream WritableStream ' +
  'TransformStream ByteLengthQueuingStrategy CountQueuingStrategy Headers FormData crypto atob btoa scheduler'
).split(' ');

const pageNatives = Object.fromEntries(
  PAGE_NATIVES.filter((name) => name in globalThis).map((name) => [
    name,
    (globalThis as Record<string, unknown>)[name],
  ]),
);

interface Evaluate {
  /** Runs code in the global scope, where it sees nothing of the harness, and returns its value. */
  evaluate(code: string): unknown;
  /** Runs a script; its functions and variables become global. */
  runScript(code: string): void;
  /** The name that a script gave itself (`//# sourceURL=`) for the one under which a stack trace knows it. */
  namedScript(url: string): string;
  /** Characters that stand before evaluated code on its first line. */
  scriptPrefix: number;
  /** True in WebKit, false in the others. */
  isWebKit: boolean;
}

/**
 * An indirect eval, where stack traces know evaluated code by the name that it gives itself. Else (WebKit) the code
 * is loaded as a script of its own, which they know by its address.
 */
function createEvaluate(): Evaluate {
  const indirect = eval as (code: string) => unknown;
  const named = indirect('(()=>new Error("probe").stack)()\n//# sourceURL=probe.js') as string;
  const { importScripts } = globalThis as { importScripts?: (url: string) => void };
  if (named.includes('probe.js') || !importScripts) {
    return {
      evaluate: indirect,
      runScript: indirect,
      namedScript: (url) => url,
      scriptPrefix: 0,
      isWebKit: false,
    };
  }
  const names = new Map<string, string>();
  const slot = '\u0000evaluated';
  const prefix = `globalThis[${JSON.stringify(slot)}]=`;
  const load = importScripts;
  function runNamed(code: string): void {
    const name = /\n\/\/# sourceURL=(.*)$/.exec(code)?.[1];
    const url = `data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`;
    if (name !== undefined) names.set(url, name);
    load(url);
  }
  return {
    scriptPrefix: prefix.length,
    isWebKit: true,
    runScript: runNamed,
    namedScript: (url) => names.get(url) ?? url,
    evaluate(code) {
      if (!/\n\/\/# sourceURL=.*$/.test(code)) return indirect(code);
      try {
        runNamed(prefix + code);
        return (globalThis as Record<string, unknown>)[slot];
      } finally {
        delete (globalThis as Record<string, unknown>)[slot];
      }
    },
  };
}

/** What the harness keeps of the engine. Functions are bound, so that they need no prototype look-up. */
export const engine = {
  Promise,
  /** As the engine has it; older ones do not. */
  promiseTry: (Promise as { try?: unknown }).try,
  /** What a page gets back of the engine's interfaces, by name. */
  pageNatives,
  Date,
  Proxy,
  URL,
  /** Absent in older browsers. */
  URLPattern: (globalThis as { URLPattern?: unknown }).URLPattern,
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
  assign: Object.assign,
  hasOwn: Object.hasOwn,
  getPrototypeOf: Object.getPrototypeOf as (object: object) => object | null,
  floor: Math.floor,
  max: Math.max,
  min: Math.min,
  String,
  /** By an error class that nobody else has. */
  isFirefox: 'InternalError' in globalThis,
  /** The engine's own eval, for a direct one. */
  eval: eval as (code: string) => unknown,
  ...createEvaluate(),
};
