/** The part of a service worker's scope that is used here; TypeScript's own types of it exclude those of a page. */
export interface WorkerScope {
  readonly location: { readonly href: string; readonly origin: string; readonly hostname: string };
  readonly registration: {
    readonly scope: string;
    readonly active: object | null;
    unregister(): Promise<boolean>;
  };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { includeUncontrolled: boolean }): Promise<readonly { id: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: Lasting & MessageEvent<unknown>) => void): void;
}

interface Lasting {
  /** The worker is not ended, and the event not over, before this is settled. */
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchEvent extends Lasting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
