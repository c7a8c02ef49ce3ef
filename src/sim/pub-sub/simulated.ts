/** The simulators as engines. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { createWorld, type World } from '../world.ts';
import type {
  NatsCoreConnection,
  NatsCoreEngine,
  RedisPubSubConnection,
  RedisPubSubEngine,
} from './engine.ts';
import { createNatsCore, type NatsConnection, type NatsMessage } from './nats-core.ts';
import { createRedisPubSub, type ChannelMessage } from './redis-pub-sub.ts';

export interface SimulatedOptions {
  world?: World;
  record?: (event: BrokerEvent) => void;
}

const inWorld = ({ world = createWorld({ seed: 1 }), record = () => {} }: SimulatedOptions) => ({
  world,
  record,
  advance: async (ms: number) => world.advanceTo(world.now + ms),
});

/** Redis Pub/Sub as of 7.0. */
export function openSimulatedRedisPubSub(options: SimulatedOptions = {}): RedisPubSubEngine {
  const { record, advance } = inWorld(options);
  const redis = createRedisPubSub({ record });
  let connected = 0;
  return {
    version: '7.0',
    capabilities: { restart: true },
    advance,
    close: async () => {},
    restart: async () => redis.restart(),
    pubSubChannels: async (pattern) => redis.pubSubChannels(pattern),
    pubSubNumSub: async (channels) => redis.pubSubNumSub(channels),
    pubSubNumPat: async () => redis.pubSubNumPat(),
    async connect({ protocol = 2 } = {}): Promise<RedisPubSubConnection> {
      const box = createBox<ChannelMessage>();
      const client = redis.connect(`c${++connected}`, { protocol, onMessage: box.put });
      return {
        subscribe: async (channels) => client.subscribe(channels),
        unsubscribe: async (channels) => client.unsubscribe(channels),
        pSubscribe: async (patterns) => client.pSubscribe(patterns),
        pUnsubscribe: async (patterns) => client.pUnsubscribe(patterns),
        publish: async (channel, message) => client.publish(channel, message),
        received: async () => box.takeAll(),
        crash: async () => client.close(),
      };
    },
  };
}

/** Core NATS as of 2.9. */
export function openSimulatedNats(options: SimulatedOptions = {}): NatsCoreEngine {
  const { world, record, advance } = inWorld(options);
  const nats = createNatsCore({ world, record });
  let connected = 0;
  return {
    version: '2.9',
    capabilities: { restart: true },
    advance,
    close: async () => {},
    restart: async () => nats.restart(),
    connect: async (how) => answering(nats.connect(`c${++connected}`, how)),
  };
}

const answering = (connection: NatsConnection): NatsCoreConnection => ({
  async subscribe(subject, { answer, ...options } = {}) {
    const box = createBox<NatsMessage>();
    const onMessage = (message: NatsMessage) => {
      box.put(message);
      if (answer && message.reply !== undefined) connection.publish(message.reply, answer(message.data));
    };
    const subscription = connection.subscribe(subject, { ...options, onMessage });
    return {
      unsubscribe: async (max) => subscription.unsubscribe(max),
      received: async () => box.takeAll(),
    };
  },
  publish: async (subject, data, options) => connection.publish(subject, data, options),
  request: (subject, data, options) =>
    new Promise((resolve, reject) => {
      connection.request(subject, data, options, (answer) => {
        if ('error' in answer) reject(answer.error);
        else resolve(answer.data);
      });
    }),
  crash: async () => connection.close(),
});

function createBox<T>() {
  let kept: T[] = [];
  return {
    put: (thing: T) => void kept.push(thing),
    takeAll() {
      const all = kept;
      kept = [];
      return all;
    },
  };
}
