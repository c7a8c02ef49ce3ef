/**
 * What a lab imports from `./kit.js` (src/lab/kit.ts says how it gets there): the parts of a simulated system, and
 * explore(), which runs in a program of any kind of Node, with the ambient clock and chance under control.
 */
import { exploreWith, type ExploreOptions, type Outside, type Report } from '#sim/explore/explore.ts';
import type { Scenario } from '#sim/explore/schedule.ts';
import { simulate as simulateIt, type SimulateOptions } from '#sim/explore/simulate.ts';
import type { Sim } from '#sim/explore/sim.ts';
import { takeOver } from './ambient.ts';
import { traceCounterexample } from './trace-counterexample.ts';
import { trace } from './trace.ts';

export { createBus } from '#sim/explore/bus.ts';
export { crashNowAndThen } from '#sim/explore/simulate.ts';
export { createService } from '#sim/explore/service.ts';
export { createRandom } from '#sim/random.ts';
export { handle, loadState } from '#sim/event-store/decider.ts';
export { createProjection } from '#sim/event-store/projection.ts';
export { createBroker } from './broker.ts';
export { createClock } from './clock.ts';
export { createDatabase } from './database.ts';
export { createEventStore } from './event-store.ts';
export { watch } from './watch.ts';
export { createLine } from './line.ts';
export { createPage } from './page.ts';
export { createServiceBus } from './service-bus.ts';
export { trace };

/** The page's wish, where a link names a schedule: see seeded-kit.ts. A program that makes one itself gains nothing. */
interface Wish {
  /** Seed of the schedule to try before all others. */
  first?: unknown;
}

const WISH = Symbol.for('handbook.explore');

/** What carries out checks may have a quicker way for work that awaits without end: check-reporter.js has. */
const UNTRACKED = Symbol.for('handbook.untracked');
type Untracked = <T>(work: () => Promise<T>) => Promise<T>;

// Taken before anything is replaced.
const { setImmediate } = globalThis;

/**
 * Runs what `scenario` starts under many schedules of deliveries and faults, until one breaks an invariant, and finds
 * the fewest faults that break it. Resolves to a report whose `message` says all of it.
 */
export async function explore<S>(scenario: Scenario<S>, options: ExploreOptions = {}): Promise<Report> {
  const around = globalThis as { [WISH]?: Wish; [UNTRACKED]?: Untracked };
  const first = around[WISH]?.first;
  const wished = typeof first === 'number' ? { ...options, first } : options;
  const untracked: Untracked = around[UNTRACKED] ?? ((work) => work());
  const ambience = takeOver();
  const rejections = listenForRejections();
  try {
    const outside: Outside = { enter: ambience.enter, rejection: rejections.first };
    const report = await untracked(() => exploreWith(scenario, wished, outside));
    traceCounterexample(report);
    return report;
  } finally {
    rejections.close();
    ambience.leave();
  }
}

/**
 * Runs what `start` sets up once, until a moment of virtual time, and traces all that happens. Resolves to how many
 * events that were.
 */
export async function simulate(start: (sim: Sim) => void, options: SimulateOptions): Promise<number> {
  const events = await simulateIt(start, options);
  for (const { seq: _seq, ...event } of events) trace(event);
  return events.length;
}

/** Node tells of a rejection that nobody handles when the loop turns. */
function listenForRejections() {
  const caught: unknown[] = [];
  const note = (reason: unknown) => {
    // Our own way of ending code that goes on for ever.
    if ((reason as Error | undefined)?.name !== 'ScheduleOver') caught.push(reason);
  };
  process.on('unhandledRejection', note);
  return {
    async first() {
      await new Promise<void>((resolve) => setImmediate(resolve));
      const [reason] = caught.splice(0);
      return reason === undefined ? undefined : String(reason);
    },
    close: () => void process.off('unhandledRejection', note),
  };
}
