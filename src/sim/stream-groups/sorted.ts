import type { Id } from './ids.ts';

/** Things in the order of their ids. Adding at the end and removing at the front take constant time. */
export interface Sorted<T extends { readonly id: Id }> {
  readonly size: number;
  readonly first: T | undefined;
  readonly last: T | undefined;
  get(id: Id): T | undefined;
  /** Adds a thing whose id is not there yet. */
  add(thing: T): void;
  /** Removes and returns the thing with this id. */
  remove(id: Id): T | undefined;
  /** Removes the first `count`. */
  removeFirst(count: number): void;
  /** Those with ids from `low` to `high`, both inclusive; at most `count`. */
  between(low: Id, high: Id, count?: number): T[];
  /** The same from the back: the one with the greatest id first. */
  backwards(high: Id, low: Id, count?: number): T[];
  /** How many have an id below this one. */
  countBelow(id: Id): number;
}

export function createSorted<T extends { readonly id: Id }>(): Sorted<T> {
  const things: (T | undefined)[] = [];
  // Removing at the front only moves this mark; the array is cut when half of it is behind.
  let start = 0;

  /** Index of the first thing whose id is not below `id`. */
  function placeOf(id: Id): number {
    let low = start;
    let high = things.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((things[middle] as T).id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function removeFirst(count: number) {
    const end = Math.min(start + count, things.length);
    while (start < end) things[start++] = undefined;
    if (start < 32 || start < things.length / 2) return;
    things.splice(0, start);
    start = 0;
  }

  return {
    get size() {
      return things.length - start;
    },
    get first() {
      return things[start];
    },
    get last() {
      return start < things.length ? things.at(-1) : undefined;
    },
    get(id) {
      const thing = things[placeOf(id)];
      return thing?.id === id ? thing : undefined;
    },
    add(thing) {
      const place = placeOf(thing.id);
      if (place === things.length) things.push(thing);
      else things.splice(place, 0, thing);
    },
    remove(id) {
      const place = placeOf(id);
      const thing = things[place];
      if (thing?.id !== id) return undefined;
      if (place === start) removeFirst(1);
      else things.splice(place, 1);
      return thing;
    },
    removeFirst,
    between(low, high, count = Infinity) {
      const from = placeOf(low);
      const to = high < low ? from : Math.min(placeOf(high + 1n), from + count);
      return things.slice(from, to) as T[];
    },
    backwards(high, low, count = Infinity) {
      const to = placeOf(high + 1n);
      const from = high < low ? to : Math.max(placeOf(low), to - count);
      return things.slice(from, to).toReversed() as T[];
    },
    countBelow: (id) => placeOf(id) - start,
  };
}
