/** The site has one service worker, for isolation and for reading offline; this is the one place that registers it. */
export const WORKER_FILE = 'service-worker.js';

const isOurs = (worker: ServiceWorker): boolean =>
  new URL(worker.scriptURL).pathname.endsWith(`/${WORKER_FILE}`);

/** The browser's service workers; none where it has none or forbids them. */
export function serviceWorkers(): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker;
  } catch {
    // Some browsers throw here when the reader has turned site data off.
    return undefined;
  }
}

/**
 * @param base the site's base path, with slashes at both ends
 * @returns null if somebody put another worker here, which registering would replace
 */
export async function registerWorker(
  workers: ServiceWorkerContainer,
  base: string,
): Promise<ServiceWorkerRegistration | null> {
  const existing = await workers.getRegistration(base);
  const other = existing && (existing.active ?? existing.waiting ?? existing.installing);
  if (existing && other) return isOurs(other) ? existing : null;
  return workers.register(`${base}${WORKER_FILE}`, { scope: base, updateViaCache: 'none' });
}

/** Resolves when the worker has come as far as that; rejects if it ends before. */
export function reached(worker: ServiceWorker | null, states: readonly ServiceWorkerState[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (worker && states.includes(worker.state)) resolve();
      else if (!worker || worker.state === 'redundant')
        reject(new Error('The service worker did not start.'));
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}
