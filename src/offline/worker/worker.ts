/**
 * The site's service worker: isolation where a host sends no headers, and the book where there is no network. It answers
 * from the network first and never takes over from an earlier worker while a page is open; which copy answers does not
 * depend on which worker is at work.
 */
import type { Wish } from '../messages.ts';
import type { SiteCopy } from '../site-copy.ts';
import { createAnswers } from './answer.ts';
import { createCopies } from './copies.ts';
import type { WorkerScope } from './scope.ts';
import { addressIn, wayOf } from './way.ts';

/** Put here by the build. */
declare const SITE: SiteCopy;

/** How long a reader who has just done something counts as at work. Milliseconds. */
const AT_WORK = 3000;

const worker = globalThis as unknown as WorkerScope;
const { scope } = worker.registration;
let quietFrom = 0;

async function quiet(): Promise<void> {
  for (let left; (left = quietFrom - Date.now()) > 0;)
    await new Promise((resolve) => setTimeout(resolve, left));
}

const copies = createCopies({
  site: SITE,
  scope,
  storage: caches,
  fetch: (url, options) => fetch(url, options),
  openPages: async () => (await worker.clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id),
  quiet,
});
// On the author's own machine a page that is late is being made, and an earlier one is no answer.
const isHome = ['localhost', '127.0.0.1', '[::1]'].includes(worker.location.hostname);
const answer = createAnswers({ copies, patienceMs: isHome ? Infinity : 4000 });

worker.addEventListener('activate', (event) => {
  // The page of the first visit, too, goes on without a network. No navigation preload: where it fails, Firefox shows
  // its own error page in place of the worker’s answer.
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener('fetch', (event) => {
  const address = addressIn(scope, event.request.url);
  const way = wayOf(event.request, address, SITE);
  if (way === 'leave' || address === null) return;
  event.respondWith(answer(event, way, address));
});

worker.addEventListener('message', (event) => {
  const [port] = event.ports;
  const wish = (event.data as Partial<Wish> | null)?.handbook;
  if (wish === 'wait') return void (quietFrom = Date.now() + AT_WORK);
  if (!port || wish === undefined) return;
  const tell = (state: unknown) => port.postMessage(state);
  const act = { keep: () => copies.keep(tell), look: copies.look, forget: copies.forget }[wish];
  event.waitUntil(act().then(tell));
});
