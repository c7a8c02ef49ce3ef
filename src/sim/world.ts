/**
 * The kernel: one single-threaded, discrete-event world. Time moves only from one scheduled action to the next, so a
 * seed and the same calls give the same run anywhere.
 */
import { createAgenda } from './agenda.ts';
import { createRandom, type Random } from './random.ts';

export interface World {
  /** Virtual milliseconds since the world began. */
  readonly now: number;
  /** Randomness of this world; fork it per subsystem. */
  readonly random: Random;
  /** Creates a process: a named owner of scheduled actions that can crash. */
  process(name: string): Process;
  /** Runs every action that is due up to `time`, in order, then sets the clock to `time`. */
  advanceTo(time: number): void;
}

export interface Process {
  readonly name: string;
  /** Runs `action` after `delayMs` virtual milliseconds, unless the process crashes before. */
  after(delayMs: number, action: () => void): void;
  /** Forgets everything that this incarnation had scheduled. What comes later belongs to the next one. */
  crash(): void;
}

export interface WorldOptions {
  seed: string | number;
}

export function createWorld({ seed }: WorldOptions): World {
  const random = createRandom(seed);
  const ties = random.fork('ties');
  const agenda = createAgenda();
  let now = 0;

  const process = (name: string): Process => {
    let incarnation = 0;
    return {
      name,
      after(delayMs, action) {
        if (!(delayMs >= 0)) throw new RangeError(`${name}.after: delay must be 0 or more, got ${delayMs}`);
        const born = incarnation;
        agenda.add({ time: now + delayMs, tie: ties.next(), run: () => born === incarnation && action() });
      },
      crash() {
        incarnation++;
      },
    };
  };

  return {
    get now() {
      return now;
    },
    random,
    process,
    advanceTo(time) {
      if (time < now) throw new RangeError(`advanceTo: time runs forward only; it is ${now}, got ${time}`);
      for (let due = agenda.takeUntil(time); due; due = agenda.takeUntil(time)) {
        now = due.time;
        due.run();
      }
      now = time;
    },
  };
}
