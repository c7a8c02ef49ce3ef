/** A consumer group: its place in the log, and what was delivered to whom and not yet acknowledged. */
import { MAX_ID, type Id } from './ids.ts';
import { placeAfter, type Place } from './lag.ts';
import type { Entry, Log } from './log.ts';
import { createSorted, type Sorted } from './sorted.ts';

/** One delivery that waits for its acknowledgement. */
export interface Pending {
  readonly id: Id;
  consumer: Consumer;
  /** When it was last delivered, by the server's clock. */
  deliveredAt: number;
  deliveries: number;
}

export interface Consumer {
  readonly name: string;
  readonly pending: Sorted<Pending>;
  /** When it last got something, or read its pending entries. */
  seenAt: number;
}

/** A delivery: the entry, or its bare id if the entry has gone. `deliveries` counts this one too. */
export interface Delivered {
  id: Id;
  entry: Entry | undefined;
  deliveries: number;
}

export interface Group {
  readonly name: string;
  place: Place;
  readonly pending: Sorted<Pending>;
  readonly consumers: Map<string, Consumer>;
}

export const createGroup = (name: string, place: Place): Group => ({
  name,
  place,
  pending: createSorted(),
  consumers: new Map(),
});

/** The consumer of this name, created on its first mention. */
export function consumerOf(group: Group, name: string, now: number): Consumer {
  let consumer = group.consumers.get(name);
  if (!consumer) {
    consumer = { name, pending: createSorted(), seenAt: now };
    group.consumers.set(name, consumer);
  }
  consumer.seenAt = now;
  return consumer;
}

/** Delivers what the group has not had. Where there is nothing, not even the consumer comes into being (before 7.2). */
export function deliverNew(
  log: Log,
  group: Group,
  to: string,
  { count, noAck, now }: { count: number; noAck: boolean; now: number },
): Delivered[] {
  const entries = log.entries.between(group.place.lastId + 1n, MAX_ID, count);
  if (entries.length === 0) return [];
  const consumer = consumerOf(group, to, now);
  for (const { id } of entries) {
    group.place = placeAfter(log, id, group.place);
    if (!noAck) {
      // After XGROUP SETID somebody may have it pending already: it starts anew.
      forget(group, id);
      hold(group, { id, consumer, deliveredAt: now, deliveries: 1 });
    }
  }
  return entries.map((entry) => ({ id: entry.id, entry, deliveries: 1 }));
}

/** Delivers once more what this consumer has pending after an id. */
export function deliverAgain(
  log: Log,
  group: Group,
  to: string,
  { after, count, now }: { after: Id; count: number; now: number },
): Delivered[] {
  const consumer = consumerOf(group, to, now);
  return consumer.pending.between(after + 1n, MAX_ID, count).map((pending) => {
    const entry = log.entries.get(pending.id);
    if (entry) {
      pending.deliveries++;
      pending.deliveredAt = now;
    }
    return { id: pending.id, entry, deliveries: pending.deliveries };
  });
}

/** Puts an entry on the pending list of the group and of its consumer. */
export function hold(group: Group, pending: Pending): void {
  group.pending.add(pending);
  pending.consumer.pending.add(pending);
}

/** Takes an entry off the pending lists. Returns what was there. */
export function forget(group: Group, id: Id): Pending | undefined {
  const pending = group.pending.remove(id);
  pending?.consumer.pending.remove(id);
  return pending;
}
