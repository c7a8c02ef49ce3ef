/** Turns a speed into ticks that a page can draw: at most thirty a second, each of as many steps as it takes. */

/** Calls `act` every `ms` milliseconds; returns what ends that. */
export type Every = (ms: number, act: () => void) => () => void;

export interface Pace {
  /** Begins, or goes on at another speed. `act` gets the number of steps to take at once. */
  start(stepsPerSecond: number, act: (steps: number) => void): void;
  stop(): void;
}

const SHORTEST_TICK_MS = 33;

const byTimer: Every = (ms, act) => {
  const timer = setInterval(act, ms);
  return () => clearInterval(timer);
};

export function createPace(every: Every = byTimer): Pace {
  let end: (() => void) | null = null;
  function stop(): void {
    end?.();
    end = null;
  }
  return {
    stop,
    start(stepsPerSecond, act) {
      stop();
      const ms = Math.max(SHORTEST_TICK_MS, 1000 / stepsPerSecond);
      const steps = Math.max(1, Math.round((stepsPerSecond * ms) / 1000));
      end = every(ms, () => act(steps));
    },
  };
}
