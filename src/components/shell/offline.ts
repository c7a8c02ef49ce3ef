/** The book is fetched for later once the page is there and has nothing else to do; until then it costs these lines. */
const start = () =>
  void import('../offline/keep-here.ts').then(({ keepHere }) => keepHere()).catch(() => undefined);

// Safari has no idle time to offer.
const whenIdle = () =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(start) : setTimeout(start, 1000);

if (import.meta.env.PROD) {
  if (document.readyState === 'complete') whenIdle();
  else addEventListener('load', whenIdle, { once: true });
}
