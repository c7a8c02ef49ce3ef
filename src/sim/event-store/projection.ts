/** Projections: read models that follow the log, each with a checkpoint that is saved together with its rows. */
import type { EventStore, StoredEvent } from './event-store.ts';

export interface ProjectionOptions<State> {
  /** Its rows and checkpoint are saved under this name; a rebuilt one has another, for example `top-savers-2`. */
  name: string;
  initialState(): State;
  /** The rows after an event. Passes over types that do not concern it. No effects: a rebuild would repeat them. */
  apply(state: State, event: StoredEvent): State;
}

export interface Projection<State> {
  readonly name: string;
  /** Position up to which the rows are right. */
  readonly checkpoint: number;
  read(): State;
  /** Applies what is new, at most so many events. Returns whether the end of the log was reached. */
  catchUp(atMost?: number): boolean;
}

/** Creates a projection, or resumes it where its rows and checkpoint were saved last. */
export function createProjection<State>(
  store: EventStore,
  { name, initialState, apply }: ProjectionOptions<State>,
): Projection<State> {
  const saved = store.progress.load(name);
  let checkpoint = saved?.checkpoint ?? 0;
  let state = saved ? (saved.state as State) : initialState();

  return {
    name,
    get checkpoint() {
      return checkpoint;
    },
    read: () => state,
    catchUp(atMost = Infinity) {
      const events = store.readAll({ after: checkpoint, limit: atMost });
      // Both are set after the last event: if `apply` throws, rows and checkpoint still belong together.
      const next = events.reduce((rows, event) => apply(rows, event), state);
      const last = events.at(-1);
      if (last) {
        store.progress.save(name, { checkpoint: last.position, state: next });
        state = next;
        checkpoint = last.position;
        store.record({
          type: 'ProjectionAdvanced',
          projection: name,
          checkpoint,
          state: JSON.stringify(state),
        });
      }
      return checkpoint === store.position();
    },
  };
}

/** What a page asks: one projection answers, while another may be built beside it. */
export interface ReadModel<State> {
  read(): State;
  /** Name of the projection that answers. */
  readonly answeredBy: string;
  /** Builds `next` beside the present one; it takes over when it has caught up. */
  rebuild(next: Projection<State>): void;
  /** Advances the present projection to the end, and the one that is being built by at most `atMost` events. */
  catchUp(atMost?: number): void;
}

export function createReadModel<State>(store: EventStore, first: Projection<State>): ReadModel<State> {
  let current = first;
  let building: Projection<State> | undefined;
  return {
    read: () => current.read(),
    get answeredBy() {
      return current.name;
    },
    rebuild(next) {
      building = next;
    },
    catchUp(atMost) {
      current.catchUp();
      if (!building?.catchUp(atMost)) return;
      const { checkpoint } = building;
      store.record({ type: 'ProjectionSwitched', from: current.name, to: building.name, checkpoint });
      current = building;
      building = undefined;
    },
  };
}
