/** Which known wrong solution a failure looks like, told from what the checks report. Pure. */
import { fingerprintOf } from '#lab/fingerprint.ts';
import type { KnownMistake } from './data.ts';
import type { CheckRow } from './state.ts';

export interface Recognised {
  /** `same`: every check says what it says for the wrong solution; `similar`: the same checks fail, and only for it. */
  how: 'same' | 'similar';
  /** More than one where the checks cannot tell wrong solutions apart. */
  feedback: readonly string[];
}

/** @returns null for a failure that looks like none of them, and where nothing failed */
export function recogniseMistake(
  checks: readonly CheckRow[],
  known: readonly KnownMistake[],
): Recognised | null {
  const rest = checks.filter(({ status }) => status !== 'passed');
  if (rest.length === 0 || rest.some(({ status }) => status === 'waiting')) return null;
  const candidates = known.filter(
    ({ shape }) =>
      Object.keys(shape).length === rest.length && rest.every(({ name }) => Object.hasOwn(shape, name)),
  );
  const same = candidates.filter(({ shape }) => rest.every((row) => shape[row.name] === fingerprintOf(row)));
  if (same.length > 0) return { how: 'same', feedback: same.map(({ feedback }) => feedback) };
  const [only] = candidates;
  if (!only?.isDistinct || rest.some(({ status }) => status !== 'failed')) return null;
  return { how: 'similar', feedback: [only.feedback] };
}
