/** What one schedule runs in: a world, its faults, its trace, and processes that a supervisor starts again. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { ScheduleEvent } from '#trace/schedule-events.ts';
import type { Process } from '../process.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import type { Faults } from './faults.ts';

/** What stands in the trace of a schedule. */
export type Happening = ScheduleEvent | BrokerEvent;

/** What a process is given when it starts: all that a program could otherwise take from its surroundings. */
export interface Surroundings {
  /** The process that starts. */
  process: Process;
  /** Virtual milliseconds since the schedule began. */
  now(): number;
  /** Resolves after so many virtual milliseconds. */
  sleep(ms: number): Promise<void>;
  /** A number from 0 (inclusive) to 1 (exclusive). */
  random(): number;
  /** A new id, `<process>-1`, `<process>-2` and so on; never the same twice, crashes or not. */
  id(): string;
}

/** What a process works on: the words of its faults and trace events name it. */
export interface Errand {
  message: string;
  /** Name of this delivery among the places where faults strike. */
  place: string;
  /** Its writes so far. */
  writes: number;
  /** Virtual milliseconds that its next step takes longer. */
  late: number;
}

export interface Sim {
  readonly world: World;
  /** Draws of the scenario's own, for workloads. */
  readonly random: Random;
  /** Draws of the program, where it takes chance from its surroundings. */
  readonly chance: Random;
  readonly faults: Faults;
  record(event: Happening): void;
  /** Virtual milliseconds that one way over the network takes. */
  latency(): number;
  /** Starts a process: calls `boot` now, and again after every crash. What `boot` keeps in variables dies with it. */
  process(name: string, boot: (surroundings: Surroundings) => void): Process;
  /** Kills a process, if it is up. A supervisor starts it again. */
  crash(process: Process): void;
  /** Calls back after each crash, before the process is started again. */
  onCrash(listener: (process: Process) => void): void;
  /** What the process works on, as far as one can tell. */
  errands: Map<Process, Errand>;
  /** Steps so far that belong to no errand. */
  steps: number;
  /** Code asks for time or chance: a sign of life. Throws once the schedule is over, which ends code that never ends. */
  look<T>(value: T): T;
  /** The schedule is over. */
  end(): void;
}

/** Thrown into code that goes on after its schedule is over. */
class ScheduleOver extends Error {
  override readonly name = 'ScheduleOver';
  constructor() {
    super('This schedule is over, and its code still runs.');
  }
}

/** Virtual milliseconds: whole numbers, and what it is where all are equal. */
export interface Span {
  low: number;
  high: number;
  calm: number;
}

export interface SimOptions {
  world: World;
  faults: Faults;
  record(event: Happening): void;
  /** True if all ways take equally long. */
  isCalm: boolean;
  /** What one way over the network takes. */
  latency?: Span;
  /** How long it takes until a process that has died is started again. */
  restart?: Span;
}

const LATENCY: Span = { low: 1, high: 6, calm: 3 };
const RESTART: Span = { low: 20, high: 60, calm: 30 };

export function createSim(options: SimOptions): Sim {
  const { world, faults, record, isCalm, latency = LATENCY, restart = RESTART } = options;
  const network = world.random.fork('network');
  const supervisor = world.process('supervisor');
  const boots = new Map<Process, () => void>();
  const listeners: ((process: Process) => void)[] = [];
  const errands = new Map<Process, Errand>();
  const down = new Set<Process>();
  const between = ({ low, high, calm }: Span) => (isCalm ? calm : network.between(low, high));

  let isOver = false;

  function look<T>(value: T): T {
    if (isOver) throw new ScheduleOver();
    world.pending.stir();
    return value;
  }

  function start(process: Process) {
    record({ type: 'ProcessStarted', process: process.name });
    process.call(boots.get(process)!, (outcome) => {
      if (!outcome.ok) throw outcome.error;
    });
  }

  return {
    world,
    random: world.random.fork('workload'),
    chance: world.random.fork('chance'),
    faults,
    record,
    latency: () => between(latency),
    process(name, boot) {
      const process = world.process(name);
      const draws = world.random.fork(`process/${name}`);
      let ids = 0;
      const surroundings: Surroundings = {
        process,
        now: () => look(world.now),
        // Code that catches what is thrown into it would go on for ever; one that sleeps can be left asleep.
        sleep: (ms) => (isOver ? new Promise(() => {}) : process.sleep(look(ms))),
        random: () => look(draws.next()),
        id: () => look(`${name}-${++ids}`),
      };
      boots.set(process, () => boot(surroundings));
      const caller = world.current;
      start(process);
      world.enter(caller);
      return process;
    },
    crash(process) {
      // Nobody dies twice before he is back.
      if (down.has(process)) return;
      down.add(process);
      process.crash();
      errands.delete(process);
      record({ type: 'ProcessCrashed', process: process.name });
      for (const listener of listeners) listener(process);
      supervisor.after(between(restart), () => {
        down.delete(process);
        start(process);
      });
    },
    onCrash: (listener) => void listeners.push(listener),
    errands,
    steps: 0,
    look,
    end() {
      isOver = true;
    },
  };
}
