/**
 * Cross-origin isolation on hosts that cannot send headers (GitHub Pages): a service worker adds them, from the next
 * load of the page on. Nothing is registered before `prepare()` is called, nor where the server sends the headers.
 */
import { reached, registerWorker, serviceWorkers } from '#offline/register.ts';

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
  /** This load of the page came through a service worker. */
  cameThroughWorker: boolean;
}

export interface IsolationOptions {
  /** The site's base path, with slashes at both ends: `/` or `/repo/`. */
  base: string;
  page?: IsolationPage;
}

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
      preparing = register(page, page.serviceWorker, base).then(enter, () => enter('impossible'));
      return preparing;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readPage(): IsolationPage {
  const [load] = performance.getEntriesByType('navigation');
  return {
    crossOriginIsolated: globalThis.crossOriginIsolated,
    isSecureContext: globalThis.isSecureContext,
    serviceWorker: serviceWorkers(),
    cameThroughWorker: load instanceof PerformanceNavigationTiming && load.workerStart > 0,
  };
}

function firstState(page: IsolationPage): IsolationState {
  if (page.crossOriginIsolated) return 'isolated';
  if (!page.isSecureContext) return 'insecure';
  return page.serviceWorker ? 'not-prepared' : 'impossible';
}

async function register(
  { cameThroughWorker }: IsolationPage,
  workers: ServiceWorkerContainer,
  base: string,
): Promise<IsolationState> {
  // This load came through the worker, and still the page is not isolated: another reload would not change that.
  if (cameThroughWorker) return 'impossible';
  const registration = await registerWorker(workers, base);
  if (!registration) return 'impossible';
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  await reached(worker, ['activating', 'activated']);
  return 'reload-isolates';
}
