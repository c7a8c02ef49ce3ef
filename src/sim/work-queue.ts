/**
 * A durable work queue with competing consumers, as RabbitMQ keeps one: each message goes to one consumer, round robin
 * among those with room under their prefetch; it leaves the queue only when acknowledged; when its consumer goes away,
 * it returns to its original position and is marked as redelivered.
 * Source: RabbitMQ documentation, “Consumer Acknowledgements and Publisher Confirms”, sections on automatic requeueing.
 */
import type { QueueEvent } from '#trace/queue-events.ts';

export interface Delivery {
  message: string;
  redelivered: boolean;
}

export interface WorkQueue {
  publish(message: string): void;
  /** Subscribes a consumer. `prefetch` is how many unacknowledged messages it may hold. */
  subscribe(consumer: string, prefetch: number, onDelivery: (delivery: Delivery) => void): void;
  /** Acknowledges a message that the consumer holds. Throws an Error if it does not hold it. */
  acknowledge(consumer: string, message: string): void;
  /** The consumer's connection is gone: what it held returns to the queue. */
  lose(consumer: string): void;
  /** Messages that wait, first to last. */
  waiting(): readonly string[];
}

interface Waiting {
  message: string;
  position: number;
  redelivered: boolean;
}

interface Subscription {
  name: string;
  prefetch: number;
  held: Waiting[];
  onDelivery: (delivery: Delivery) => void;
}

export function createWorkQueue(record: (event: QueueEvent) => void): WorkQueue {
  const ready: Waiting[] = [];
  // In round-robin order: the consumer at the front has waited longest for a message.
  const subscriptions: Subscription[] = [];
  let published = 0;

  function deliver() {
    while (ready.length > 0) {
      const next = subscriptions.findIndex((s) => s.held.length < s.prefetch);
      if (next < 0) return;
      const [consumer] = subscriptions.splice(next, 1);
      subscriptions.push(consumer!);
      const waiting = ready.shift()!;
      consumer!.held.push(waiting);
      const { message, redelivered } = waiting;
      record({ type: 'MessageDelivered', message, consumer: consumer!.name, redelivered });
      consumer!.onDelivery({ message, redelivered });
    }
  }

  const find = (consumer: string) => {
    const index = subscriptions.findIndex((s) => s.name === consumer);
    if (index < 0) throw new Error(`Consumer “${consumer}” is not subscribed to this queue`);
    return index;
  };

  return {
    publish(message) {
      ready.push({ message, position: published++, redelivered: false });
      record({ type: 'MessagePublished', message });
      deliver();
    },
    subscribe(consumer, prefetch, onDelivery) {
      if (subscriptions.some((s) => s.name === consumer)) {
        throw new Error(`Consumer “${consumer}” is subscribed already; choose another name`);
      }
      subscriptions.push({ name: consumer, prefetch, held: [], onDelivery });
      record({ type: 'ConsumerSubscribed', consumer });
      deliver();
    },
    acknowledge(consumer, message) {
      const { held } = subscriptions[find(consumer)]!;
      const index = held.findIndex((w) => w.message === message);
      if (index < 0)
        throw new Error(`Consumer “${consumer}” does not hold “${message}”: nothing to acknowledge`);
      held.splice(index, 1);
      record({ type: 'MessageAcknowledged', message, consumer });
      deliver();
    },
    lose(consumer) {
      const [gone] = subscriptions.splice(find(consumer), 1);
      record({ type: 'ConsumerLost', consumer });
      for (const waiting of gone!.held) {
        record({ type: 'MessageRequeued', message: waiting.message, consumer });
        ready.push({ ...waiting, redelivered: true });
      }
      ready.sort((a, b) => a.position - b.position);
      deliver();
    },
    waiting: () => ready.map((w) => w.message),
  };
}
