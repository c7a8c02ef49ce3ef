/**
 * A place in a trace, and the picture there: the fold of every event before it. Checkpoints on the way make any place
 * as near as the last of them.
 */
import type { Recorded } from './trace.ts';

/** What a cursor reads: an array of events, or a recorder that drops the newest and may still grow. */
export interface Events<E> {
  readonly length: number;
  at(index: number): Recorded<E> | undefined;
}

export interface CursorOptions<S, E> {
  events: Events<E>;
  /** The picture before the first event. */
  initial: S;
  /** One event's effect on the picture. Pure: it returns a new state and leaves the old one as it is. */
  evolve(state: S, event: Recorded<E>): S;
  /** Events between two checkpoints. Default 256. */
  every?: number;
}

export interface Cursor<S, E> {
  /** How many events lie behind the cursor: 0 is before the first, `length` after the last. */
  readonly position: number;
  /** How many events there are by now. */
  readonly length: number;
  /** The fold of the events behind the cursor. */
  readonly state: S;
  /** The event that led here; undefined at position 0. */
  readonly last: Recorded<E> | undefined;
  /** Goes to a position, clamped to the trace. Returns the state there. */
  seek(position: number): S;
  /** Goes `by` events forward, or back if negative. */
  step(by: number): S;
  /** Goes right behind the next event that fits. Returns false, and stays, if there is none. */
  forwardTo(fits: (event: Recorded<E>) => boolean): boolean;
  /** Goes right behind the nearest earlier event that fits. Returns false, and stays, if there is none. */
  backTo(fits: (event: Recorded<E>) => boolean): boolean;
  /** Goes right behind the last event that happened at `time` (milliseconds of the trace) or before. */
  seekTime(time: number): S;
  /** Calls back when position or state has changed; returns its unsubscribe. */
  on(listener: (cursor: Cursor<S, E>) => void): () => void;
}

/** Creates a cursor before the first event. Throws a RangeError if `every` is not a positive whole number. */
export function createCursor<S, E>({
  events,
  initial,
  evolve,
  every = 256,
}: CursorOptions<S, E>): Cursor<S, E> {
  if (!Number.isInteger(every) || every < 1) {
    throw new RangeError(`createCursor: every must be a positive whole number, got ${every}`);
  }
  // checkpoints[n] is the state after n * every events. They are made when a place beyond them is first asked for.
  const checkpoints: S[] = [initial];
  const listeners = new Set<(cursor: Cursor<S, E>) => void>();
  let position = 0;
  let state = initial;

  function stateAt(target: number): S {
    const mark = Math.min(Math.floor(target / every), checkpoints.length - 1);
    const nearer = position <= target && position > mark * every;
    let at = nearer ? position : mark * every;
    let now = nearer ? state : (checkpoints[mark] as S);
    for (; at < target; at++) {
      if (at === checkpoints.length * every) checkpoints.push(now);
      now = evolve(now, events.at(at) as Recorded<E>);
    }
    return now;
  }

  function goTo(target: number): S {
    if (target === position) return state;
    state = stateAt(target);
    position = target;
    const told = [...listeners];
    for (const listener of told) listener(cursor);
    return state;
  }

  function find(from: number, by: 1 | -1, fits: (event: Recorded<E>) => boolean): boolean {
    for (let index = from; index >= 0 && index < events.length; index += by) {
      if (!fits(events.at(index) as Recorded<E>)) continue;
      goTo(index + 1);
      return true;
    }
    return false;
  }

  const cursor: Cursor<S, E> = {
    get position() {
      return position;
    },
    get length() {
      return events.length;
    },
    get state() {
      return state;
    },
    get last() {
      return position === 0 ? undefined : events.at(position - 1);
    },
    seek: (target) => goTo(clamp(target, events.length)),
    step: (by) => goTo(clamp(position + by, events.length)),
    forwardTo: (fits) => find(position, 1, fits),
    backTo: (fits) => find(position - 2, -1, fits),
    seekTime: (time) => goTo(firstAfter(events, time)),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return cursor;
}

function clamp(target: number, length: number): number {
  if (Number.isNaN(target)) throw new RangeError('A cursor goes to a number, got NaN');
  return Math.min(Math.max(0, Math.trunc(target)), length);
}

/** The index of the first event later than `time`: events stand in order of time. */
function firstAfter<E>(events: Events<E>, time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events.at(middle) as Recorded<E>).at <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
