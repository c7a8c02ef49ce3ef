/**
 * What topics with groups need of a broker. There is one for each family of engines, and one for explore(), where the
 * network between a process and the broker fails.
 */
import type { Outcome } from '../process.ts';

/** Where the messages of one group wait: all of a topic, or those of one of its partitions. */
export interface Lane {
  readonly topic: string;
  readonly group: string;
  /** From 0; undefined where the topic has no partitions, and members take messages in turn. */
  readonly partition: number | undefined;
}

/** `orders.stock`, or `orders.stock.2`. */
export function laneName({ topic, group, partition }: Lane): string {
  return partition === undefined ? `${topic}.${group}` : `${topic}.${group}.${partition}`;
}

export interface LaneOptions {
  /** The name under which dead letters are kept; undefined: what is refused is thrown away. */
  readonly deadLetters: string | undefined;
  /** After so many deliveries without an ack a message is a dead letter. Infinity: never. */
  readonly attempts: number;
}

export type DeadReason = 'rejected' | 'delivery_limit';

/** A message in a consumer's hands. */
export interface Held {
  readonly id: string;
  readonly body: string;
  /** The how manieth delivery to this group it is, from 1. */
  readonly deliveries: number;
  /** Resolve when the broker has taken the answer, or can no longer be told. */
  ack(): Promise<void>;
  requeue(): Promise<void>;
  reject(): Promise<void>;
}

export interface Consumption {
  /** Nothing more is delivered; what is held stays held. */
  stop(): Promise<void>;
}

/** A connection to the broker, of one process. */
export interface PortClient {
  publish(topic: string, partition: number | undefined, message: { id: string; body: string }): Promise<void>;
  /** At most `prefetch` messages are in the consumer's hands at a time. */
  consume(
    lane: Lane,
    options: { consumer: string; prefetch: number },
    tell: (held: Held) => void,
  ): Promise<Consumption>;
  /** Calls the program's code with what has been delivered. */
  call(held: Held, code: () => unknown, done: (outcome: Outcome<unknown>) => void): void;
  close(): Promise<void>;
  /** Its process dies. */
  crash(): Promise<void>;
}

export interface ClientEvents {
  /** The connection broke, and is there again: what the client held has gone back to the broker. */
  lost(): void;
  /** The process has died. */
  died(): void;
}

export interface BrokerPort<To = void> {
  /** @param to whose connection it is, where several processes are simulated */
  connect(events: ClientEvents, to: To): Promise<PortClient>;
  /** Has the lane from now on get what is published. Called before any client consumes from it. */
  declare(lane: Lane, options: LaneOptions): Promise<void>;
}

/** A broker that is opened, used and closed again, which the exploring one is not. */
export interface OpenPort extends BrokerPort {
  takeDeadLetters(name: string): Promise<{ body: string; reason: DeadReason }[]>;
  /** Lets so much time pass that what is under way arrives. */
  rest(): Promise<void>;
  /** Lets go of everything, and removes it from the broker. */
  close(): Promise<void>;
}
