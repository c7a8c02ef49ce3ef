/**
 * A page's life where the next page may take its place without a load (soft-navigation.ts): the script of a page runs
 * once, and what it did to one page has to be done to the next, and undone on the one that is left.
 */
let leaving = new AbortController();

if (typeof document !== 'undefined') {
  document.addEventListener('astro:before-swap', () => {
    leaving.abort();
    leaving = new AbortController();
  });
}

/** Aborts when the page that stands now is left for another one without a load. */
export const pageLeft = (): AbortSignal => leaving.signal;

/** Calls `start` for the page that stands now, and for every page that takes its place without a load. */
export function onEveryPage(start: (left: AbortSignal) => void): void {
  start(pageLeft());
  document.addEventListener('astro:after-swap', () => start(pageLeft()));
}
