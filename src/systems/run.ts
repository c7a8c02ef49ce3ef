/** Runs a system and collects what it traces, in Node, in a worker or in a page alike. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Dropped, Recorded } from '#trace/trace.ts';
import { measure, type Numbers } from './measure.ts';
import { UNTIL, type Settings, type System } from './system.ts';

/** The trace goes no further: a picture of more would be slow to draw, and nobody would read it. */
export const MOST_EVENTS = 2500;

export interface Ran {
  settings: Settings;
  /** Of the whole run. */
  numbers: Numbers;
  /** What only this system counts, as its `extras` have it. */
  extras: readonly number[];
  /** The beginning of what happened, up to MOST_EVENTS. */
  events: readonly Recorded<BrokerEvent>[];
  dropped: Dropped;
}

/** Where a lab-kit program leaves its trace (src/kit/trace.ts). */
const TRACE = Symbol.for('handbook.trace');

let turn: Promise<unknown> = Promise.resolve();

/** Runs wait for each other, because they share the place where the trace is left. */
export function runSystem(system: System, settings: Settings): Promise<Ran> {
  const ran = turn.then(() => run(system, settings));
  turn = ran.catch(() => undefined);
  return ran;
}

async function run(system: System, settings: Settings): Promise<Ran> {
  const all: Recorded<BrokerEvent>[] = [];
  const place = globalThis as { [TRACE]?: (event: Recorded<BrokerEvent>) => void };
  const before = place[TRACE];
  place[TRACE] = (event) => void all.push({ ...event, seq: all.length });
  try {
    await system.run(settings);
  } finally {
    if (before) place[TRACE] = before;
    else delete place[TRACE];
  }
  const events = all.slice(0, MOST_EVENTS);
  return {
    settings,
    numbers: measure(all, system.measured, UNTIL),
    extras: system.extras.map(({ count }) => count(all)),
    events,
    dropped: { which: 'newest', count: all.length - events.length },
  };
}
