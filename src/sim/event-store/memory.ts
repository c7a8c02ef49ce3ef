/** The event store in memory: what a page runs, and what chapter 7 builds a small version of. */
import type { EventStoreEvent } from '#trace/event-store-events.ts';
import { checkedCopies, checkExpected, repeatedAt } from './append-rules.ts';
import { ConflictError, type EventStore, type Shelf, type StoredEvent } from './event-store.ts';
import { plainCopy } from './plain.ts';
import { upcast, type Upcasters } from './upcast.ts';

export interface EventStoreOptions {
  /** Told of everything that happens here. Default: nobody is. */
  record?: (event: EventStoreEvent) => void;
  /** Applied to every event that is read. Default: none. */
  upcasters?: Upcasters;
}

export function createEventStore({ record = () => {}, upcasters }: EventStoreOptions = {}): EventStore {
  const log: StoredEvent[] = []; // all streams, in the order of appending
  const streams = new Map<string, StoredEvent[]>();
  const ids = new Map<string, Map<string, number>>(); // stream → id → version
  const listeners = new Set<() => void>();

  const newest = (events: StoredEvent[]) =>
    upcasters ? events.map((event) => upcast(upcasters, event)) : events;

  return {
    append(stream, expected, events) {
      const copies = checkedCopies(events);
      const history = streams.get(stream) ?? [];
      const known = ids.get(stream) ?? new Map<string, number>();
      const types = copies.map(({ type }) => type);

      const there = repeatedAt(stream, copies, (id) => known.get(id));
      if (there !== undefined) {
        record({ type: 'AppendRepeated', stream, version: there, events: types });
        return { version: there, position: history[there - 1]!.position, repeated: true };
      }
      try {
        checkExpected(stream, expected, history.length);
      } catch (error) {
        if (error instanceof ConflictError) {
          record({
            type: 'AppendRejected',
            stream,
            expected: String(expected),
            actual: error.actual,
            events: types,
          });
        }
        throw error;
      }

      // Nothing in this loop can fail, so that a batch is there as a whole or not at all.
      for (const event of copies) {
        const version = history.length + 1;
        const stored = Object.freeze({ ...event, stream, version, position: log.length + 1 });
        history.push(stored);
        log.push(stored);
        if (event.id !== undefined) known.set(event.id, version);
      }
      if (copies.length > 0) {
        streams.set(stream, history);
        ids.set(stream, known);
      }
      recordAppended(record, history.slice(history.length - copies.length));
      if (copies.length > 0) for (const listener of listeners) listener();
      return { version: history.length, position: history.at(-1)?.position ?? 0, repeated: false };
    },

    read(stream, { from, direction = 'forward', limit = Infinity } = {}) {
      const history = streams.get(stream) ?? [];
      if (direction === 'forward') {
        const first = Math.max(from ?? 1, 1) - 1;
        return newest(history.slice(first, first + limit));
      }
      const end = Math.min(from ?? history.length, history.length);
      return newest(history.slice(Math.max(end - limit, 0), Math.max(end, 0)).toReversed());
    },

    readAll: ({ after = 0, limit = Infinity } = {}) => newest(log.slice(after, after + limit)),
    version: (stream) => streams.get(stream)?.length ?? 0,
    position: () => log.length,
    onAppend(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshots: createShelf(),
    progress: createShelf(),
    record,
  };
}

/** Tells the trace what was appended: the event's own fields are its data. */
export function recordAppended(
  record: (event: EventStoreEvent) => void,
  events: readonly StoredEvent[],
): void {
  for (const { type, stream, version, position, ...data } of events) {
    record({ type: 'EventAppended', stream, version, position, event: type, data: JSON.stringify(data) });
  }
}

function createShelf<T>(): Shelf<T> {
  const values = new Map<string, T>();
  return {
    load: (key) => values.get(key),
    save: (key, value) => void values.set(key, plainCopy(value, key) as T),
  };
}
