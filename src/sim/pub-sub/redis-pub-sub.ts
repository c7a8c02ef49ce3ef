/**
 * Redis Pub/Sub: a message goes to whoever is subscribed at this moment, and is then forgotten. Who was away has missed
 * it, and nobody learns of it but by the number that PUBLISH answers.
 * Source: Redis documentation, “Redis Pub/Sub”.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { RedisError } from '../redis-error.ts';
import { compileGlob } from './glob.ts';

/** A message as a subscriber gets it. `pattern` is there if it came by a pattern. */
export interface ChannelMessage {
  channel: string;
  pattern?: string;
  message: string;
}

export interface RedisPubSub {
  /** Opens a connection. Names are unique within a trace. */
  connect(name: string, options: ConnectOptions): RedisPubSubClient;
  /** Which channels have subscribers; subscribers by pattern do not count. */
  pubSubChannels(pattern?: string): string[];
  /** How many connections are subscribed to each of these channels, by name. */
  pubSubNumSub(channels: readonly string[]): Record<string, number>;
  /** How many different patterns there are. */
  pubSubNumPat(): number;
  /** The server ends and starts again: nobody is connected, and nobody subscribed. */
  restart(): void;
}

export interface ConnectOptions {
  onMessage: (message: ChannelMessage) => void;
  /** Version of the protocol. With 2, a connection that is subscribed can do nothing else. Default 2. */
  protocol?: 2 | 3;
}

export interface RedisPubSubClient {
  subscribe(channels: readonly string[]): void;
  /** Of all channels, if none is named. */
  unsubscribe(channels?: readonly string[]): void;
  pSubscribe(patterns: readonly string[]): void;
  pUnsubscribe(patterns?: readonly string[]): void;
  /** Answers how many copies were handed out: one for each subscription that matches, so perhaps two for one client. */
  publish(channel: string, message: string): number;
  /** The connection is gone, and with it everything that it was subscribed to. */
  close(): void;
}

interface Client {
  name: string;
  onMessage(message: ChannelMessage): void;
}

/** The clients of a channel or of a pattern, in the order in which they subscribed. */
interface Subscribers {
  readonly clients: Set<Client>;
  matches(channel: string): boolean;
}

export function createRedisPubSub({ record }: { record: (event: BrokerEvent) => void }): RedisPubSub {
  const channels = new Map<string, Subscribers>();
  const patterns = new Map<string, Subscribers>();
  let published = 0;

  function add(to: Map<string, Subscribers>, name: string, client: Client) {
    const there = to.get(name) ?? { clients: new Set(), matches: compileGlob(name) };
    to.set(name, there);
    if (there.clients.has(client)) return;
    there.clients.add(client);
    record({ type: 'ConsumerSubscribed', consumer: client.name, queue: name });
  }

  function remove(from: Map<string, Subscribers>, name: string, client: Client): boolean {
    const there = from.get(name);
    if (!there?.clients.delete(client)) return false;
    if (there.clients.size === 0) from.delete(name);
    return true;
  }

  const namesOf = (all: Map<string, Subscribers>, client: Client) =>
    [...all].filter(([, { clients }]) => clients.has(client)).map(([name]) => name);

  function publish(channel: string, body: string): number {
    const message = `m${++published}`;
    record({ type: 'MessagePublished', message, to: channel });
    // Who subscribes or goes while it is handed out changes nothing: Redis does one command after the other.
    const copies: [Client, ChannelMessage][] = [];
    for (const client of channels.get(channel)?.clients ?? [])
      copies.push([client, { channel, message: body }]);
    for (const [pattern, { clients, matches }] of patterns) {
      if (!matches(channel)) continue;
      for (const client of clients) copies.push([client, { channel, pattern, message: body }]);
    }
    if (copies.length === 0) record({ type: 'MessageDropped', message, reason: 'nobody is subscribed' });
    for (const [client, copy] of copies) {
      const queue = copy.pattern ?? channel;
      record({ type: 'MessageDelivered', message, queue, consumer: client.name, redelivered: false });
      client.onMessage(copy);
    }
    return copies.length;
  }

  return {
    connect(name, { onMessage, protocol = 2 }) {
      const client: Client = { name, onMessage };
      const leave = (from: Map<string, Subscribers>, names: readonly string[]) => {
        for (const queue of names) {
          if (remove(from, queue, client)) record({ type: 'ConsumerCancelled', consumer: name, queue });
        }
      };
      const subscribed = () => namesOf(channels, client).length + namesOf(patterns, client).length > 0;
      return {
        subscribe(names) {
          for (const channel of names) add(channels, channel, client);
        },
        unsubscribe: (names = namesOf(channels, client)) => leave(channels, names),
        pSubscribe(names) {
          for (const pattern of names) add(patterns, pattern, client);
        },
        pUnsubscribe: (names = namesOf(patterns, client)) => leave(patterns, names),
        publish(channel, message) {
          if (protocol === 2 && subscribed()) throw new RedisError(cannot('publish'));
          return publish(channel, message);
        },
        close() {
          if (subscribed()) record({ type: 'ConsumerLost', consumer: name });
          for (const all of [channels, patterns]) {
            for (const queue of namesOf(all, client)) remove(all, queue, client);
          }
        },
      };
    },
    pubSubChannels(pattern) {
      const matches = pattern === undefined ? () => true : compileGlob(pattern);
      return [...channels.keys()].filter(matches);
    },
    pubSubNumSub: (names) =>
      Object.fromEntries(names.map((name) => [name, channels.get(name)?.clients.size ?? 0])),
    pubSubNumPat: () => patterns.size,
    restart() {
      channels.clear();
      patterns.clear();
      record({ type: 'BrokerRestarted' });
    },
  };
}

const cannot = (command: string) =>
  `ERR Can't execute '${command}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`;
