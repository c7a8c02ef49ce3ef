/**
 * A queue as RabbitMQ keeps one: each message goes to one consumer and leaves when that one acknowledges it; what comes
 * back is marked as redelivered; what is given up becomes a dead letter.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { World } from '../world.ts';
import { createConsumers, type Consumer, type Consumers } from './consumers.ts';
import type { DeathReason } from './dead-letter.ts';
import type { Copy, Message } from './message.ts';
import type { QueueOptions } from './queue-options.ts';
import { createReady } from './ready.ts';
import type { QueueRules } from './rules.ts';

/** Handed back by a consumer, in one of two ways, or left behind by one that is lost. */
export type Requeue = 'nack' | 'reject' | 'lost';

export interface Queue {
  readonly name: string;
  readonly options: QueueOptions;
  /** How many messages wait for a consumer; those that one holds are not counted. */
  readonly length: number;
  readonly consumers: Pick<Consumers, 'count' | 'list'>;
  /** Takes a new message. Returns false if the queue is full and refuses it. */
  publish(message: Message): boolean;
  /** Hands out the first message to somebody who asked for one. */
  take(): Copy | undefined;
  subscribe(consumer: Consumer): void;
  /** A consumer ends, or is lost. What it holds stays with its channel. Call wake() or requeue() after it. */
  unsubscribe(consumer: Consumer): void;
  /** Something may be possible now that was not: a consumer has room, or another one's turn has come. */
  wake(): void;
  /** Copies come back. */
  requeue(copies: readonly Copy[], why: Requeue): void;
  /** A consumer has said “never again”. */
  discard(copy: Copy): void;
  purge(): number;
  /** Somebody declared it again. */
  touch(): void;
  /** Keeps what a restart leaves. */
  restart(): void;
  /** Ends its timers and tells its consumers. */
  close(): void;
}

export interface Surroundings {
  world: World;
  record: (event: BrokerEvent) => void;
  rules: QueueRules;
  /** Publishes what died here to the dead-letter exchange. */
  bury(message: Message, queue: Queue, reason: DeathReason): void;
  /** Nobody needs the queue any more. */
  remove(queue: Queue, reason: string): void;
}

export function createQueue(name: string, options: QueueOptions, around: Surroundings): Queue {
  const { world, record, rules } = around;
  const quorum = options.type === 'quorum';
  const limit = quorum ? (options.deliveryLimit ?? rules.deliveryLimit) : Infinity;
  const full = options.maxLength ?? Infinity;
  const ready = createReady();
  const consumers = createConsumers(options.singleActiveConsumer ?? false);
  const timers = world.process(`queue ${name}`);
  let received = 0;
  let running = false;
  let closed = false;
  let alarm = Infinity;
  let touched = 0;

  function giveUp({ message }: Copy, reason: DeathReason): void {
    if (options.deadLetterExchange === undefined) {
      record({ type: 'MessageDropped', message: message.id, queue: name, reason });
      return;
    }
    record({ type: 'MessageDeadLettered', message: message.id, queue: name, reason });
    around.bury(message, queue, reason);
  }

  function keepOnly(isWanted: (copy: Copy) => boolean, reason: string): number {
    return ready.keep((copy) => {
      const stays = isWanted(copy);
      if (!stays) record({ type: 'MessageDropped', message: copy.message.id, queue: name, reason });
      return stays;
    });
  }

  /** Only the head of a queue expires: a message behind it stays until everything before it has gone. */
  function expireHead(isOver: (copy: Copy) => boolean): void {
    for (let head = ready.first(); head && isOver(head); head = ready.first()) {
      ready.takeFirst();
      giveUp(head, 'expired');
    }
  }

  function deliver(): void {
    for (;;) {
      expireHead(({ expiresAt }) => expiresAt < world.now);
      const consumer = ready.length > 0 ? consumers.next() : undefined;
      const copy = consumer && ready.takeFirst();
      if (!copy) return;
      consumer.receive(copy);
    }
  }

  /** Brings the queue to rest after any change. A consumer that acts within its delivery is served by the same loop. */
  function run(): void {
    if (running) return;
    running = true;
    try {
      deliver();
      while (ready.length > full) giveUp(ready.takeFirst()!, 'maxlen');
      expireHead(({ expiresAt }) => expiresAt <= world.now);
    } finally {
      running = false;
    }
    setAlarm(ready.first()?.expiresAt ?? Infinity);
  }

  function setAlarm(time: number): void {
    if (time >= alarm) return;
    alarm = time;
    timers.after(time - world.now, () => {
      alarm = Infinity;
      run();
    });
  }

  function touch(): void {
    if (options.expires === undefined) return;
    const mine = ++touched;
    timers.after(options.expires, () => {
      if (mine === touched && consumers.count === 0) around.remove(queue, 'unused');
    });
  }

  const queue: Queue = {
    name,
    options,
    consumers,
    get length() {
      return ready.length;
    },
    publish(message) {
      if (options.overflow === 'reject-publish' && ready.length >= full) {
        record({ type: 'MessageDropped', message: message.id, queue: name, reason: 'full' });
        return false;
      }
      const patience = Math.min(options.messageTtl ?? Infinity, message.expiration ?? Infinity);
      const expiresAt = world.now + patience;
      ready.append({ message, position: received++, redelivered: false, returns: 0, expiresAt });
      record({ type: 'MessageRouted', message: message.id, queue: name });
      run();
      return true;
    },
    take() {
      touch();
      expireHead(({ expiresAt }) => expiresAt < world.now);
      return ready.takeFirst();
    },
    subscribe(consumer) {
      consumers.add(consumer);
      run();
    },
    unsubscribe(consumer) {
      consumers.remove(consumer);
      touch();
      if (options.autoDelete && consumers.count === 0) around.remove(queue, 'its last consumer has gone');
    },
    wake: run,
    requeue(copies, why) {
      if (closed) return;
      const back: Copy[] = [];
      for (const copy of copies) {
        copy.redelivered = true;
        if (quorum && (rules.nackCounts || why !== 'nack')) copy.returns++;
        if (copy.returns > limit) giveUp(copy, 'delivery_limit');
        else back.push(copy);
      }
      // A quorum queue’s log grows for as long as an old entry is used: so what may come back for ever moves to its end.
      if (!quorum) ready.putBack(back);
      else if (limit === Infinity && why !== 'lost') back.forEach((copy) => ready.append(copy));
      else ready.putInFront(back);
      run();
    },
    discard(copy) {
      if (!closed) giveUp(copy, 'rejected');
    },
    purge: () => keepOnly(() => false, 'purged'),
    touch,
    restart() {
      if (!quorum) keepOnly(({ message }) => message.persistent, 'it was not persistent');
    },
    close() {
      closed = true;
      timers.crash();
      ready.keep(() => false);
      for (const consumer of consumers.list()) {
        consumers.remove(consumer);
        consumer.cancelled();
      }
    },
  };
  touch();
  return queue;
}
