/** Commands: load the state, decide, append what was decided; on a conflict all of it again. */
import { ConflictError, type EventStore, type NewEvent, type StoredEvent } from './event-store.ts';

/** Three functions are a model: the state before anything has happened, its rules, and what events do to it. */
export interface Decider<State, Command> {
  initialState(): State;
  /** The events that follow: several, one or none. Holds all rules. May wait, for example for a price. */
  decide(state: State, command: Command): readonly NewEvent[] | Promise<readonly NewEvent[]>;
  /** The next state. No rules and no effects; it throws on a type that it does not know. */
  evolve(state: State, event: StoredEvent): State;
}

export interface SnapshotPolicy {
  /** Raised whenever `evolve` or the shape of the state changes: older snapshots are ignored then. */
  code: number;
  /** A snapshot is taken when at least so many events had to be replayed. */
  every: number;
}

export interface Loaded<State> {
  readonly state: State;
  readonly version: number;
  /** How many events were read for it. */
  readonly replayed: number;
}

/** The stream's present state, from the newest snapshot that can be trusted or from the beginning. */
export function loadState<State>(
  store: EventStore,
  { initialState, evolve }: Pick<Decider<State, never>, 'initialState' | 'evolve'>,
  stream: string,
  snapshots?: SnapshotPolicy,
): Loaded<State> {
  const found = snapshots && store.snapshots.load(stream);
  const usable = found && found.code === snapshots.code && found.version <= store.version(stream);
  if (found && !usable) {
    store.record({ type: 'SnapshotIgnored', stream, version: found.version, code: found.code });
  }
  const start = usable ? found.version : 0;
  let state = usable ? (found.state as State) : initialState();
  const events = store.read(stream, { from: start + 1 });
  for (const event of events) state = evolve(state, event);

  const version = start + events.length;
  const json = JSON.stringify(state);
  store.record({
    type: 'StateLoaded',
    stream,
    version,
    snapshot: start,
    replayed: events.length,
    state: json,
  });
  if (snapshots && events.length >= snapshots.every) {
    store.snapshots.save(stream, { version, code: snapshots.code, state });
    store.record({ type: 'SnapshotTaken', stream, version, code: snapshots.code, state: json });
  }
  return { state, version, replayed: events.length };
}

export interface HandleOptions {
  /** How often it is tried, all in all, while others keep appending. Default 3. */
  attempts?: number;
  snapshots?: SnapshotPolicy;
}

export interface Handled<State> {
  /** What was decided, perhaps nothing. */
  readonly events: readonly NewEvent[];
  readonly state: State;
  readonly version: number;
  /** Position of the stream's newest event: who reads from a projection can wait for it. */
  readonly position: number;
  readonly attempts: number;
}

/** Handles one command. Throws the last ConflictError if every attempt met one. */
export async function handle<State, Command extends { type: string }>(
  store: EventStore,
  decider: Decider<State, Command>,
  stream: string,
  command: Command,
  { attempts: most = 3, snapshots }: HandleOptions = {},
): Promise<Handled<State>> {
  for (let attempt = 1; ; attempt++) {
    const { state, version } = loadState(store, decider, stream, snapshots);
    const events = await decider.decide(state, command);
    const types = events.map(({ type }) => type);
    store.record({ type: 'CommandDecided', stream, command: command.type, events: types, attempt });
    try {
      // Nothing decided is nothing to append, and nothing to conflict with.
      const appended = events.length > 0 ? store.append(stream, version, events) : undefined;
      const added = store.read(stream, { from: version + 1, limit: events.length });
      return {
        events,
        state: added.reduce((before, event) => decider.evolve(before, event), state),
        version: version + added.length,
        position: appended?.position ?? store.read(stream, { from: version, limit: 1 })[0]?.position ?? 0,
        attempts: attempt,
      };
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt >= most) throw error;
    }
  }
}
