/** Finds the races of a program: runs it again under other virtual costs, and compares what ran first. */
import type { LoopEvent } from '#trace/loop-events.ts';
import { firstSwap, type Race } from '#trace/loop-races.ts';
import type { Recorded } from '#trace/trace.ts';
import type { Pace } from './runtime.ts';

/** One traced run of the program. */
export interface TracedRun {
  stdout: string;
  exitCode: number | null;
  events: readonly Recorded<LoopEvent>[];
}

/** Costs under which a real machine may well run: a quick one, a slow one, and some with hiccups. */
export const PACES: readonly Pace[] = [
  { main: 0.1, turn: 0.001 },
  { main: 8 },
  { main: 2, turn: 0.6 },
  { hiccup: 1.5, seed: 1 },
  { hiccup: 4, seed: 2 },
  { main: 0.3, hiccup: 0.7, seed: 3 },
  { ports: 'newest' },
  { ports: 'together' },
  { ports: 'in-turn' },
  { reports: 'in-line' },
];

/**
 * `first` is the run that is shown; `run` runs the program once more at a pace. Runs that print the same are no race,
 * whatever they ran first. At most one race for each pair of entries.
 */
export async function findRaces(first: TracedRun, run: (pace: Pace) => Promise<TracedRun>): Promise<Race[]> {
  const races = new Map<string, Race>();
  for (const pace of PACES) {
    if (!isOf(pace, first.events)) continue;
    const other = await run(pace);
    if (other.stdout === first.stdout && other.exitCode === first.exitCode) continue;
    const entries = firstSwap(first.events, other.events);
    if (!entries || races.has(entries.join())) continue;
    races.set(entries.join(), { entries, orders: [first.stdout, other.stdout] });
  }
  return [...races.values()];
}

/** False for a choice that this run never had. */
function isOf({ ports, reports }: Pace, events: TracedRun['events']): boolean {
  const times = (is: (event: LoopEvent) => boolean): number => events.filter(is).length;
  if (ports) return times((event) => event.type === 'CallbackQueued' && event.queue === 'message') > 1;
  return !reports || times(({ type }) => type === 'RejectionUnhandled') > 0;
}
