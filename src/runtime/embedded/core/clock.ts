import type { Pace } from '../../runtime.ts';

/**
 * The run's virtual clock. Time passes by costs, not by waiting: timers fire as soon as nothing else is to do, and a
 * loop that polls the clock ends. Same program, same times.
 */
export interface Clock {
  /** Milliseconds since the process started; fractions allowed. */
  now(): number;
  /** Like `now()`, and lets a little time pass, so that busy-waiting ends. */
  read(): number;
  advance(ms: number): void;
  /** Moves to `ms` if that lies ahead. */
  advanceTo(ms: number): void;
  /** Wall-clock time of the process's start, in milliseconds since 1970. */
  readonly epoch: number;
}

// Not by engine.ts: parts carry this file too, and it must not be evaluated once more behind Node's globals.
const { floor } = Math;

/** Virtual costs in milliseconds, chosen so that the order shown is the one that Node gives most often. */
export const costs = {
  /** From the process's start to the first statement. */
  startUp: 30,
  /** The main script. */
  main: 1.2,
  /** One turn of the loop. */
  turn: 0.02,
  /** One look at the clock. */
  read: 0.001,
  /** From a file operation's start to its completion. */
  file: 0.1,
  /** A turn may take up to so much longer, at random by the seed. */
  hiccup: 0,
  seed: 0,
};

/** The same for a page, and what it chooses where no rule decides. */
export interface PageCosts {
  /** The main script. */
  main: number;
  /** One task. */
  task: number;
  /** What a task takes longer than usual. */
  hiccup(): number;
  /** Of messages of several ports that wait together: as Pace has it, or the oldest. */
  ports?: Pace['ports'];
  /** Reports of unhandled rejections come before other tasks, or in their line. */
  reports?: Pace['reports'];
}

export const pageCosts: PageCosts = { main: 0.5, task: 0.01, hiccup };

/** Changes costs for the program that is about to run; a worker runs one. */
export function setPace({ ports, reports, ...times }: Pace): void {
  Object.assign(costs, times);
  const { main = pageCosts.main, turn = pageCosts.task } = times;
  Object.assign(pageCosts, { main, task: turn, ports, reports });
}

/** What this turn of the loop takes longer than usual: mostly nothing. */
export function hiccup(): number {
  if (costs.hiccup === 0) return 0;
  costs.seed = (Math.imul(costs.seed + 0x9e37, 1664525) + 1013904223) >>> 0;
  const share = costs.seed / 2 ** 32;
  return share < 0.5 ? 0 : (share - 0.5) * 2 * costs.hiccup;
}

export function createClock(epoch: number): Clock {
  let now = costs.startUp;
  return {
    epoch,
    now: () => now,
    read: () => (now += costs.read),
    advance(ms) {
      now += ms;
    },
    advanceTo(ms) {
      if (ms > now) now = ms;
    },
  };
}

/** A `Date` that reads `clock`. Its prototype is the engine's own, so that instances are what they always were. */
export function createDate(RealDate: DateConstructor, clock: Clock): DateConstructor {
  const current = (): number => floor(clock.epoch + clock.read());
  const VirtualDate = function Date(this: unknown, ...parts: unknown[]): unknown {
    if (!new.target) return new RealDate(current()).toString();
    return Reflect.construct(RealDate, parts.length === 0 ? [current()] : parts, new.target);
  };
  const statics = Object.getOwnPropertyDescriptors(RealDate);
  Object.defineProperties(VirtualDate, {
    ...statics,
    now: { ...statics.now, value: { now: () => current() }.now },
  });
  Object.defineProperty(RealDate.prototype, 'constructor', {
    value: VirtualDate,
    writable: true,
    configurable: true,
  });
  return VirtualDate as unknown as DateConstructor;
}
