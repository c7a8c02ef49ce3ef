/** The types of the lab kit, for editors. tests/unit/kit holds them to what kit.ts exports. */

/** A share of the places where a fault of this kind could strike is struck. */
export type FaultKind =
  | 'drop'
  | 'duplicate'
  | 'delay'
  | 'reorder'
  | 'lost-ack'
  | 'crash-before-effect'
  | 'crash-after-effect'
  | 'refuse'
  | 'lost-reply'
  | 'slow'
  | 'partition'
  | 'restart';

/** A process of a simulated system: what it has scheduled and waits for dies with it. */
export interface Process {
  readonly name: string;
  readonly crashes: number;
  sleep(ms: number): Promise<void>;
}

/** What a process is given when it starts. */
export interface Surroundings {
  process: Process;
  /** Virtual milliseconds since the schedule began. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** A number from 0 (inclusive) to 1 (exclusive). */
  random(): number;
  /** A new id, never the same twice. */
  id(): string;
}

/** What one schedule runs in. */
export interface Sim {
  /** Chance for the scenario's own use: amounts, names, how many messages. */
  readonly random: Random;
  /** Starts a process: calls `boot` now, and again after each crash. What `boot` keeps in variables dies with it. */
  process(name: string, boot: (surroundings: Surroundings) => void): Process;
  /** Kills a process, which is started again a little later. */
  crash(process: Process): void;
}

/** Nothing (or true) if it holds; otherwise what is wrong, as a sentence that names the message involved. */
export type Invariant<S> = (state: S) => string | boolean | undefined;

export interface Scenario<S> {
  faults: readonly FaultKind[] | Readonly<Partial<Record<FaultKind, number>>>;
  /** How many faults may strike in one schedule. Default 4. */
  mostFaults?: number;
  /** Sets everything up; returns what the invariants look at. */
  start(sim: Sim): S;
  /** Must hold after every effect. */
  always?: Readonly<Record<string, Invariant<S>>>;
  /** Must hold when nothing more happens. */
  eventually?: Readonly<Record<string, Invariant<S>>>;
}

export interface ExploreOptions {
  /** How many schedules are tried at most. Default 1,000. */
  schedules?: number;
  /** Schedule n has the seed `seed` + n. Default 1. */
  seed?: number;
  /** Seed of a schedule that is tried before all others. */
  first?: number;
  countAll?: boolean;
}

export interface Report {
  verdict: 'passed' | 'failed';
  /** How many schedules were run. */
  schedules: number;
  broken: number;
  /** Seed of the schedule that broke an invariant. */
  seed?: number;
  counterexample?: {
    /** The requirement that was broken. */
    invariant: string;
    /** How. */
    says: string;
    /** The fewest faults that do it. */
    faults: readonly string[];
    /** What happened, in order. */
    events: readonly { readonly type: string; readonly seq: number; readonly at: number }[];
  };
  /** All of this in sentences. */
  message: string;
}

/** Runs a scenario under many schedules until one breaks an invariant, and finds the fewest faults that do it. */
export function explore<S>(scenario: Scenario<S>, options?: ExploreOptions): Promise<Report>;

/**
 * Runs a system once, until so many virtual milliseconds have passed, and traces what happens; resolves to how many
 * events. One way over the network takes from half to one and a half of `latency`.
 */
export function simulate(
  start: (sim: Sim) => void,
  options: { seed?: number | string; until: number; latency?: number; restart?: number },
): Promise<number>;

/** Kills one of these processes now and then, so many a minute on average. */
export function crashNowAndThen(sim: Sim, processes: readonly Process[], perMinute: number): void;

export type Message = Readonly<Record<string, unknown>> & { readonly id: string };

/** A bus that delivers at least once, to one of several competing consumers. */
export interface Bus {
  publish(message: Message): void;
  /** A handler that ends well acknowledges; one that throws has the message delivered again. */
  subscribe(
    process: Process,
    handler: (message: Message & { readonly redelivered: boolean }) => unknown,
  ): void;
  readonly deadLetters: readonly string[];
  readonly open: readonly string[];
}

export function createBus(
  sim: Sim,
  options?: {
    /** Virtual milliseconds until a message that is not acknowledged is delivered again. Default 200. */
    lease?: number;
    /** How many messages one consumer may work on at the same time. Default 1. */
    prefetch?: number;
    /** After so many failed attempts a message becomes a dead letter. Default 8. */
    attempts?: number;
  },
): Bus;

export {
  createDatabase,
  type Connection,
  type Database,
  type LocalDatabase,
  type Table,
} from './kit-database.d.ts';

export type Request = Readonly<Record<string, unknown>>;

/** A service outside the system: each call has an effect in the world. */
export interface Service {
  connect(process: Process): (request: Request, options?: { idempotencyKey?: string }) => Promise<unknown>;
  /** Every request that had an effect, in order. */
  readonly effects: readonly Request[];
}

export function createService(
  sim: Sim,
  options: {
    /** For the reader: `the bank`. */
    name: string;
    /** A request in two or three words: `charge o-17`. */
    describe(request: Request): string;
    answer?(request: Request, count: number): unknown;
  },
): Service;

export interface Random {
  next(): number;
  /** A whole number, both bounds inclusive. */
  between(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  fork(name: string): Random;
}

/** Chance that a seed decides. */
export function createRandom(seed: string | number): Random;

export { createClock, type Clock } from './kit-clock.d.ts';

export {
  createEventStore,
  createProjection,
  handle,
  loadState,
  type Decider,
  type EventStore,
  type Projection,
  type StoredEvent,
} from './kit-event-store.d.ts';

export { createPage, type Page, type PageElement, type PageEvent } from './kit-page.d.ts';

export { createLine, createServiceBus, type ServiceBus, type ServiceMessage } from './kit-service-bus.d.ts';

/** Records an event for the picture beside the program. */
export function trace(event: object): void;

/** Puts an emitter, an event target or a bus (subscribe, publish) under watch: the picture shows who listens to it. */
export function watch<T extends object>(target: T, name?: string): T;

export interface BrokerDelivery {
  readonly message: Message;
  /** Counts the deliveries of this message to the group, from 1. */
  readonly deliveries: number;
  /** It has been delivered before, and may have been handled: `deliveries` is more than 1. */
  readonly redelivered: boolean;
  /** Done: it never comes again. A delivery is answered once. */
  ack(): Promise<void>;
  /** Not done: it comes again, unless `requeue` is false; then it is a dead letter. */
  nack(options?: { requeue?: boolean }): Promise<void>;
}

/** What a process can do with a broker. */
export interface BrokerConnection {
  /**
   * Resolves when the broker has it. Where topics have partitions, messages of one `key` are in one partition, and so in
   * order; without a key they go round.
   */
  publish(topic: string, message: Message, options?: { key?: string }): Promise<void>;
  /**
   * Joins a group, which gets a copy of each message published from then on; its members share them. A handler that
   * throws ends its member, as an error that nobody catches ends a Node process.
   */
  subscribe(
    topic: string,
    options: {
      group: string;
      /** The member's name in the trace. */
      consumer?: string;
      /** How many messages it may hold unanswered. Default 1. */
      prefetch?: number;
      /** Where the group's dead letters are kept. Without it, what is refused for good is thrown away. */
      deadLetters?: string;
      /** After so many deliveries a message is a dead letter. Default: never. */
      attempts?: number;
    },
    handler: (delivery: BrokerDelivery) => unknown,
  ): Promise<{
    /** It leaves when its handlers at work have ended; what it still holds then goes to the others. */
    leave(): Promise<void>;
    /** Its process dies, with what it holds. */
    crash(): Promise<void>;
  }>;
}

export interface DeadLetter {
  readonly message: Message;
  readonly reason: 'rejected' | 'delivery_limit';
}

export interface Broker extends BrokerConnection {
  /** The broker as a process of this name uses it: the picture then shows who publishes. */
  connect(process: string): BrokerConnection;
  /** Takes all dead letters that are kept under a name. */
  deadLetters(name: string): Promise<DeadLetter[]>;
  /** Resolves when every message is answered or held, and no handler is at work. Rejects with what a handler threw. */
  idle(): Promise<void>;
  /** Ends all of it. */
  close(): Promise<void>;
}

/** A broker that the processes of an exploration share. */
export interface ExploredBroker {
  connect(process: Process): BrokerConnection;
  /** What is kept under a name, for invariants. */
  deadLetters(name: string): readonly DeadLetter[];
  /** Ids of the messages that a group has neither acknowledged nor given up, for invariants. */
  readonly open: readonly string[];
}

export interface BrokerOptions {
  /**
   * Into how many partitions each topic is divided. Of each group, a partition has one member at a time, which handles
   * it in order. Default 0: no partitions; the members take messages in turn.
   */
  partitions?: number;
}

/** A simulated RabbitMQ, or the real broker that `npm run lab -- run … --broker <address>` has chosen. */
export function createBroker(options?: BrokerOptions): Broker;
/** The simulated one under the faults of a schedule, within explore(). */
export function createBroker(sim: Sim, options?: BrokerOptions): ExploredBroker;
