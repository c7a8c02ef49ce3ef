import type { FailureCode } from '../runtime.ts';

/** What the page offers, as far as WebContainer depends on it. */
export interface PageEnvironment {
  /** `crossOriginIsolated`. */
  isolated: boolean;
  /** `isSecureContext`: https, or localhost. */
  secure: boolean;
  /** `navigator.onLine`; true means “perhaps”. */
  online: boolean;
  /** The browser has what WebContainer builds on: WebAssembly, workers, shared memory where the page is isolated. */
  supported: boolean;
}

export function readEnvironment(page: typeof globalThis = globalThis): PageEnvironment {
  const isolated = page.crossOriginIsolated === true;
  const needed = ['WebAssembly', 'Atomics', 'Worker', 'MessageChannel', 'ReadableStream', 'BigInt64Array'];
  return {
    isolated,
    secure: page.isSecureContext === true,
    online: page.navigator.onLine,
    // Shared memory is hidden from pages that are not isolated, whatever the browser can do.
    supported: needed.every((name) => name in page) && (!isolated || 'SharedArrayBuffer' in page),
  };
}

/** Why WebContainer cannot start here, known before asking its host; null if nothing speaks against trying. */
export function obstacle(page: PageEnvironment): FailureCode | null {
  if (!page.supported) return 'unsupported-browser';
  if (!page.secure) return 'insecure-context';
  if (!page.isolated) return 'not-isolated';
  if (!page.online) return 'offline';
  return null;
}
