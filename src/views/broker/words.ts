/** What happened in a broker, as a sentence. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { ProcessEvent } from '#trace/process-events.ts';
import { isOfProcess, processSentence } from './process-words.ts';

export const count = (number: number, one: string): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : `${one}s`}`;

/** The default exchange has no name of its own. */
export const exchangeName = (name: string): string => (name === '' ? 'the default exchange' : name);

export function sentenceOf(event: BrokerEvent): string {
  if (isOfProcess(event)) return processSentence(event);
  if ('message' in event) return messageSentence(event);
  switch (event.type) {
    case 'ExchangeDeclared':
      return `The exchange ${event.exchange} is declared: ${event.kind}.`;
    case 'ExchangeDeleted':
      return `The exchange ${event.exchange} is deleted.`;
    case 'QueueDeclared': {
      const what = event.keeps === true ? 'stream' : 'queue';
      return `The ${what} ${event.queue} is declared${event.durable ? '' : ': it does not outlive a restart'}.`;
    }
    case 'QueueDeleted':
      return `${event.queue} is deleted, with all that was in it: ${event.reason}.`;
    case 'BindingAdded':
      return `${exchangeName(event.exchange)} is bound to ${event.to}${withKey(event.key)}.`;
    case 'BindingRemoved':
      return `${exchangeName(event.exchange)} is no longer bound to ${event.to}${withKey(event.key)}.`;
    case 'TopicDeclared':
      return `The topic ${event.topic} is declared, with ${count(event.partitions, 'partition')}.`;
    case 'OffsetCommitted':
      return `${event.group} commits offset ${event.offset} of ${event.topic}-${event.partition}: it would go on from there.`;
    case 'GroupCreated':
      return `The group ${event.group} is created on ${event.queue}.`;
    case 'GroupDeleted':
      return `The group ${event.group} of ${event.queue} is deleted.`;
    case 'ConsumerSubscribed':
      return `${event.consumer} subscribes${to(event.queue)}.`;
    case 'ConsumerCancelled':
      return `${event.consumer} says good-bye${to(event.queue)}.`;
    case 'ConsumerLost':
      return `${event.consumer} is lost: its process or its connection is gone.`;
    case 'PartitionAssigned':
      return `${event.topic}-${event.partition} is given to ${event.consumer} of ${event.group}.`;
    case 'PartitionRevoked':
      return `${event.topic}-${event.partition} is taken from ${event.consumer} of ${event.group}.`;
    case 'GroupRebalanced':
      return `${event.group} has shared its partitions out anew, among ${count(event.members, 'member')} (generation ${event.generation}).`;
    case 'ChannelClosed':
      return `The broker closes the channel of ${event.client}: ${event.code}, ${event.reason}.`;
    case 'BrokerRestarted':
      return 'The broker restarts: only what is durable is left.';
  }
}

function messageSentence(event: Exclude<Extract<BrokerEvent, { message: string }>, ProcessEvent>): string {
  // Some engines name a message by its body, which may be empty.
  const message = event.message === '' ? 'A message' : event.message;
  switch (event.type) {
    case 'MessagePublished':
      return `${message} is published${by(event.producer)} to ${exchangeName(event.to)}${withKey(event.key)}.`;
    case 'MessageRouted':
      return `A copy of ${message} is put into ${event.queue}.`;
    case 'MessageAppended':
      return `${message} is appended to ${event.topic}-${event.partition}, at offset ${event.offset}.`;
    case 'MessageReturned':
      return `${message} comes back to its publisher: ${event.code}, ${event.reason}.`;
    case 'PublishConfirmed':
      return event.accepted
        ? `The broker confirms ${message}: it has taken it over.`
        : `The broker refuses ${message}: its publisher must see to it.`;
    case 'MessageDelivered':
      return `${message} is delivered to ${event.consumer}${from(event.queue)}${event.redelivered ? ', once more' : ''}.`;
    case 'MessageAcknowledged':
      return `${event.consumer} acknowledges ${message}: it is done with it.`;
    case 'MessageClaimed':
      return `${event.consumer} claims ${message} from ${event.from}: this is delivery ${event.deliveries}.`;
    case 'MessageRequeued':
      return `${message} goes back${to(event.queue)}: ${event.consumer} has not dealt with it.`;
    case 'MessageDeadLettered':
      return `${message} is a dead letter of ${event.queue}: ${event.reason}.`;
    case 'MessageDropped':
      return `${message} is dropped${from(event.queue)}: ${event.reason}.`;
  }
}

const withKey = (key: string | undefined) =>
  key === undefined || key === '' ? '' : `, with the key “${key}”`;
const by = (producer: string | undefined) => (producer === undefined ? '' : ` by ${producer}`);
const to = (queue: string | undefined) => (queue === undefined ? '' : ` to ${queue}`);
const from = (queue: string | undefined) => (queue === undefined ? '' : ` from ${queue}`);

const FAULTS: readonly BrokerEvent['type'][] = [
  'MessageReturned',
  'MessageRequeued',
  'MessageDeadLettered',
  'MessageDropped',
  'MessageClaimed',
  'ConsumerLost',
  'ChannelClosed',
  'BrokerRestarted',
  'ProcessCrashed',
  'HandlerFailed',
  'FaultStruck',
  'InvariantBroken',
];

/** True for what a program must be ready for although it is not how things go. */
export function isFault(event: BrokerEvent): boolean {
  if (event.type === 'MessageDropped') return event.reason !== 'done';
  if (event.type === 'MessageDelivered') return event.redelivered;
  if (event.type === 'PublishConfirmed') return !event.accepted;
  return FAULTS.includes(event.type);
}

/** The place or the consumer that an event is about, for the table. */
export function subjectOf(event: BrokerEvent): string {
  if ('consumer' in event) return event.consumer;
  if ('queue' in event && event.queue !== undefined) return event.queue;
  if ('topic' in event) return event.topic;
  if ('exchange' in event) return exchangeName(event.exchange);
  if ('to' in event) return exchangeName(event.to);
  if ('process' in event && event.process !== undefined) return event.process;
  return 'client' in event ? event.client : 'the broker';
}
