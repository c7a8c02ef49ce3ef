/** The types of the kit's event store. They stand in kit.d.ts where a lab gets it: src/lab/kit.ts puts them there. */

export interface StoredEvent {
  readonly type: string;
  readonly id?: string;
  readonly stream: string;
  /** Place in its stream, from 1. */
  readonly version: number;
  /** Place in the log of all streams, from 1. */
  readonly position: number;
  readonly [field: string]: any;
}

export interface EventStore {
  /** Appends all events or none. Throws a ConflictError if the stream is at another version. */
  append(
    stream: string,
    expected: number | 'any' | 'no-stream',
    events: readonly { type: string; id?: string; [field: string]: unknown }[],
  ): { version: number; position: number; repeated: boolean };
  read(
    stream: string,
    options?: { from?: number; direction?: 'forward' | 'backward'; limit?: number },
  ): StoredEvent[];
  readAll(options?: { after?: number; limit?: number }): StoredEvent[];
  version(stream: string): number;
  position(): number;
  onAppend(listener: () => void): () => void;
}

/** An event store in memory. `upcasters` are by type and the event's `v`; all that is read goes through them. */
export function createEventStore(options?: {
  upcasters?: Readonly<Record<string, Readonly<Record<number, (event: StoredEvent) => StoredEvent>>>>;
}): EventStore;

export interface Decider<S, C> {
  initialState(): S;
  decide(state: S, command: C): readonly { type: string }[] | Promise<readonly { type: string }[]>;
  evolve(state: S, event: StoredEvent): S;
}

/** The present state of a stream, from a snapshot if `snapshots` says when one is due. */
export function loadState<S>(
  store: EventStore,
  model: Pick<Decider<S, never>, 'initialState' | 'evolve'>,
  stream: string,
  snapshots?: { code: number; every: number },
): { state: S; version: number; replayed: number };

/** Loads, decides and appends; on a conflict all of it again, at most `attempts` times (default 3). */
export function handle<S, C extends { type: string }>(
  store: EventStore,
  decider: Decider<S, C>,
  stream: string,
  command: C,
  options?: { attempts?: number; snapshots?: { code: number; every: number } },
): Promise<{
  events: readonly { type: string }[];
  state: S;
  version: number;
  position: number;
  attempts: number;
}>;

export interface Projection<S> {
  readonly name: string;
  readonly checkpoint: number;
  read(): S;
  /** Applies what is new, at most so many events. True if the end of the log was reached. */
  catchUp(atMost?: number): boolean;
}

export function createProjection<S>(
  store: EventStore,
  options: { name: string; initialState(): S; apply(state: S, event: StoredEvent): S },
): Projection<S>;
