import { eventTable, flag, optional, text, whole, type EventOf } from './fields.ts';
import { PROCESS_EVENTS } from './process-events.ts';
import type { TraceKind } from './trace.ts';

const BROKER_EVENTS = eventTable({
  // What there is.
  ExchangeDeclared: { exchange: text, kind: text },
  ExchangeDeleted: { exchange: text },
  // `keeps`: reading takes nothing out, as in a stream.
  QueueDeclared: { queue: text, durable: flag, keeps: optional(flag) },
  QueueDeleted: { queue: text, reason: text },
  BindingAdded: { exchange: text, to: text, key: text },
  BindingRemoved: { exchange: text, to: text, key: text },
  TopicDeclared: { topic: text, partitions: whole },

  // From a producer to the places where a message waits. `to` is an exchange, a topic, a subject, a channel, a stream.
  // `producer` is missing where nobody can say which process it was.
  MessagePublished: { message: text, to: text, key: optional(text), producer: optional(text) },
  MessageRouted: { message: text, queue: text },
  MessageAppended: { message: text, topic: text, partition: whole, offset: whole },
  MessageReturned: { message: text, code: whole, reason: text },
  PublishConfirmed: { message: text, accepted: flag },

  // From there to a consumer. `queue` is missing where a message never waited in one.
  // `group` is the consumer's group, where groups share one log or subject.
  MessageDelivered: {
    message: text,
    queue: optional(text),
    group: optional(text),
    consumer: text,
    redelivered: flag,
  },
  MessageAcknowledged: { message: text, queue: optional(text), group: optional(text), consumer: text },
  MessageClaimed: { message: text, queue: text, group: text, from: text, consumer: text, deliveries: whole },
  MessageRequeued: { message: text, queue: optional(text), consumer: text },
  MessageDeadLettered: { message: text, queue: text, reason: text },
  MessageDropped: { message: text, queue: optional(text), reason: text },
  OffsetCommitted: { group: text, topic: text, partition: whole, offset: whole },

  GroupCreated: { group: text, queue: text },
  GroupDeleted: { group: text, queue: text },

  // Who consumes. `queue` is the queue, topic, subject or channel.
  ConsumerSubscribed: { consumer: text, queue: optional(text) },
  ConsumerCancelled: { consumer: text, queue: optional(text) },
  ConsumerLost: { consumer: text, queue: optional(text) },
  PartitionAssigned: { group: text, topic: text, partition: whole, consumer: text },
  PartitionRevoked: { group: text, topic: text, partition: whole, consumer: text },
  GroupRebalanced: { group: text, generation: whole, members: whole },

  // What explore() sees beside the broker.
  ...PROCESS_EVENTS,

  ChannelClosed: { client: text, code: whole, reason: text },
  BrokerRestarted: {},
});

/**
 * What can happen in a broker of any family. Messages, queues, consumers and so on are names, unique within a trace; the
 * copies of a message in several queues share its name.
 */
export type BrokerEvent = EventOf<typeof BROKER_EVENTS>;

export const BROKER_TRACE: TraceKind<BrokerEvent> = {
  id: 'broker',
  version: 1,
  events: BROKER_EVENTS,
  upcasters: {},
};
