/** One worker, reached through a port of its own that its global scope never holds. */
export interface SpawnedWorker {
  post(message: unknown): void;
  terminate(): void;
}

// The worker starts while its script is still on its way. No blob: in an isolated page WebKit does not load one here.
const RECEIVER = `data:text/javascript,addEventListener('message',({data})=>(0,eval)(data),{once:true})`;

/**
 * Starts a worker, which evaluates `core` once that is there. `receive` gets what comes over its private port, `fail`
 * an error that nobody caught.
 */
export function spawnWorker(
  core: Promise<string>,
  receive: (from: SpawnedWorker, data: unknown) => void,
  fail: (from: SpawnedWorker, message: string) => void,
): SpawnedWorker {
  const worker = new Worker(RECEIVER);
  const { port1, port2 } = new MessageChannel();
  const handle: SpawnedWorker = {
    post: (message) => port1.postMessage(message),
    terminate() {
      port1.onmessage = null;
      port1.close();
      worker.terminate();
    },
  };
  port1.onmessage = (event) => receive(handle, event.data);
  worker.onerror = (event) => {
    event.preventDefault();
    fail(handle, event.message || 'the script could not be started');
  };
  void core.then((text) => {
    worker.postMessage(text, []);
    worker.postMessage('connect-embedded-worker', [port2]);
  });
  return handle;
}
