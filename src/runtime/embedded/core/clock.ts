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
};

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
  const current = (): number => Math.floor(clock.epoch + clock.read());
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
