/**
 * Runs a simulated system once, for a stretch of virtual time, with the latency and the crashes that are asked for: no
 * requirement is checked, nothing is searched. What happened is the trace.
 */
import type { Recorded } from '#trace/trace.ts';
import type { Process } from '../process.ts';
import { createWorld } from '../world.ts';
import { createFaults } from './faults.ts';
import { createSim, type Happening, type Sim } from './sim.ts';

export interface SimulateOptions {
  /** Decides all chance. Default 1. */
  seed?: number | string;
  /** Virtual milliseconds after which it ends, whatever is still under way. */
  until: number;
  /** What one way over the network takes on average, from half to one and a half of it. Virtual milliseconds. Default 4. */
  latency?: number;
  /** How long a process that has died stays down. Virtual milliseconds. Default 40. */
  restart?: number;
}

/** More steps of the world than a page can wait for. */
const MOST_STEPS = 400_000;

/**
 * @returns what happened, in order
 * @throws RangeError if a time is no number from 0
 */
export async function simulate(
  start: (sim: Sim) => void,
  { seed = 1, until, latency = 4, restart = 40 }: SimulateOptions,
): Promise<Recorded<Happening>[]> {
  for (const [name, ms] of Object.entries({ until, latency, restart })) {
    if (!(ms >= 0))
      throw new RangeError(`simulate: ${name} is a number of milliseconds, and is ${String(ms)}.`);
  }
  const world = createWorld({ seed });
  const events: Recorded<Happening>[] = [];
  const record = (event: Happening) => void events.push({ ...event, seq: events.length, at: world.now });
  const faults = createFaults({ random: world.random, rates: new Map(), most: 0, onStrike() {} });
  const around = (ms: number) => ({ low: Math.ceil(ms / 2), high: Math.ceil(ms * 1.5), calm: ms });
  const sim = createSim({
    world,
    faults,
    record,
    isCalm: false,
    latency: around(latency),
    restart: { low: restart, high: restart, calm: restart },
  });
  start(sim);
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    if (world.pending.isStirred && (await world.pending.settle()) === 'endless') break;
    if (!world.stepUntil(until)) break;
  }
  sim.end();
  // A copy: code that is only ending now may still do things.
  return [...events];
}

/** Kills one of these processes now and then, so many a minute on average. Who is down already is spared. */
export function crashNowAndThen(sim: Sim, processes: readonly Process[], perMinute: number): void {
  const random = sim.world.random.fork('crashes');
  const chaos = sim.world.process('chaos');
  const wait = () => (random.next() * 2 * 60_000) / perMinute;
  const strike = () => {
    sim.crash(random.pick(processes));
    chaos.after(wait(), strike);
  };
  if (perMinute > 0 && processes.length > 0) chaos.after(wait(), strike);
}
