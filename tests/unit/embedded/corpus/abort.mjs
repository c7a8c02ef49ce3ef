const controller = new AbortController();
const { signal } = controller;
signal.addEventListener('abort', () => console.log('aborted', signal.reason.name));
signal.onabort = (event) => console.log('onabort', event.type);
console.log(signal.aborted, signal.reason);
controller.abort();
controller.abort();
console.log(signal.aborted, signal.reason.message, signal.reason.code);
try {
  signal.throwIfAborted();
} catch (error) {
  console.log(error instanceof DOMException, error === signal.reason);
}
const timeout = AbortSignal.timeout(5);
timeout.addEventListener('abort', () => console.log(timeout.reason.name, timeout.reason.message));
const any = AbortSignal.any([AbortSignal.timeout(1000), controller.signal]);
console.log(any.aborted, AbortSignal.abort('why').reason);
setTimeout(() => console.log('done'), 10);
console.log(controller);
