/** The copies that wait, in order of their position, with room for those that come back. */
import type { Copy } from './message.ts';

export interface Ready {
  readonly length: number;
  first(): Copy | undefined;
  takeFirst(): Copy | undefined;
  /** A new copy, behind all others. */
  append(copy: Copy): void;
  /** Copies that come back, each to its old place. */
  putBack(copies: readonly Copy[]): void;
  /** Copies that come back and go before all that never left, in the order of coming back. */
  putInFront(copies: readonly Copy[]): void;
  /** Keeps only some; returns how many went. */
  keep(wanted: (copy: Copy) => boolean): number;
}

export function createReady(): Ready {
  // Taking from the front of an array copies the rest, so taken places stay empty until half of them are.
  let copies: Copy[] = [];
  let start = 0;
  let returned: Copy[] = [];

  const compact = () => {
    if (start < 64 || start * 2 < copies.length) return;
    copies = copies.slice(start);
    start = 0;
  };

  /** The index before which a copy belongs: a search by halves, because the rest stands in order. */
  function placeOf({ position }: Copy): number {
    let [low, high] = [start, copies.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (copies[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    get length() {
      return returned.length + copies.length - start;
    },
    first: () => returned[0] ?? copies[start],
    takeFirst() {
      if (returned.length > 0) return returned.shift();
      const copy = copies[start];
      if (copy) start++;
      compact();
      return copy;
    },
    append(copy) {
      copies.push(copy);
    },
    putBack(back) {
      for (const copy of back) {
        const first = copies[start];
        // Most come back from the front, where there is an empty place.
        if (start > 0 && (!first || copy.position < first.position)) copies[--start] = copy;
        else copies.splice(placeOf(copy), 0, copy);
      }
    },
    putInFront(back) {
      returned.push(...back);
    },
    keep(wanted) {
      const before = returned.length + copies.length - start;
      returned = returned.filter(wanted);
      copies = copies.slice(start).filter(wanted);
      start = 0;
      return before - returned.length - copies.length;
    },
  };
}
