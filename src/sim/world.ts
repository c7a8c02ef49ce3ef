/**
 * The kernel: one single-threaded, discrete-event world. Time moves only from one scheduled action to the next, so a
 * seed and the same calls give the same run anywhere.
 */
import { createAgenda } from './agenda.ts';
import { createProcess, type Process } from './process.ts';
import { createRandom, type Random } from './random.ts';
import { createPending, type Pending } from './settle.ts';

export interface World {
  /** Virtual milliseconds since the world began. */
  readonly now: number;
  /** Randomness of this world; fork it per subsystem. */
  readonly random: Random;
  /** The asynchronous code that runs in this world. */
  readonly pending: Pending;
  /** Creates a process: a named owner of scheduled actions that can crash. */
  process(name: string): Process;
  /** The process whose code runs now, or ran last. */
  readonly current: Process | undefined;
  /** From now on it is this one's code that runs; nobody's if undefined. */
  enter(process: Process | undefined): void;
  /** Runs every action that is due up to `time`, in order, then sets the clock to `time`. */
  advanceTo(time: number): void;
  /** Runs the next action, however far off, and sets the clock to its time. Returns false if there is none. */
  step(): boolean;
  /** As `step`, if the next action is due up to `time`. */
  stepUntil(time: number): boolean;
}

export interface WorldOptions {
  seed: string | number;
}

export function createWorld({ seed }: WorldOptions): World {
  const random = createRandom(seed);
  const ties = random.fork('ties');
  const agenda = createAgenda();
  const pending = createPending();
  let now = 0;
  let current: Process | undefined;
  const enter = (process: Process | undefined) => {
    current = process;
  };

  const schedule = (delayMs: number, run: () => void) =>
    agenda.add({ time: now + delayMs, tie: ties.next(), run });

  function runNext(until: number): boolean {
    const due = agenda.takeUntil(until);
    if (!due) return false;
    now = due.time;
    due.run();
    return true;
  }

  return {
    get now() {
      return now;
    },
    get current() {
      return current;
    },
    enter,
    random,
    pending,
    process: (name) => createProcess({ name, schedule, pending, enter }),
    advanceTo(time) {
      if (time < now) throw new RangeError(`advanceTo: time runs forward only; it is ${now}, got ${time}`);
      while (runNext(time));
      now = time;
    },
    step: () => runNext(Infinity),
    stepUntil: runNext,
  };
}
