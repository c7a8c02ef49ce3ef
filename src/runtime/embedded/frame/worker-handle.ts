/** One worker, reached through a port of its own that its global scope never holds. */
export interface SpawnedWorker {
  post(message: unknown): void;
  terminate(): void;
}

/** Spawns a worker from `url`. `receive` gets what comes over its private port, `fail` an error that nobody caught. */
export function spawnWorker(
  url: string,
  receive: (from: SpawnedWorker, data: unknown) => void,
  fail: (from: SpawnedWorker, message: string) => void,
): SpawnedWorker {
  const worker = new Worker(url);
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
  worker.postMessage('connect-embedded-worker', [port2]);
  return handle;
}
