/** One stream without its groups: entries in the order of their ids. Reading removes nothing. */
import type { Fields } from './commands.ts';
import type { ChooseId, Id } from './ids.ts';
import { createSorted, type Sorted } from './sorted.ts';

export interface Entry {
  readonly id: Id;
  readonly fields: Fields;
}

export interface Log {
  readonly entries: Sorted<Entry>;
  /** The greatest id that there ever was: it stays when the entry goes, so that ids never repeat. */
  readonly lastId: Id;
  /** How many entries were ever added. */
  readonly added: number;
  /** The greatest id that was deleted one by one; 0 if none was. Trimming does not count. */
  readonly greatestDeleted: Id;
  /** Appends an entry under a new id. */
  append(chooseId: ChooseId, fields: Fields, now: number): Entry;
  /** Deletes single entries. Returns those that were there. */
  remove(ids: readonly Id[]): Id[];
  /** Removes the oldest until `length` are left. Returns those removed. */
  trimToLength(length: number): Entry[];
  /** Removes every entry older than `id`. Returns those removed. */
  trimBefore(id: Id): Entry[];
}

export function createLog(): Log {
  const entries = createSorted<Entry>();
  let lastId = 0n;
  let added = 0;
  let greatestDeleted = 0n;

  function dropOldest(count: number): Entry[] {
    const oldest = count > 0 ? entries.between(0n, lastId, count) : [];
    entries.removeFirst(oldest.length);
    return oldest;
  }

  return {
    entries,
    get lastId() {
      return lastId;
    },
    get added() {
      return added;
    },
    get greatestDeleted() {
      return greatestDeleted;
    },
    append(chooseId, fields, now) {
      const entry = { id: chooseId(lastId, now), fields };
      entries.add(entry);
      lastId = entry.id;
      added++;
      return entry;
    },
    remove(ids) {
      const removed = ids.filter((id) => entries.remove(id) !== undefined);
      for (const id of removed) if (id > greatestDeleted) greatestDeleted = id;
      return removed;
    },
    trimToLength: (length) => dropOldest(entries.size - length),
    trimBefore: (id) => dropOldest(entries.countBelow(id)),
  };
}
