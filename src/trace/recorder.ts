import type { Dropped, Recorded } from './trace.ts';

export interface Recorder<E> {
  /** Appends an event. Returns it with `seq` (0, 1, 2 …, never reused) and `at`. */
  record(event: E): Recorded<E>;
  /** How many events are kept. */
  readonly length: number;
  /** The kept event at an index, 0 being the oldest; undefined beyond the ends. Constant time. */
  at(index: number): Recorded<E> | undefined;
  /** A copy of what is kept, oldest first. */
  events(): Recorded<E>[];
  /** What is missing because `keep` was reached. */
  readonly dropped: Dropped;
  /** Calls back with each event as it is recorded, kept or not; returns its unsubscribe. */
  on(listener: (event: Recorded<E>) => void): () => void;
}

export interface RecorderOptions {
  /** Current time in milliseconds. Passed in: a trace never reads an ambient clock. */
  clock: () => number;
  /** How many events are kept at most. A positive whole number. */
  keep: number;
  /**
   * Which events go when there are more. `oldest` suits what runs on and on. `newest` suits what will be folded: the
   * picture is then right up to where the record ends. Default `oldest`.
   */
  drop?: Dropped['which'];
}

/** Creates an empty recorder. Throws a RangeError if `keep` is not a positive whole number. */
export function createRecorder<E extends object>({
  clock,
  keep,
  drop = 'oldest',
}: RecorderOptions): Recorder<E> {
  if (!Number.isInteger(keep) || keep < 1) {
    throw new RangeError(`createRecorder: keep must be a positive whole number, got ${keep}`);
  }
  // A ring: event number n stands at n % keep.
  const ring: Recorded<E>[] = [];
  const listeners = new Set<(event: Recorded<E>) => void>();
  let next = 0;
  const first = () => (drop === 'oldest' ? Math.max(0, next - keep) : 0);
  const at = (index: number) => {
    const inside = Number.isInteger(index) && index >= 0 && index < ring.length;
    return inside ? ring[(first() + index) % keep] : undefined;
  };
  return {
    record(event) {
      const recorded = { ...event, seq: next, at: clock() };
      if (drop === 'oldest' || next < keep) ring[next % keep] = recorded;
      next++;
      // A copy: who subscribes while this event is told hears the next one first.
      const told = [...listeners];
      for (const listener of told) listener(recorded);
      return recorded;
    },
    get length() {
      return ring.length;
    },
    at,
    events: () => Array.from(ring, (_event, index) => at(index) as Recorded<E>),
    get dropped() {
      return { which: drop, count: next - ring.length };
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
