/** A trace event as recorded: its place in the order and its time on the trace's clock (milliseconds). */
export type Recorded<E> = E & { readonly seq: number; readonly at: number };

export interface Recorder<E> {
  /** Appends an event. Returns it with `seq` (0, 1, 2 …, never reused) and `at`. */
  record(event: E): Recorded<E>;
  /** What is still kept, oldest first. */
  readonly events: readonly Recorded<E>[];
  /** How many of the oldest events were let go because `keep` was reached. */
  readonly dropped: number;
  /** Calls back with each event as it is recorded; returns its unsubscribe. */
  on(listener: (event: Recorded<E>) => void): () => void;
}

export interface RecorderOptions {
  /** Current time in milliseconds. Passed in: a trace never reads an ambient clock. */
  clock: () => number;
  /** How many events are kept; the oldest are dropped first. A positive whole number. */
  keep: number;
}

/** Creates an empty recorder. Throws a RangeError if `keep` is not a positive whole number. */
export function createRecorder<E extends object>({ clock, keep }: RecorderOptions): Recorder<E> {
  if (!Number.isInteger(keep) || keep < 1) {
    throw new RangeError(`createRecorder: keep must be a positive whole number, got ${keep}`);
  }
  const events: Recorded<E>[] = [];
  const listeners = new Set<(event: Recorded<E>) => void>();
  let next = 0;
  return {
    record(event) {
      const recorded = { ...event, seq: next++, at: clock() };
      events.push(recorded);
      if (events.length > keep) events.shift();
      // A copy: who subscribes while this event is told hears the next one first.
      const told = [...listeners];
      for (const listener of told) listener(recorded);
      return recorded;
    },
    events,
    get dropped() {
      return next - events.length;
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
