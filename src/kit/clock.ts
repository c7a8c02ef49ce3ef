/** A virtual clock for checks: time passes only when it is told to, and nobody waits. */
import { createWorld } from '#sim/world.ts';

export interface Clock {
  /** Virtual milliseconds since the clock was made. */
  now(): number;
  /** Resolves after so many virtual milliseconds. */
  sleep(ms: number): Promise<void>;
  /** Calls `run` after so many virtual milliseconds; returns the way to call it off. */
  after(ms: number, run: () => void): () => void;
  /** Lets time pass; resolves when all that was due has run, with the promises that hang on it. */
  advance(ms: number): Promise<void>;
}

export function createClock(): Clock {
  const world = createWorld({ seed: 'clock' });
  const process = world.process('clock');
  let end = 0;
  return {
    now: () => world.now,
    sleep: (ms) => process.sleep(ms),
    after: (ms, run) => process.after(ms, run),
    async advance(ms) {
      end = Math.max(end, world.now) + ms;
      await world.pending.settle();
      while (world.stepUntil(end)) await world.pending.settle();
      world.advanceTo(end);
    },
  };
}
