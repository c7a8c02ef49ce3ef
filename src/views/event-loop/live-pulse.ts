/**
 * The heartbeat of a run that is under way, in our time: of each tenth of a second, whether the loop was heard to turn
 * in it. What is not heard of is flat, because that is all that can be seen from outside. Pure.
 */

export const TICK_MS = 100;
/** Tenths of a second that are drawn. */
export const COLUMNS = 80;
/** From so many milliseconds on without a turn, the loop counts as held up. */
const FLAT_MS = 400;

export interface LivePulse {
  /** Since the run was first looked at. Milliseconds. */
  took: number;
  /** The last ones, oldest first: true where the loop turned. */
  columns: readonly boolean[];
  /** So long nothing has been heard. Milliseconds. */
  silent: number;
  turns: number | null;
  /** It has turned in the tenth of a second that is not over. */
  beats: boolean;
}

export const beginning: LivePulse = { took: 0, columns: [], silent: 0, turns: 0, beats: false };

/** `ms` later, with as many turns as have been heard of by then. A page that was busy catches up on its columns. */
export function later(before: LivePulse, ms: number, turns: number | null): LivePulse {
  const took = before.took + ms;
  const missing = Math.floor(took / TICK_MS) - Math.floor(before.took / TICK_MS);
  const hasTurned = turns !== null && turns > (before.turns ?? 0);
  const beats = before.beats || hasTurned;
  const fresh = Array.from({ length: Math.min(missing, COLUMNS) }, () => beats);
  return {
    took,
    columns: [...before.columns, ...fresh].slice(-COLUMNS),
    silent: hasTurned ? 0 : before.silent + ms,
    turns,
    beats: missing === 0 && beats,
  };
}

export function isFlat({ silent, turns }: LivePulse): boolean {
  return turns !== null && silent >= FLAT_MS;
}

/** As an SVG path in a box of `COLUMNS` by 10; what has not been yet is left empty. */
export function livePath({ columns }: LivePulse): string {
  const from = COLUMNS - columns.length;
  return columns
    .map((beats, at) =>
      (beats ? 'l.3 -4.5l.3 8l.2 -3.5h.2' : 'h1').replace(/^/, at === 0 ? `M${String(from)} 6` : ''),
    )
    .join('');
}

/** What the heartbeat means, in a sentence. */
export function liveSentence(pulse: LivePulse): string {
  const { turns, silent } = pulse;
  if (turns === null) return 'The record has ended: from here on nobody can see whether the loop turns.';
  const times = turns === 1 ? 'one turn' : `${turns.toLocaleString('en')} turns`;
  if (!isFlat(pulse))
    return turns === 0 ? 'The program itself is running.' : `The loop turns: ${times} so far.`;
  const since = `${(silent / 1000).toFixed(1)} s`;
  return turns === 0
    ? `Flat for ${since}, from the start: the program, or what it queued to run at once, does not come to an end. No timer, message or click gets through.`
    : `Flat for ${since}, after ${times}: one callback, or what it queued to run at once, does not come to an end. No timer, message or click gets through.`;
}
