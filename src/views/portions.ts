/** Long work in portions: a generator that yields between them, so that a page can draw frames meanwhile. */

/** What one portion takes of a long list: a millisecond's work, where an item is an event. */
export const PORTION = 4096;

/** Hands every item on, in order, with its index. */
export function* eachInPortions<T>(
  items: readonly T[],
  take: (item: T, index: number) => void,
): Generator<void, void> {
  for (let index = 0; index < items.length; index++) {
    if (index > 0 && index % PORTION === 0) yield;
    take(items[index]!, index);
  }
}

/** Does all portions one after the other. */
export function atOnce<R>(work: Generator<void, R>): R {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
