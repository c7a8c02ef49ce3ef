/** What a real host may do in another order than the one that is drawn: the program is run again at other paces. */
import { findRaces, type TracedRun } from '#runtime/loop-races.ts';
import type { Pace, Program, Runtime } from '#runtime/runtime.ts';
import { LOOP_TRACE, type LoopEvent } from '#trace/loop-events.ts';
import type { Race } from '#trace/loop-races.ts';
import type { Recorded, RecordedTrace } from '#trace/trace.ts';

/** Longer records would keep the runtime from the reader's next run. */
const MOST_EVENTS = 20_000;

/** @returns none if the order cannot depend on time, if the run was cut short, or as soon as `signal` aborts */
export async function racesOf(
  runtime: Runtime,
  program: Program,
  shown: RecordedTrace,
  signal: AbortSignal,
): Promise<readonly Race[]> {
  const first = runOf(shown);
  if (first === null || !canRace(first.events)) return [];
  async function again(pace: Pace): Promise<TracedRun> {
    signal.throwIfAborted();
    for await (const event of runtime.run({ ...program, pace }, { signal })) {
      const run = event.type === 'TraceRecorded' ? runOf(event.trace) : null;
      if (run) return run;
    }
    throw new Error('This run was not recorded.');
  }
  return findRaces(first, again);
}

/** Microtasks and next ticks go by order alone; it takes two callbacks of the loop to race. */
function canRace(events: TracedRun['events']): boolean {
  const byOrder = ['main', 'microtask', 'next-tick', 'rejection', 'exit'];
  const queued = events.filter((event) => event.type === 'CallbackQueued' && !byOrder.includes(event.queue));
  return queued.length >= 2;
}

function runOf({ kind, dropped, events: given }: RecordedTrace): TracedRun | null {
  if (kind !== LOOP_TRACE.id || dropped.count > 0 || given.length > MOST_EVENTS) return null;
  const events = given as readonly Recorded<LoopEvent>[];
  const exit = events.findLast((event) => event.type === 'ProcessExited');
  if (exit?.type !== 'ProcessExited') return null;
  const printed = events.map((event) =>
    event.type === 'OutputWritten' && event.stream === 'stdout' ? event.text : '',
  );
  return { stdout: printed.join(''), exitCode: exit.code, events };
}
