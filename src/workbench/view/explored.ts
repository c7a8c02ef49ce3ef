/** What explorations have found, in a trace. Pure. */
import type { Recorded, RecordedTrace } from '#trace/trace.ts';

const isOf = (event: Recorded<object>, type: string) => 'type' in event && event.type === type;

/** Seed of the first schedule that was found; null if none was. */
export function foundSeed({ events }: RecordedTrace): number | null {
  const found = events.find((event) => isOf(event, 'CounterexampleFound'));
  const seed = found && 'seed' in found ? found.seed : null;
  return Number.isSafeInteger(seed) ? (seed as number) : null;
}

/** The schedules that were found, and nothing of what else many checks record. */
export function onlyFound(trace: RecordedTrace): RecordedTrace {
  let isInside = false;
  const kept = trace.events.filter((event) => {
    isInside ||= isOf(event, 'CounterexampleFound');
    const isKept = isInside;
    if (isOf(event, 'InvariantBroken')) isInside = false;
    return isKept;
  });
  return { ...trace, events: kept.map((event, seq) => ({ ...event, seq })) };
}
