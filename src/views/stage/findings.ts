/** A trace of explorations, cut into the schedules that they have found. Pure. */
import type { ProcessEvent } from '#trace/process-events.ts';
import type { Recorded } from '#trace/trace.ts';

export type Found = Extract<ProcessEvent, { type: 'CounterexampleFound' }>;

export interface Finding<E> {
  /** What an exploration has found; null for what a program recorded outside of one. */
  found: Found | null;
  /** What happened, with the times of the schedule. */
  events: readonly Recorded<E>[];
}

/** At least one, which may be empty. */
export function findingsOf<E extends { type: string }>(
  trace: readonly Recorded<E | Found>[],
): readonly Finding<E>[] {
  const findings: { found: Found | null; start: number; events: Recorded<E>[] }[] = [];
  for (const event of trace) {
    if (isFound(event)) findings.push({ found: event, start: event.at, events: [] });
    else {
      if (findings.length === 0) findings.push({ found: null, start: 0, events: [] });
      const { start, events } = findings.at(-1)!;
      events.push(start === 0 ? event : { ...event, at: event.at - start });
    }
  }
  return findings.length === 0 ? [{ found: null, events: [] }] : findings;
}

function isFound<E extends { type: string }>(event: Recorded<E | Found>): event is Recorded<Found> {
  return event.type === 'CounterexampleFound';
}
