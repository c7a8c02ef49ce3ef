/**
 * Runs a program under many schedules, each with its own order of deliveries and its own faults; stops at the first
 * that breaks an invariant, and looks for the smallest fault plan that still breaks it.
 */
import { runSchedule, type Scenario, type ScheduleChoice, type ScheduleResult } from './schedule.ts';
import { shrink } from './shrink.ts';
import type { Sim } from './sim.ts';
import { sentenceOf, type Counterexample } from './tell.ts';

export interface ExploreOptions {
  /** How many schedules are tried at most. Default 1,000. */
  schedules?: number;
  /** Schedule n of an exploration has the seed `seed` + n, so that any of them can be run alone. Default 1. */
  seed?: number;
  /** Seed of a schedule that is tried before all others, and counts as one of them: one that is known to have failed. */
  first?: number;
  /** True: do not stop at the first that breaks, and count them all; nothing is shrunk but the first. */
  countAll?: boolean;
}

export interface Report {
  verdict: 'passed' | 'failed';
  /** How many schedules were run. */
  schedules: number;
  /** How many of them broke an invariant: 0 or 1, unless all were counted. */
  broken: number;
  /** Seed of the (first) schedule that broke one. */
  seed?: number;
  counterexample?: Counterexample;
  /** All of this for the learner: what broke, by which faults, and how to see it again. */
  message: string;
}

/** What the simulator cannot know by itself of the program that it runs in. */
export interface Outside {
  /** Is told of every schedule's world before anything runs in it. */
  enter(sim: Sim): void;
  /** Lets the loop turn. Resolves to a rejection that nobody has handled since the last call, if there is one. */
  rejection(): Promise<string | undefined>;
}

/** How many schedules are run between two looks at rejections: the loop turns slowly. */
const BATCH = 100;

export async function exploreWith<S>(
  scenario: Scenario<S>,
  { schedules = 1000, seed = 1, first: known, countAll = false }: ExploreOptions,
  outside: Outside,
): Promise<Report> {
  const run = (choice: ScheduleChoice) => runSchedule(scenario, choice, outside.enter);
  const seedAt = (at: number) => (known === undefined ? seed + at : at === 0 ? known : seed + at - 1);
  const leak = await findLeak(run, seedAt(0));
  if (leak) return reportOf({ tried: 2, broken: 1, seed: seedAt(0), found: leak });
  let broken = 0;
  let first: { seed: number; result: ScheduleResult } | undefined;
  let tried = 0;
  while (tried < schedules) {
    const result = await run({ seed: seedAt(tried++) });
    if (result.broken) {
      broken++;
      first ??= { seed: seedAt(tried - 1), result };
      if (!countAll) break;
    }
    if (tried % BATCH > 0 && tried < schedules) continue;
    if ((await outside.rejection()) === undefined) continue;
    const since = Math.floor((tried - 1) / BATCH) * BATCH;
    const seeds = Array.from({ length: tried - since }, (_, at) => seedAt(since + at));
    const rejected = await findRejection(run, seeds, outside);
    if (rejected) return reportOf({ tried, broken: 1, ...rejected });
  }
  if (!first) {
    return {
      verdict: 'passed',
      schedules: tried,
      broken: 0,
      message: `All ${tried} schedules came out right.`,
    };
  }
  const found = await shrink(first.result, first.seed, run);
  return reportOf({ tried, broken, seed: first.seed, found });
}

/** Runs the schedules of a batch once more, one by one, to find the one with the unhandled rejection. */
async function findRejection(
  run: (choice: ScheduleChoice) => Promise<ScheduleResult>,
  seeds: readonly number[],
  outside: Outside,
): Promise<{ seed: number; found: ScheduleResult } | undefined> {
  for (const seed of seeds) {
    const result = await run({ seed });
    const reason = await outside.rejection();
    if (reason === undefined) continue;
    const says = `A promise was rejected and nobody handled it, which ends a Node process: ${reason}`;
    return { seed, found: { ...result, broken: { invariant: 'no rejection goes unhandled', says } } };
  }
  return undefined;
}

interface Finding {
  tried: number;
  broken: number;
  seed: number;
  found: ScheduleResult;
}

function reportOf({ tried, broken, seed, found }: Finding): Report {
  const { invariant, says } = found.broken!;
  const faults = found.faults.map((fault) => fault.says);
  const counterexample = { invariant, says, faults, events: found.events };
  return {
    verdict: 'failed',
    schedules: tried,
    broken,
    seed,
    counterexample,
    message: sentenceOf(counterexample, { schedules: tried, seed }),
  };
}

/**
 * The same schedule twice, without faults: if the second goes differently, the program remembers something that its
 * processes should have lost, or takes time or chance from somewhere else.
 */
async function findLeak(
  run: (choice: ScheduleChoice) => Promise<ScheduleResult>,
  seed: number,
): Promise<ScheduleResult | undefined> {
  const once = await run({ seed, plan: [] });
  const again = await run({ seed, plan: [] });
  if (JSON.stringify(once.events) === JSON.stringify(again.events)) return undefined;
  const says =
    'The same schedule was run twice, and the second time went differently. Something outlives the process: a variable at the top of the file, which a restart would have emptied, or time and chance that are not the simulator’s.';
  return { ...again, broken: { invariant: 'a process starts with nothing in its memory', says } };
}
