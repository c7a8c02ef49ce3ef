/**
 * Cross-origin isolation on hosts that cannot send headers (GitHub Pages): a service worker adds them, from the next
 * load of the page on. Nothing is registered before `prepare()` is called, nor where the server sends the headers.
 */
export type IsolationState =
  /** The page is cross-origin isolated. */
  | 'isolated'
  /** It is not; `prepare()` may help. */
  | 'not-prepared'
  | 'preparing'
  /** One reload of this page gives it isolation, and with it WebContainer. */
  | 'reload-isolates'
  /** Plain http: browsers allow neither isolation nor service workers. */
  | 'insecure'
  /** No service worker can be had here, or it does not help. */
  | 'impossible';

export interface Isolation {
  readonly state: IsolationState;
  /** Registers the service worker where that can help. Never rejects; calling it again changes nothing. */
  prepare(): Promise<IsolationState>;
  /** Calls back on every change; returns its unsubscribe. */
  onChange(listener: (state: IsolationState) => void): () => void;
}

/** The part of `window` that is looked at. */
export interface IsolationPage {
  crossOriginIsolated: boolean;
  isSecureContext: boolean;
  /** Absent where the browser has none or forbids it. */
  serviceWorker: ServiceWorkerContainer | undefined;
}

export interface IsolationOptions {
  /** The site's base path, with slashes at both ends: `/` or `/repo/`. */
  base: string;
  page?: IsolationPage;
}

const WORKER_FILE = 'isolation-worker.js';

export function createIsolation({ base, page = readPage() }: IsolationOptions): Isolation {
  const listeners = new Set<(state: IsolationState) => void>();
  let state = firstState(page);
  let preparing: Promise<IsolationState> | undefined;

  function enter(next: IsolationState): IsolationState {
    state = next;
    for (const listener of listeners) listener(next);
    return next;
  }

  return {
    get state() {
      return state;
    },
    prepare() {
      if (state !== 'not-prepared' || !page.serviceWorker) return preparing ?? Promise.resolve(state);
      enter('preparing');
      preparing = register(page.serviceWorker, base).then(enter, () => enter('impossible'));
      return preparing;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readPage(): IsolationPage {
  return {
    crossOriginIsolated: globalThis.crossOriginIsolated,
    isSecureContext: globalThis.isSecureContext,
    serviceWorker: serviceWorkers(),
  };
}

function serviceWorkers(): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker;
  } catch {
    // Some browsers throw here when the reader has turned site data off.
    return undefined;
  }
}

function firstState(page: IsolationPage): IsolationState {
  if (page.crossOriginIsolated) return 'isolated';
  if (!page.isSecureContext) return 'insecure';
  return page.serviceWorker ? 'not-prepared' : 'impossible';
}

async function register(workers: ServiceWorkerContainer, base: string): Promise<IsolationState> {
  // This load came through the worker, and still the page is not isolated: another reload would not change that.
  if (workers.controller && isOurs(workers.controller)) return 'impossible';
  const existing = await workers.getRegistration(base);
  const other = existing && (existing.active ?? existing.waiting ?? existing.installing);
  // Registering would replace a worker that someone put here for another purpose.
  if (other && !isOurs(other)) return 'impossible';
  const registration = await workers.register(`${base}${WORKER_FILE}`, {
    scope: base,
    updateViaCache: 'none',
  });
  await activated(registration);
  return 'reload-isolates';
}

function isOurs(worker: ServiceWorker): boolean {
  return new URL(worker.scriptURL).pathname.endsWith(`/${WORKER_FILE}`);
}

function activated(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (worker?.state === 'activating' || worker?.state === 'activated') resolve();
      else if (!worker || worker.state === 'redundant')
        reject(new Error('The isolation worker did not start.'));
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}
