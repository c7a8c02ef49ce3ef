/**
 * The event store on disk, in one SQLite file. Several processes may use it at once: an append holds the one write
 * lock, so positions are given in the order of the commits, and no reader can overtake a writer.
 */
import { DatabaseSync } from 'node:sqlite';
import { checkedCopies, checkExpected, repeatedAt } from '#sim/event-store/append-rules.ts';
import {
  ConflictError,
  type EventStore,
  type NewEvent,
  type StoredEvent,
} from '#sim/event-store/event-store.ts';
import { recordAppended, type EventStoreOptions } from '#sim/event-store/memory.ts';
import { upcast } from '#sim/event-store/upcast.ts';
import { shelf } from './shelf.ts';

export interface SqliteEventStore extends EventStore {
  /** Wakes subscriptions if another process has appended. Call it now and then: SQLite tells nobody by itself. */
  poll(): void;
  close(): void;
}

export interface SqliteOptions extends EventStoreOptions {
  /** Path of the file; it is created if need be. */
  file: string;
  /** How long an append waits for another process's. Default 5,000 ms. */
  busyMs?: number;
}

const SCHEMA = `
  create table if not exists events (
    position integer primary key autoincrement,
    stream text not null,
    version integer not null,
    id text,
    body text not null,
    unique (stream, version),
    unique (stream, id)
  ) strict;
  create table if not exists snapshots (key text primary key, value text not null) strict;
  create table if not exists progress (key text primary key, value text not null) strict;
`;

interface Row {
  position: number;
  stream: string;
  version: number;
  body: string;
}

export function openSqliteEventStore(options: SqliteOptions): SqliteEventStore {
  const { file, record = () => {}, upcasters, busyMs = 5_000 } = options;
  const database = new DatabaseSync(file, { timeout: busyMs });
  // Full: an append that has returned survives a power cut, not only the death of the process.
  database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  database.exec(SCHEMA);
  const listeners = new Set<() => void>();
  const sql = statements(database);
  const versionOf = (stream: string) => (sql.version.get(stream) as { version: number }).version;
  const head = () => (sql.head.get() as { position: number }).position;
  let told = head();

  function stored({ body, stream, version, position }: Row): StoredEvent {
    const event = Object.freeze({ ...(JSON.parse(body) as NewEvent), stream, version, position });
    return upcasters ? upcast(upcasters, event) : event;
  }

  function tell() {
    told = head();
    for (const listener of listeners) listener();
  }

  /** Inserts the events inside a transaction that is open. */
  function insert(stream: string, version: number, events: readonly NewEvent[]): StoredEvent[] {
    return events.map((event, index) => {
      const place = version + index + 1;
      const { lastInsertRowid } = sql.insert.run(stream, place, event.id ?? null, JSON.stringify(event));
      return { ...event, stream, version: place, position: Number(lastInsertRowid) };
    });
  }

  return {
    append(stream, expected, events) {
      const copies = checkedCopies(events);
      const types = copies.map(({ type }) => type);
      const outcome = inTransaction(
        database,
        () => {
          const version = versionOf(stream);
          const there = repeatedAt(
            stream,
            copies,
            (id) => (sql.byId.get(stream, id) as Row | undefined)?.version,
          );
          if (there !== undefined) return { there, added: [] };
          checkExpected(stream, expected, version);
          return { there, added: insert(stream, version, copies) };
        },
        (error) => {
          if (!(error instanceof ConflictError)) return;
          const { actual } = error;
          record({ type: 'AppendRejected', stream, expected: String(expected), actual, events: types });
        },
      );
      const { there, added } = outcome;
      if (there !== undefined) record({ type: 'AppendRepeated', stream, version: there, events: types });
      recordAppended(record, added);
      if (added.length > 0) tell();
      const version = there ?? added.at(-1)?.version ?? versionOf(stream);
      const last = sql.at.get(stream, version) as Row | undefined;
      return { version, position: last?.position ?? 0, repeated: there !== undefined };
    },

    read(stream, { from, direction = 'forward', limit = Infinity } = {}) {
      const forward = direction === 'forward';
      const start = from ?? (forward ? 1 : Number.MAX_SAFE_INTEGER);
      const rows = (forward ? sql.forward : sql.backward).all(stream, start, atMost(limit));
      return (rows as unknown as Row[]).map(stored);
    },
    readAll: ({ after = 0, limit = Infinity } = {}) =>
      (sql.all.all(after, atMost(limit)) as unknown as Row[]).map(stored),
    version: versionOf,
    position: head,
    onAppend(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshots: shelf(database, 'snapshots'),
    progress: shelf(database, 'progress'),
    record,
    poll() {
      if (head() > told) tell();
    },
    close: () => database.close(),
  };
}

function statements(database: DatabaseSync) {
  const columns = 'position, stream, version, body';
  return {
    insert: database.prepare('insert into events (stream, version, id, body) values (?, ?, ?, ?)'),
    version: database.prepare('select coalesce(max(version), 0) as version from events where stream = ?'),
    head: database.prepare('select coalesce(max(position), 0) as position from events'),
    byId: database.prepare(`select ${columns} from events where stream = ? and id = ?`),
    at: database.prepare(`select ${columns} from events where stream = ? and version = ?`),
    forward: database.prepare(
      `select ${columns} from events where stream = ? and version >= ? order by version limit ?`,
    ),
    backward: database.prepare(
      `select ${columns} from events where stream = ? and version <= ? order by version desc limit ?`,
    ),
    all: database.prepare(`select ${columns} from events where position > ? order by position limit ?`),
  };
}

/** Runs `work` under the write lock, and keeps either all of what it wrote or nothing. */
function inTransaction<T>(database: DatabaseSync, work: () => T, onFailure: (error: unknown) => void): T {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    onFailure(error);
    throw error;
  }
}

/** SQLite takes a negative limit for none. */
function atMost(limit: number): number {
  return Number.isFinite(limit) ? limit : -1;
}
