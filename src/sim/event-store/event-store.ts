/** The event store's contract: what its users call, whether the events are kept in memory or on disk. */
import type { EventStoreEvent } from '#trace/event-store-events.ts';

/** An event as it is handed in. `id` makes its append repeatable; every other field is the event's own. */
export interface NewEvent {
  readonly type: string;
  readonly id?: string;
  readonly [field: string]: unknown;
}

/** An event as it is kept: frozen, and in its places. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** Place in its stream, from 1. */
  readonly version: number;
  /** Place in the log of all streams, from 1. */
  readonly position: number;
}

/** The version that the writer has seen: a number (0 if there was no stream), or one of two wider conditions. */
export type Expected = number | 'any' | 'no-stream';

/** Where the stream and the log stand after an append. */
export interface Appended {
  readonly version: number;
  readonly position: number;
  /** The very same events, told by their ids, were there already: nothing was appended. */
  readonly repeated: boolean;
}

export interface ReadStream {
  /** First version to read, itself included. Default: the first one in the direction. */
  from?: number;
  direction?: 'forward' | 'backward';
  limit?: number;
}

export interface ReadAll {
  /** Position of the last event that the reader has seen: reading begins behind it. Default 0. */
  after?: number;
  limit?: number;
}

/** A state and the version it holds for; `code` is raised whenever `evolve` or the state's shape changes. */
export interface Snapshot {
  readonly version: number;
  readonly code: number;
  readonly state: unknown;
}

/** A projection's rows and the position up to which they are right: always saved together. */
export interface Progress {
  readonly checkpoint: number;
  readonly state: unknown;
}

/** Values by key, each saved as a whole. */
export interface Shelf<T> {
  load(key: string): T | undefined;
  save(key: string, value: T): void;
}

export interface EventStore {
  /**
   * Appends all events, or none.
   * @throws ConflictError if the stream is not at the expected version
   * @throws DuplicateIdError if some of the ids are in the stream, but not as this very batch
   * @throws TypeError if an event is no plain data
   */
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Appended;
  /** The stream's events in the order asked for, in their newest shape; none if there is no such stream. */
  read(stream: string, options?: ReadStream): StoredEvent[];
  /** The events of all streams in the order of their positions, in their newest shape. */
  readAll(options?: ReadAll): StoredEvent[];
  /** The stream's version; 0 if there is no such stream. */
  version(stream: string): number;
  /** Position of the newest event of all; 0 if there is none. */
  position(): number;
  /** Calls back after each append that added something; returns its unsubscribe. */
  onAppend(listener: () => void): () => void;
  readonly snapshots: Shelf<Snapshot>;
  readonly progress: Shelf<Progress>;
  /** Writes into the trace of this store. */
  record(event: EventStoreEvent): void;
}

/** Somebody else has appended since the writer read. Load, decide again, append again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly stream: string;
  readonly expected: Expected;
  readonly actual: number;
  constructor(stream: string, expected: Expected, actual: number) {
    super(
      `stream ${stream}: expected ${expected === 'no-stream' ? 'no stream' : `version ${expected}`}, found ` +
        `${actual === 0 ? 'no stream' : `version ${actual}`}`,
    );
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** An id may stand once in a stream. */
export class DuplicateIdError extends Error {
  override readonly name = 'DuplicateIdError';
  readonly stream: string;
  readonly id: string;
  readonly version: number;
  constructor(stream: string, id: string, version: number) {
    super(
      `stream ${stream}: the id ${id} belongs to version ${version} already. Repeat the whole batch, or use another id`,
    );
    this.stream = stream;
    this.id = id;
    this.version = version;
  }
}
