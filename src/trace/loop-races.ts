/**
 * Races: what a real host may run in either order. Two traces of the same program, recorded under different virtual
 * costs, are the same up to the first choice that time has made.
 */
import type { LoopEvent } from './loop-events.ts';
import type { Recorded } from './trace.ts';

export interface Race {
  /** The two entries, by number: the one that the trace ran first, and the one that could as well have been. */
  entries: readonly [number, number];
  /** What the program printed on standard output in the trace, and where the other entry came first. */
  orders: readonly [string, string];
}

type Event = Recorded<LoopEvent>;

/** Events that differ with the time that things take, although the program does the same. */
const OF_TIME: ReadonlySet<string> = new Set(['PhaseEntered', 'TurnStarted', 'LoopSlept', 'JobEnded']);

/**
 * The entries that were first run in another order by `other`, as the numbers that they have in both; undefined if
 * there are none: then the runs differ in something else, such as the time that they print.
 */
export function firstSwap(
  trace: readonly Event[],
  other: readonly Event[],
): readonly [number, number] | undefined {
  const waiting = new Set<number>();
  const [ours, theirs] = [trace, other].map((events) => events.filter(({ type }) => !OF_TIME.has(type)));
  for (let at = 0; at < ours!.length && at < theirs!.length; at++) {
    const [one, two] = [ours![at]!, theirs![at]!];
    if (one.type === 'JobStarted' && two.type === 'JobStarted' && one.entry !== two.entry)
      return waiting.has(one.entry) && waiting.has(two.entry) ? [one.entry, two.entry] : undefined;
    if (!isAlike(one, two)) return nextJobs(ours!.slice(at), theirs!.slice(at), waiting);
    if (one.type === 'CallbackQueued') waiting.add(one.entry);
    if (one.type === 'JobStarted') waiting.delete(one.entry);
  }
  return undefined;
}

/** Where something of the host's stands before the job in only one of them. */
function nextJobs(
  ours: readonly Event[],
  theirs: readonly Event[],
  waiting: ReadonlySet<number>,
): readonly [number, number] | undefined {
  const next = (events: readonly Event[]): number | undefined => {
    const job = events.find((event) => event.type === 'JobStarted');
    return job?.type === 'JobStarted' && waiting.has(job.entry) ? job.entry : undefined;
  };
  const [one, two] = [next(ours), next(theirs)];
  return one !== undefined && two !== undefined && one !== two ? [one, two] : undefined;
}

/** The same event, but for its time. */
function isAlike(one: Event, two: Event): boolean {
  if (one.type !== two.type) return false;
  if (one.type === 'CallbackQueued' && two.type === 'CallbackQueued')
    return one.entry === two.entry && one.queue === two.queue && one.callback === two.callback;
  if ('frame' in one && 'frame' in two) return one.frame === two.frame;
  return true;
}
