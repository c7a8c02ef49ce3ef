/**
 * A channel: the numbered deliveries of one client, and what it says about them. When it ends, by whatever cause, all
 * that it had not acknowledged returns to the queues.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Consumer } from './consumers.ts';
import { accessRefused, notAllowed, preconditionFailed } from './errors.ts';
import type { Copy, Headers } from './message.ts';
import type { Queue, Requeue } from './queue.ts';

export interface Delivery {
  /** Its number on this channel, from 1. */
  readonly tag: number;
  readonly consumer: string;
  readonly id: string;
  readonly body: string;
  readonly exchange: string;
  readonly key: string;
  readonly headers: Headers;
  /** It has been delivered before, to whomever, and may have been handled. */
  readonly redelivered: boolean;
}

export interface SubscribeOptions {
  /** Its name; one is given where none is said. */
  consumer?: string;
  /** How many unacknowledged messages it may hold; 0 is no limit. Default 0. */
  prefetch?: number;
  /** A delivery counts as acknowledged when it is sent: at most once. */
  noAck?: boolean;
  /** Consumers of a higher priority are served first. Default 0. */
  priority?: number;
  /** Nobody else may consume from the queue. */
  exclusive?: boolean;
  /** The queue is gone. */
  onCancel?: () => void;
}

export interface SettleOptions {
  /** This delivery and all before it on the channel. */
  multiple?: boolean;
  /** Back to the queue. Default true. */
  requeue?: boolean;
}

interface Held {
  queue: Queue;
  copy: Copy;
  consumer: Subscription;
}

interface Subscription extends Consumer {
  queue: Queue;
  held: number;
}

/** @param names gives each consumer without a name one */
export function createSettling(record: (event: BrokerEvent) => void, names: () => string) {
  // In order of their tags.
  const unacknowledged = new Map<number, Held>();
  const subscriptions = new Map<string, Subscription>();
  let tags = 0;

  function receive(copy: Copy, queue: Queue, consumer: Subscription): Delivery {
    const tag = ++tags;
    const { message, redelivered } = copy;
    const { id, body, exchange, key } = message;
    const named = { message: id, queue: queue.name, consumer: consumer.name };
    record({ type: 'MessageDelivered', ...named, redelivered });
    if (consumer.noAck) record({ type: 'MessageAcknowledged', ...named });
    else {
      consumer.held++;
      unacknowledged.set(tag, { queue, copy, consumer });
    }
    const counted = queue.options.type === 'quorum' ? { 'x-delivery-count': copy.returns } : {};
    const headers = { ...message.headers, ...counted };
    return { tag, consumer: consumer.name, id, body, exchange, key, headers, redelivered };
  }

  /** Takes the deliveries that an answer is about off the list. Tag 0 with `multiple` means all. */
  function settle(tag: number, multiple: boolean): Held[] {
    if (!unacknowledged.has(tag) && !(multiple && tag === 0)) {
      throw preconditionFailed(`unknown delivery tag ${tag}`);
    }
    const settled: Held[] = [];
    for (const other of multiple ? unacknowledged.keys() : [tag]) {
      if (tag !== 0 && other > tag) break;
      const held = unacknowledged.get(other)!;
      unacknowledged.delete(other);
      held.consumer.held--;
      settled.push(held);
    }
    return settled;
  }

  const event = (type: 'MessageAcknowledged' | 'MessageRequeued', { queue, copy, consumer }: Held): void =>
    record({ type, message: copy.message.id, queue: queue.name, consumer: consumer.name });

  function requeue(held: readonly Held[], why: Requeue): void {
    for (const one of held) event('MessageRequeued', one);
    for (const [queue, ofQueue] of Map.groupBy(held, (one) => one.queue)) {
      queue.requeue(
        ofQueue.map(({ copy }) => copy),
        why,
      );
    }
  }

  const serve = (held: readonly Held[]) => {
    for (const queue of new Set(held.map((one) => one.queue))) queue.wake();
  };

  function subscription(
    queue: Queue,
    options: SubscribeOptions,
    tell: (delivery: Delivery) => void,
  ): Subscription {
    const {
      consumer: name = names(),
      prefetch = 0,
      noAck = false,
      priority = 0,
      exclusive = false,
    } = options;
    const mine: Subscription = {
      name,
      priority,
      exclusive,
      noAck,
      queue,
      held: 0,
      hasRoom: () => noAck || prefetch === 0 || mine.held < prefetch,
      receive: (copy) => tell(receive(copy, queue, mine)),
      cancelled() {
        subscriptions.delete(name);
        record({ type: 'ConsumerCancelled', consumer: name, queue: queue.name });
        options.onCancel?.();
      },
    };
    return mine;
  }

  return {
    /** @throws AmqpError 403, 530 */
    subscribe(queue: Queue, options: SubscribeOptions, tell: (delivery: Delivery) => void): string {
      const others = queue.consumers.list();
      if (others.some((other) => other.exclusive) || (options.exclusive && others.length > 0)) {
        throw accessRefused(`queue '${queue.name}' in vhost '/' in exclusive use`);
      }
      const mine = subscription(queue, options, tell);
      if (subscriptions.has(mine.name)) throw notAllowed(`attempt to reuse consumer tag '${mine.name}'`);
      subscriptions.set(mine.name, mine);
      record({ type: 'ConsumerSubscribed', consumer: mine.name, queue: queue.name });
      queue.subscribe(mine);
      return mine.name;
    },

    /** It gets no more; what it holds stays its own until the channel ends. */
    cancel(consumer: string): void {
      const mine = subscriptions.get(consumer);
      if (!mine) return;
      subscriptions.delete(consumer);
      record({ type: 'ConsumerCancelled', consumer, queue: mine.queue.name });
      mine.queue.unsubscribe(mine);
      mine.queue.wake();
    },

    /** Asks for one message instead of being sent some. */
    get(queue: Queue, noAck: boolean): Delivery | undefined {
      const copy = queue.take();
      return (
        copy &&
        receive(
          copy,
          queue,
          subscription(queue, { noAck, consumer: names() }, () => {}),
        )
      );
    },

    /** @throws AmqpError 406 */
    acknowledge(tag: number, { multiple = false }: SettleOptions): void {
      const settled = settle(tag, multiple);
      for (const held of settled) event('MessageAcknowledged', held);
      serve(settled);
    },

    /** @throws AmqpError 406 */
    refuse(
      tag: number,
      how: 'nack' | 'reject',
      { multiple = false, requeue: back = true }: SettleOptions,
    ): void {
      const settled = settle(tag, multiple);
      if (back) return requeue(settled, how);
      for (const { queue, copy } of settled) queue.discard(copy);
      serve(settled);
    },

    /** The channel is gone. Its consumers go first, so that nothing is sent to them again. */
    end(): void {
      const lost = [...subscriptions.values()];
      subscriptions.clear();
      for (const mine of lost) {
        record({ type: 'ConsumerLost', consumer: mine.name, queue: mine.queue.name });
        mine.queue.unsubscribe(mine);
      }
      const held = [...unacknowledged.values()];
      unacknowledged.clear();
      requeue(held, 'lost');
      for (const { queue } of lost) queue.wake();
    },
  };
}
