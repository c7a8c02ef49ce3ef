/** What the book is fetched for later has time; whoever presses Run has none. */
import type { Wish } from './messages.ts';

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
/** How often the worker is told, at most. Milliseconds. */
const TELL_EVERY = 300;

/** Has the worker wait for as long as the reader is at work on this page; returns what ends that. */
export function giveWay(worker: ServiceWorker): () => void {
  let told = -Infinity;
  function tell(): void {
    const now = performance.now();
    if (now - told < TELL_EVERY) return;
    told = now;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no target origin
    worker.postMessage({ handbook: 'wait' } satisfies Wish);
  }
  // Most readers who came for something do it in the first moments.
  tell();
  for (const sign of SIGNS) addEventListener(sign, tell, { capture: true, passive: true });
  return () => {
    for (const sign of SIGNS) removeEventListener(sign, tell, { capture: true });
  };
}
