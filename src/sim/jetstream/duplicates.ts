/** Which message ids a stream has seen within its window: that is all its deduplication, and it ends with the window. */
export interface Duplicates {
  /** The sequence that the id's message was given, if that is within the window. */
  find(id: string): number | undefined;
  /** Notes what was stored, with its id if it had one. */
  stored(seq: number, id: string | undefined): void;
  /** The id of the last message; empty if that had none. */
  readonly lastId: string;
}

export function createDuplicates(windowMs: number, now: () => number): Duplicates {
  // In order of time, so that the outdated ones stand in front.
  const seen = new Map<string, { seq: number; at: number }>();
  let lastId = '';

  function dropOld() {
    for (const [id, { at }] of seen) {
      if (at + windowMs > now()) return;
      seen.delete(id);
    }
  }

  return {
    find(id) {
      dropOld();
      return seen.get(id)?.seq;
    },
    stored(seq, id) {
      lastId = id ?? '';
      if (id !== undefined) seen.set(id, { seq, at: now() });
    },
    get lastId() {
      return lastId;
    },
  };
}
