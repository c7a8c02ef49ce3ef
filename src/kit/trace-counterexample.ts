/** What an exploration has found goes to the picture beside the program: first the finding, then what happened. */
import type { Report } from '#sim/explore/explore.ts';
import { trace } from './trace.ts';

/** A picture has no use for longer texts, and a trace event may not be long. Characters. */
const LONGEST = 1_000;
/** More faults than one plan has. */
const MOST_FAULTS = 50;

/** A trace’s time runs forward only, and each schedule begins at 0: so each begins where the last one has ended. */
let elapsed = 0;

export function traceCounterexample({ counterexample, seed = 0, schedules }: Report): void {
  if (counterexample === undefined) return;
  const { invariant, says, faults, events } = counterexample;
  const start = elapsed;
  trace({
    type: 'CounterexampleFound',
    invariant: short(invariant),
    says: short(says),
    faults: faults.slice(0, MOST_FAULTS).map((fault) => fault.slice(0, 150)),
    seed,
    schedules,
    at: start,
  });
  for (const event of events) {
    elapsed = start + event.at;
    const shown = Object.entries(event).map(([name, value]: [string, unknown]) => [name, short(value)]);
    const { seq: _seq, ...rest } = Object.fromEntries(shown) as typeof event;
    trace({ ...rest, at: elapsed });
  }
}

function short<T>(value: T): T {
  if (typeof value !== 'string' || value.length <= LONGEST) return value;
  return `${value.slice(0, LONGEST)}…` as T & string;
}
