console.log(
  typeof window,
  typeof self,
  typeof document,
  typeof postMessage,
  typeof importScripts,
  typeof require,
  typeof module,
  typeof location,
);
console.log(
  typeof fetch,
  typeof WebSocket,
  typeof EventSource,
  typeof BroadcastChannel,
  typeof MessageChannel,
  typeof structuredClone,
  typeof URL,
  typeof performance,
  typeof crypto.randomUUID(),
);
console.log(Object.prototype.toString.call(globalThis), typeof global, globalThis.process === process, this);
console.log(structuredClone({ a: new Map([[1, new Date(0)]]), b: [1n] }));
try {
  structuredClone(() => {});
} catch (error) {
  console.log(error.name, error.code, error instanceof DOMException);
}
console.log(Object.keys(globalThis).sort().join());
console.log(
  Reflect.ownKeys(globalThis)
    .filter(
      (k) =>
        typeof k === 'string' &&
        /^[A-Z]/.test(k) &&
        !/^(Float16Array|Suppressed|AsyncDisposable|Disposable|Iterator|WebAssembly|CompressionStream|DecompressionStream|Storage|Crypto|SubtleCrypto|CryptoKey)/.test(
          k,
        ),
    )
    .sort()
    .join(),
);
globalThis.shared = 1;
console.log(shared, delete globalThis.shared, typeof shared);
