/** What a program may ask for, and what it is told if it makes no sense. */
import type { BrokerMessage } from './delivery.ts';

export interface GroupOptions {
  /** Every group gets a copy of each message; its members share them. */
  group: string;
  /** The member's name in the trace. */
  consumer?: string;
  /** How many messages it may hold that it has not answered. Default 1. */
  prefetch?: number;
  /** Where the group's dead letters are kept. The first member decides. */
  deadLetters?: string;
  /** After so many deliveries a message that nobody acknowledges is a dead letter. Needs `deadLetters`. */
  attempts?: number;
}

export interface PublishOptions {
  /** Messages with one key stay in order, where topics have partitions. */
  key?: string;
}

/** What is a name in every broker that there is: letters, digits, dots, hyphens and underscores. */
const NAME = /^[\w.-]+$/;

/** @throws TypeError, RangeError */
export function checkGroup(topic: string, options: GroupOptions, handler: unknown): void {
  checkName('subscribe: the topic', topic);
  const { group, prefetch = 1, deadLetters, attempts } = options ?? {};
  checkName('subscribe: the group', group);
  if (typeof handler !== 'function') throw new TypeError('subscribe: the third argument handles a delivery.');
  checkCount('subscribe: prefetch', prefetch);
  if (deadLetters !== undefined) checkName('subscribe: deadLetters', deadLetters);
  if (attempts === undefined) return;
  checkCount('subscribe: attempts', attempts);
  if (deadLetters !== undefined) return;
  throw new TypeError(
    'subscribe: attempts needs deadLetters too, a name under which the dead letters are kept.',
  );
}

/** @throws TypeError */
export function checkPublish(topic: string, message: BrokerMessage, { key }: PublishOptions): void {
  checkName('publish: the topic', topic);
  if (typeof message?.id !== 'string' || message.id === '') {
    throw new TypeError('publish: a message is an object with an id of its own, such as { id: "o-17" }.');
  }
  if (key !== undefined && typeof key !== 'string') {
    throw new TypeError(`publish: the key of ${message.id} is to be a text, and is ${String(key)}.`);
  }
}

/** @throws RangeError unless `partitions` is a whole number from 0 to 64 */
export function checkPartitions(partitions: number): void {
  if (Number.isInteger(partitions) && partitions >= 0 && partitions <= 64) return;
  throw new RangeError(
    `createBroker: partitions is a whole number from 0 to 64, and ${String(partitions)} is none.`,
  );
}

function checkName(what: string, name: unknown): void {
  if (typeof name === 'string' && NAME.test(name)) return;
  throw new TypeError(
    `${what} is a name of letters, digits, dots, hyphens and underscores, and ${JSON.stringify(name)} is none.`,
  );
}

function checkCount(what: string, count: number): void {
  if (Number.isInteger(count) && count >= 1) return;
  throw new RangeError(`${what} is a whole number from 1, and ${String(count)} is none.`);
}
