/** What will happen, ordered by time, then by a seeded tie-break, then by the order of adding. */
export interface Entry {
  time: number;
  tie: number;
  run: () => void;
}

export interface Agenda {
  add(entry: Entry): void;
  /** Removes and returns the first entry if it is due at `time`, else undefined. */
  takeUntil(time: number): Entry | undefined;
}

interface Ranked extends Entry {
  seq: number;
}

/** A binary heap: both operations take logarithmic time, so that long explorations stay fast. */
export function createAgenda(): Agenda {
  const heap: Ranked[] = [];
  let added = 0;

  const before = (a: Ranked, b: Ranked) => a.time - b.time || a.tie - b.tie || a.seq - b.seq;
  const swap = (i: number, j: number) => {
    [heap[i], heap[j]] = [heap[j]!, heap[i]!];
  };

  function rise(i: number) {
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (before(heap[parent]!, heap[i]!) <= 0) return;
      swap(i, parent);
      i = parent;
    }
  }

  function sink(i: number) {
    for (;;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < heap.length && before(heap[child]!, heap[least]!) < 0) least = child;
      }
      if (least === i) return;
      swap(i, least);
      i = least;
    }
  }

  return {
    add(entry) {
      const { time, tie, run } = entry;
      heap.push({ time, tie, run, seq: added++ });
      rise(heap.length - 1);
    },
    takeUntil(time) {
      const first = heap[0];
      if (!first || first.time > time) return undefined;
      const last = heap.pop()!;
      if (heap.length > 0) {
        heap[0] = last;
        sink(0);
      }
      return first;
    },
  };
}
