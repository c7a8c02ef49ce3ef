/**
 * Core NATS: subjects, queue groups, request and reply, and no memory. A message goes to every plain subscription that
 * matches, and to one member of each queue group.
 * Source: NATS documentation, “Core NATS”; NATS client protocol.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { World } from '../world.ts';
import { createInterest, isSubscribable } from './interest.ts';

/** Why NATS or its client refuses: the error's name in the client, and its text. */
export class NatsError extends Error {
  override readonly name: 'InvalidSubjectError' | 'InvalidArgumentError' | 'RequestError' | 'TimeoutError';
  constructor(name: NatsError['name'], text: string) {
    super(text);
    this.name = name;
  }
}

export interface NatsMessage {
  subject: string;
  data: string;
  /** Where an answer is awaited. */
  reply?: string;
}

export interface NatsConnectOptions {
  /** False: the connection does not get what it publishes itself. Default true. */
  echo?: boolean;
}

export interface SubscribeOptions {
  /** The queue group of which this is a member. Members of one name share, whatever their subjects. */
  queue?: string;
  /** Ends by itself after so many messages. */
  max?: number;
}

export interface NatsSubscription {
  /** At once; or when it has had `max` messages since it began. */
  unsubscribe(max?: number): void;
}

export type Answer = { data: string } | { error: NatsError };

export interface NatsConnection {
  /** @throws NatsError if one cannot subscribe to such a subject */
  subscribe(
    subject: string,
    options: SubscribeOptions & { onMessage: (message: NatsMessage) => void },
  ): NatsSubscription;
  /** @throws NatsError if the subject is empty or has spaces, or the message is greater than the server takes */
  publish(subject: string, data: string, options?: { reply?: string }): void;
  /** Publishes and calls back once: with the first answer, or at once if nobody listens, or when time is over. */
  request(
    subject: string,
    data: string,
    options: { timeout: number },
    settle: (answer: Answer) => void,
  ): void;
  /** The connection is gone, with its subscriptions. */
  close(): void;
}

export interface NatsCore {
  /** Opens a connection. Names are unique within a trace. */
  connect(name: string, options?: NatsConnectOptions): NatsConnection;
  /** The server ends and starts again: nobody is connected, and nobody subscribed. */
  restart(): void;
}

/** What a server takes, in bytes, unless it is told otherwise. */
const MAX_PAYLOAD = 1_048_576;

interface Subscription {
  /** Counts up: messages are handed out in this order. */
  number: number;
  owner: string;
  subject: string;
  queue: string | undefined;
  left: number;
  received: number;
  hearsItself: boolean;
  onMessage: (message: NatsMessage) => void;
}

export function createNatsCore({
  world,
  record,
}: {
  world: World;
  record: (event: BrokerEvent) => void;
}): NatsCore {
  const interest = createInterest<Subscription>();
  const chance = world.random.fork('nats queue groups');
  let subscribed = 0;
  let published = 0;
  const connections = new Set<NatsConnection>();

  function end(subscription: Subscription) {
    subscription.left = 0;
    interest.remove(subscription.subject, subscription);
  }

  /** Every plain subscription, and one of each queue group. */
  function choose(from: string, subject: string): Subscription[] {
    const matching = interest
      .match(subject)
      .filter(({ owner, hearsItself }) => hearsItself || owner !== from)
      .toSorted((a, b) => a.number - b.number);
    const groups = Map.groupBy(matching, ({ queue }) => queue);
    const plain = groups.get(undefined) ?? [];
    groups.delete(undefined);
    return [...plain, ...[...groups.values()].map((members) => chance.pick(members))];
  }

  function deliver(subscription: Subscription, message: NatsMessage, name: string) {
    // It may have ended while those before it were served.
    if (subscription.left === 0) return;
    subscription.received++;
    if (--subscription.left === 0) end(subscription);
    const { owner: consumer, subject: queue, queue: group } = subscription;
    const place = { queue, ...(group === undefined ? {} : { group }) };
    record({ type: 'MessageDelivered', message: name, ...place, consumer, redelivered: false });
    subscription.onMessage(message);
  }

  /** Returns how many got it. */
  function publish(from: string, message: NatsMessage): number {
    check(message);
    const name = `m${++published}`;
    record({ type: 'MessagePublished', message: name, to: message.subject });
    const chosen = choose(from, message.subject);
    if (chosen.length === 0)
      record({ type: 'MessageDropped', message: name, reason: 'nobody is subscribed' });
    for (const subscription of chosen) deliver(subscription, message, name);
    return chosen.length;
  }

  return {
    connect(name, { echo: hearsItself = true } = {}) {
      const client = world.process(`nats client ${name}`);
      const mine = new Set<Subscription>();
      let requests = 0;

      const connection: NatsConnection = {
        subscribe(subject, { queue, max = Infinity, onMessage }) {
          checkSubject(subject);
          if (!isSubscribable(subject)) throw new NatsError('InvalidSubjectError', 'Invalid Subject');
          const number = ++subscribed;
          const subscription: Subscription = {
            number,
            owner: name,
            subject,
            queue,
            left: max,
            received: 0,
            hearsItself,
            onMessage,
          };
          interest.add(subject, subscription);
          mine.add(subscription);
          record({ type: 'ConsumerSubscribed', consumer: name, queue: subject });
          return {
            unsubscribe(after = 0) {
              if (subscription.left === 0) return;
              subscription.left = Math.max(0, after - subscription.received);
              if (subscription.left > 0) return;
              end(subscription);
              mine.delete(subscription);
              record({ type: 'ConsumerCancelled', consumer: name, queue: subject });
            },
          };
        },
        publish: (subject, data, { reply } = {}) =>
          void publish(name, { subject, data, ...(reply === undefined ? {} : { reply }) }),
        request(subject, data, { timeout }, settle) {
          const reply = `_INBOX.${name}.${++requests}`;
          check({ subject, data });
          let open = true;
          const finish = (answer: Answer) => {
            if (!open) return;
            open = false;
            stopClock();
            inbox.unsubscribe();
            settle(answer);
          };
          const late = () => finish({ error: new NatsError('TimeoutError', 'timeout') });
          const stopClock = client.after(timeout, late);
          const onMessage = (message: NatsMessage) => finish({ data: message.data });
          const inbox = connection.subscribe(reply, { onMessage });
          if (publish(name, { subject, data, reply }) === 0) {
            finish({ error: new NatsError('RequestError', `no responders: '${subject}'`) });
          }
        },
        close() {
          client.crash();
          if (mine.size > 0) record({ type: 'ConsumerLost', consumer: name });
          for (const subscription of mine) end(subscription);
          mine.clear();
          connections.delete(connection);
        },
      };
      connections.add(connection);
      return connection;
    },
    restart() {
      for (const connection of connections) connection.close();
      record({ type: 'BrokerRestarted' });
    },
  };
}

function checkSubject(subject: string): void {
  if (subject !== '' && !/\s/.test(subject)) return;
  throw new NatsError('InvalidSubjectError', `illegal subject: '${subject}'`);
}

function check({ subject, data }: NatsMessage): void {
  checkSubject(subject);
  if (data.length * 3 > MAX_PAYLOAD && new TextEncoder().encode(data).length > MAX_PAYLOAD) {
    throw new NatsError('InvalidArgumentError', "'payload' max_payload size exceeded");
  }
}
