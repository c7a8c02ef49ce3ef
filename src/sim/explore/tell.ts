/** A counterexample in words. */
import type { Recorded } from '#trace/trace.ts';
import type { Happening } from './sim.ts';

export interface Counterexample {
  /** The requirement that was broken. */
  invariant: string;
  /** How, as a sentence. */
  says: string;
  /** The smallest fault plan that does it, a sentence for each fault. Empty if it breaks although nothing goes wrong. */
  faults: readonly string[];
  /** What happened, in order. */
  events: readonly Recorded<Happening>[];
}

/** For the message of a check: what broke, by which faults, and the seed that shows it again. */
export function sentenceOf(
  { invariant, says, faults, events }: Counterexample,
  { schedules, seed }: { schedules: number; seed: number },
): string {
  const errors = events.flatMap((event) => (event.type === 'HandlerFailed' ? [event.error] : []));
  const error = errors.find((text) => !text.endsWith('does not answer.'));
  return [
    `Schedule ${schedules} broke “${invariant}”: ${says}`,
    ...(error === undefined ? [] : [`The handler threw ${error}`]),
    faults.length === 0
      ? 'Nothing had gone wrong on the way: no fault is needed to see this.'
      : `The smallest plan of faults that shows it:\n${faults.map((fault, at) => `  ${at + 1}. ${fault}`).join('\n')}`,
    `To see it again: schedules: 1, seed: ${seed}.`,
  ].join('\n');
}
