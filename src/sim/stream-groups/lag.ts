/**
 * How far a group is behind. Redis counts what a group has read; where entries were deleted one by one, the count says
 * nothing about what is left, and Redis then answers null rather than guess.
 * Source: Redis documentation, XINFO GROUPS, “Consumer group lag”.
 */
import type { Id } from './ids.ts';
import type { Log } from './log.ts';

/** What a group knows of its place in the log. */
export interface Place {
  /** The greatest id that was delivered to the group. */
  lastId: Id;
  /** How many entries had ever been added up to there; undefined where that is unknown. */
  entriesRead: number | undefined;
}

/** The place after an entry was delivered to the group. */
export function placeAfter(log: Log, id: Id, { entriesRead }: Place): Place {
  const counted = entriesRead !== undefined && !hasHolesFrom(log, id);
  return { lastId: id, entriesRead: counted ? entriesRead + 1 : addedUpTo(log, id) };
}

export function lagOf(log: Log, { lastId, entriesRead }: Place): number | null {
  if (log.added === 0) return 0;
  const counted = entriesRead !== undefined && !hasHolesFrom(log, lastId);
  const read = counted ? entriesRead : addedUpTo(log, lastId);
  return read === undefined ? null : log.added - read;
}

/** True if an entry may be missing among those that are left, at `id` or after it. */
function hasHolesFrom({ entries, greatestDeleted }: Log, id: Id): boolean {
  const { first } = entries;
  return first !== undefined && greatestDeleted >= first.id && greatestDeleted >= id;
}

/** How many entries had been added up to and including `id`, where that can be told without counting. */
function addedUpTo(log: Log, id: Id): number | undefined {
  const { first, size } = log.entries;
  if (id > log.lastId) return undefined;
  if (!first || id === log.lastId) return log.added;
  if (log.greatestDeleted >= first.id) return undefined;
  if (id < first.id) return log.added - size;
  return id === first.id ? log.added - size + 1 : undefined;
}
