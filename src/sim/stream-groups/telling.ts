/** What happens to streams and groups, as trace events. A message's name is its stream and its id, as `orders/5-3`. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Claimed } from './claim.ts';
import type { Delivered, Pending } from './group.ts';
import { formatId, type Id } from './ids.ts';

export interface Telling {
  appended(key: string, id: Id): void;
  removed(key: string, id: Id, reason: 'trimmed' | 'deleted'): void;
  groupCreated(key: string, group: string): void;
  groupDeleted(key: string, group: string): void;
  consumerDeleted(key: string, consumer: string): void;
  delivered(key: string, group: string, consumer: string, delivery: Delivered): void;
  acknowledged(key: string, group: string, pending: Pending): void;
  claimed(key: string, group: string, consumer: string, claimed: Claimed): void;
}

export function createTelling(record: (event: BrokerEvent) => void): Telling {
  const name = (key: string, id: Id) => `${key}/${formatId(id)}`;
  const known = new Set<string>();
  const declare = (key: string) => {
    if (!known.has(key)) record({ type: 'QueueDeclared', queue: key, durable: true, keeps: true });
    known.add(key);
  };
  return {
    appended(key, id) {
      declare(key);
      record({ type: 'MessagePublished', message: name(key, id), to: key });
      record({ type: 'MessageRouted', message: name(key, id), queue: key });
    },
    removed: (key, id, reason) =>
      record({ type: 'MessageDropped', message: name(key, id), queue: key, reason }),
    groupCreated(key, group) {
      declare(key);
      record({ type: 'GroupCreated', group, queue: key });
    },
    groupDeleted: (key, group) => record({ type: 'GroupDeleted', group, queue: key }),
    consumerDeleted: (key, consumer) => record({ type: 'ConsumerCancelled', consumer, queue: key }),
    delivered(key, group, consumer, { id, entry, deliveries }) {
      if (!entry) return;
      const redelivered = deliveries > 1;
      record({ type: 'MessageDelivered', message: name(key, id), queue: key, group, consumer, redelivered });
    },
    acknowledged: (key, group, { id, consumer }) =>
      record({
        type: 'MessageAcknowledged',
        message: name(key, id),
        queue: key,
        group,
        consumer: consumer.name,
      }),
    claimed: (key, group, consumer, { id, from, deliveries }) =>
      record({
        type: 'MessageClaimed',
        message: name(key, id),
        queue: key,
        group,
        from,
        consumer,
        deliveries,
      }),
  };
}
