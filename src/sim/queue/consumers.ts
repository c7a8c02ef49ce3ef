/** Whose turn it is. */
import type { Copy } from './message.ts';

export interface Consumer {
  /** Its name in the trace. */
  readonly name: string;
  /** Higher ones are served first. */
  readonly priority: number;
  /** Nobody else may consume from the queue. */
  readonly exclusive: boolean;
  /** A delivery counts as acknowledged when it is sent. */
  readonly noAck: boolean;
  /** It may hold another unacknowledged message. */
  hasRoom(): boolean;
  receive(copy: Copy): void;
  /** The queue is gone. */
  cancelled(): void;
}

export interface Consumers {
  readonly count: number;
  list(): readonly Consumer[];
  add(consumer: Consumer): void;
  remove(consumer: Consumer): void;
  /** The one that gets the next message; undefined if none has room. */
  next(): Consumer | undefined;
}

/**
 * Round robin among the consumers of the highest priority that has room.
 * @param singleActive only the consumer that came first gets messages, until it is gone
 */
export function createConsumers(singleActive: boolean): Consumers {
  // In order of turn: who stands first has waited longest for a message.
  const turns: Consumer[] = [];
  let active: Consumer | undefined;

  const take = (consumer: Consumer) => {
    const at = turns.indexOf(consumer);
    if (at >= 0) turns.splice(at, 1);
  };

  return {
    get count() {
      return turns.length;
    },
    list: () => [...turns],
    add(consumer) {
      turns.push(consumer);
      active ??= consumer;
    },
    remove(consumer) {
      take(consumer);
      if (consumer === active) active = turns[0];
    },
    next() {
      const candidates = singleActive ? turns.filter((consumer) => consumer === active) : turns;
      let chosen: Consumer | undefined;
      for (const consumer of candidates) {
        if (consumer.hasRoom() && (!chosen || consumer.priority > chosen.priority)) chosen = consumer;
      }
      if (!chosen) return undefined;
      take(chosen);
      turns.push(chosen);
      return chosen;
    },
  };
}
