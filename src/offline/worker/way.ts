/** How a request of the site is answered. Pure. */
import { isLasting, isPage, type SiteCopy } from '../site-copy.ts';

/**
 * `leave`: the browser does what it would do without a worker. `page`: from the network, or from the copy where there is
 * none. `fresh`: so, too, but not a page. `lasting`: from the copy, or from the network. `worker`: from the network, with
 * the headers of isolation.
 */
export type Way = 'leave' | 'page' | 'fresh' | 'lasting' | 'worker';

/** The part of a `Request` that is looked at. */
export interface Asked {
  url: string;
  method: string;
  mode: string;
  destination: string;
  cache: string;
  headers: { has(name: string): boolean };
}

/** The address below `scope`, without its query; null for one of another place. */
export function addressIn(scope: string, url: string): string | null {
  const { origin, pathname } = new URL(url);
  const place = new URL(scope);
  if (origin !== place.origin || !pathname.startsWith(place.pathname)) return null;
  return pathname.slice(place.pathname.length).replace(/(^|\/)index\.html$/, '$1');
}

export function wayOf(asked: Asked, address: string | null, site: SiteCopy): Way {
  if (address === null || asked.method !== 'GET' || asked.headers.has('range')) return 'leave';
  // A request that the browser allows for its own cache only; fetch() would refuse it.
  if (asked.cache === 'only-if-cached' && asked.mode !== 'same-origin') return 'leave';
  if (asked.mode === 'navigate') return 'page';
  if (isLasting(address)) return 'lasting';
  if (site.ahead.includes(address)) return isPage(address) ? 'page' : 'fresh';
  if (site.onUse.includes(address)) return 'fresh';
  return asked.destination.endsWith('worker') ? 'worker' : 'leave';
}
