/** What a whole trace says about the places in it, so that a picture of its beginning is right about them too. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { PlaceKind } from './broker-state.ts';

export interface BrokerIndex {
  /** The kind of a place. What nobody has declared is a queue if messages wait or are answered there, else a subject. */
  kindOf(name: string): PlaceKind;
  /** Whether a publication goes to an exchange, which hands it on. */
  isExchange(name: string): boolean;
  /** Where a message stands in a log; undefined if it stands in none. */
  slotOf(message: string): Slot | undefined;
  /** The partition of this name, as deliveries name it: `orders-0`. */
  partitionOf(name: string): Pick<Slot, 'topic' | 'partition'> | undefined;
}

export interface Slot {
  topic: string;
  partition: number;
  offset: number;
}

export function readBroker(events: readonly Recorded<BrokerEvent>[]): BrokerIndex {
  const declared = new Map<string, PlaceKind>();
  const implied = new Set<string>();
  const exchanges = new Set<string>();
  const slots = new Map<string, Slot>();
  const partitions = new Map<string, Pick<Slot, 'topic' | 'partition'>>();

  for (const event of events) {
    switch (event.type) {
      case 'ExchangeDeclared':
        exchanges.add(event.exchange);
        break;
      case 'QueueDeclared':
        declared.set(event.queue, event.keeps === true ? 'stream' : 'queue');
        break;
      case 'GroupCreated':
        declared.set(event.queue, 'stream');
        break;
      case 'TopicDeclared':
        declared.set(event.topic, 'topic');
        for (let partition = 0; partition < Math.min(event.partitions, MOST_PARTITIONS); partition++) {
          partitions.set(`${event.topic}-${String(partition)}`, { topic: event.topic, partition });
        }
        break;
      case 'MessageAppended': {
        const { message, topic, partition, offset } = event;
        declared.set(topic, 'topic');
        slots.set(message, { topic, partition, offset });
        partitions.set(`${topic}-${String(partition)}`, { topic, partition });
        break;
      }
      case 'MessageRouted':
      case 'MessageAcknowledged':
      case 'MessageRequeued':
      case 'MessageDeadLettered':
      case 'MessageClaimed':
        if (event.queue !== undefined) implied.add(event.queue);
        break;
      default:
    }
  }

  return {
    kindOf: (name) => declared.get(name) ?? (implied.has(name) ? 'queue' : 'subject'),
    // The broker’s own exchanges are declared by nobody.
    isExchange: (name) => name === '' || exchanges.has(name) || name.startsWith('amq.'),
    slotOf: (message) => slots.get(message),
    partitionOf: (name) => partitions.get(name),
  };
}

/** A trace may come from anywhere; no picture draws more. */
export const MOST_PARTITIONS = 1000;
