/** Predicting the order of what is printed: what there is to order, and which guesses were wrong. Pure. */
import type { LoopIndex, Printed } from './loop-index.ts';

/** More lines than these nobody orders by hand; the first ones are asked for. */
const MOST_LINES = 10;

export interface Question {
  /** In the order in which they were printed. */
  real: readonly Printed[];
  /** How many more were printed. */
  rest: number;
}

/** What there is to predict; null if fewer than two lines were printed. */
export function questionOf({ printed }: LoopIndex): Question | null {
  if (printed.length < 2) return null;
  const real = printed.slice(0, MOST_LINES);
  return { real, rest: printed.length - real.length };
}

/** The lines in the order of the source: where the reader begins. */
export function asWritten(real: readonly Printed[]): readonly Printed[] {
  return real.toSorted(
    (a, b) =>
      (a.site?.line ?? 0) - (b.site?.line ?? 0) ||
      (a.site?.column ?? 0) - (b.site?.column ?? 0) ||
      a.text.localeCompare(b.text, 'en'),
  );
}

export interface Judged {
  printed: Printed;
  /** The place, from 1, that the reader gave it. */
  guessed: number;
  isRight: boolean;
}

/**
 * Every line in its real place, with the reader's. As few as possible are wrong: the others stand in the right order
 * among themselves. Lines of the same text stand for each other.
 */
export function judge(real: readonly Printed[], guess: readonly Printed[]): Judged[] {
  const left = guess.map(({ text }, index) => ({ text, place: index + 1 }));
  const places = real.map(({ text }) => {
    const at = left.findIndex((one) => one.text === text);
    return left.splice(at, 1)[0]?.place ?? 0;
  });
  const right = longestRise(places);
  return real.map((printed, index) => ({
    printed,
    guessed: places[index] ?? 0,
    isRight: right.has(index),
  }));
}

/** Indices of a longest subsequence that only rises. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  const length = values.map(() => 1);
  const before = values.map(() => -1);
  values.forEach((value, index) => {
    for (let other = 0; other < index; other++) {
      if (values[other]! >= value || length[other]! < length[index]!) continue;
      length[index] = length[other]! + 1;
      before[index] = other;
    }
  });
  const rise = new Set<number>();
  for (let at = length.indexOf(Math.max(0, ...length)); at >= 0; at = before[at]!) rise.add(at);
  return rise;
}

/** Index of the event that decides when a line is printed: the start of its job, or the printing itself in the program. */
export function decidedAt({ at, job }: Printed): number {
  return job === null || job.entry?.queue === 'main' ? at : job.startedAt;
}
