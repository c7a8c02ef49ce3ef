/** Runs one schedule of a scenario to its end, and says what broke. */
import type { Recorded } from '#trace/trace.ts';
import { createWorld, type World } from '../world.ts';
import { createFaults, FAULT_RATES, type Fault, type FaultKind } from './faults.ts';
import { createSim, type Happening, type Sim } from './sim.ts';

/**
 * What an invariant finds: nothing (or true) if it holds; else what is wrong, as a sentence that names the message
 * involved.
 */
export type Invariant<S> = (state: S) => string | boolean | undefined;

/** A situation to explore: what runs, what may go wrong, and what must hold. */
export interface Scenario<S> {
  /** Kinds of faults that may strike; or kind → share of the places where it does. */
  faults: readonly FaultKind[] | Readonly<Partial<Record<FaultKind, number>>>;
  /** How many faults may strike in one schedule. Default 4. */
  mostFaults?: number;
  /** Sets everything up: databases, bus, processes, and the messages. Returns what the invariants look at. */
  start(sim: Sim): S;
  /** Must hold after every effect. Named by the requirement: `no order is charged twice`. */
  always?: Readonly<Record<string, Invariant<S>>>;
  /** Must hold when nothing more happens. */
  eventually?: Readonly<Record<string, Invariant<S>>>;
}

/** Which schedule: the seed decides all that the rest leaves open. */
export interface ScheduleChoice {
  seed: number;
  /** These faults and no others. */
  plan?: readonly Fault[];
  /** True: all ways over the network take equally long. */
  isCalm?: boolean;
}

export interface ScheduleResult {
  /** What broke; undefined if nothing did. */
  broken: { invariant: string; says: string } | undefined;
  faults: readonly Fault[];
  events: readonly Recorded<Happening>[];
}

/** More events, or more virtual milliseconds, than a schedule that comes to rest takes. */
const MOST_EVENTS = 20_000;
const MOST_TIME = 600_000;

/** `enter` is told of each world before anything runs in it, so that ambient time and randomness can be its own. */
export async function runSchedule<S>(
  scenario: Scenario<S>,
  { seed, plan, isCalm = false }: ScheduleChoice,
  enter: (sim: Sim) => void,
): Promise<ScheduleResult> {
  const world = createWorld({ seed });
  const events: Recorded<Happening>[] = [];
  const faults = createFaults({
    random: world.random.fork('faults'),
    rates: ratesOf(scenario.faults),
    most: scenario.mostFaults ?? 4,
    plan,
    onStrike: ({ kind, says, about }) => record({ type: 'FaultStruck', fault: kind, says, ...about }),
  });
  let hasChanged = false;
  const record = (event: Happening) => {
    hasChanged ||= event.type === 'OperationApplied';
    events.push({ ...event, seq: events.length, at: world.now });
  };
  const sim = createSim({ world, faults, record, isCalm });
  enter(sim);
  const state = scenario.start(sim);
  const broken = await runToEnd(world, () => {
    if (!hasChanged) return undefined;
    hasChanged = false;
    return firstBroken(scenario.always, state);
  });
  sim.end();
  const found = broken ?? firstBroken(scenario.always, state) ?? firstBroken(scenario.eventually, state);
  if (found) record({ type: 'InvariantBroken', ...found });
  // A copy: code that is only ending now may still do things.
  return { broken: found, faults: faults.struck, events: [...events] };
}

async function runToEnd(
  world: World,
  check: () => ScheduleResult['broken'],
): Promise<ScheduleResult['broken']> {
  for (let events = 0; ; events++) {
    if (world.pending.isStirred && (await world.pending.settle()) === 'endless') return ENDLESS;
    const broken = check();
    if (broken) return broken;
    if (!world.step()) break;
    if (events > MOST_EVENTS || world.now > MOST_TIME) return RESTLESS;
  }
  return world.pending.calls > 0 ? UNSETTLED : undefined;
}

const ENDLESS = {
  invariant: 'every handler lets time pass',
  says: 'The code goes on from microtask to microtask and never lets the loop turn: in Node nothing else would happen any more.',
};
const RESTLESS = {
  invariant: 'the system comes to rest',
  says: 'The system does not come to rest: things go on happening long after the last message.',
};
const UNSETTLED = {
  invariant: 'every handler ends',
  says: 'A handler never ends: it waits for a promise that nobody settles, or turns in circles and never lets time pass.',
};

function firstBroken<S>(invariants: Scenario<S>['always'], state: S): ScheduleResult['broken'] {
  for (const [invariant, holds] of Object.entries(invariants ?? {})) {
    const found = holds(state);
    if (found === undefined || found === true) continue;
    return { invariant, says: found === false ? 'it does not hold.' : found };
  }
  return undefined;
}

function ratesOf(faults: Scenario<unknown>['faults']): ReadonlyMap<FaultKind, number> {
  const named = Array.isArray(faults)
    ? (faults as readonly FaultKind[]).map((kind) => [kind, FAULT_RATES[kind]] as const)
    : (Object.entries(faults) as [FaultKind, number][]);
  const unknown = named.find(([kind]) => !Object.hasOwn(FAULT_RATES, kind));
  if (unknown) {
    throw new RangeError(
      `There is no fault “${unknown[0]}”; there are ${Object.keys(FAULT_RATES).join(', ')}.`,
    );
  }
  return new Map(named);
}
