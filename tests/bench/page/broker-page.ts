/** In the page: how long the simulated brokers take for few messages and for many. */
import type { Delivery } from '#sim/jetstream/engine.ts';
import { createJetStream } from '#sim/jetstream/jetstream.ts';
import { createMqttBroker, type MqttBroker } from '#sim/mqtt/broker.ts';
import type { Link } from '#sim/mqtt/connection.ts';
import type { Packet } from '#sim/mqtt/packets.ts';
import { createNatsCore } from '#sim/pub-sub/nats-core.ts';
import { createQueueBroker } from '#sim/queue/broker.ts';
import { createRedisPubSub } from '#sim/pub-sub/redis-pub-sub.ts';
import { createRedisStreams } from '#sim/stream-groups/redis-streams.ts';
import { createWorld } from '#sim/world.ts';

const SUBSCRIBERS = 3;
const ROUNDS = 5;
const record = () => {};
const onMessage = () => {};

/** Each sends so many messages through a broker of its own. */
const BROKERS: Readonly<Record<string, (messages: number) => void>> = {
  'RabbitMQ queue, published, delivered, acked'(messages) {
    const { shop, stock } = queueOf();
    stock.subscribe('orders', { prefetch: 10 }, ({ tag }) => stock.ack(tag));
    for (let n = 0; n < messages; n++) shop.publish('', 'orders', 'o-1', { persistent: true });
  },
  'RabbitMQ queue, all waiting, then all held, then acked'(messages) {
    const { shop, stock } = queueOf();
    for (let n = 0; n < messages; n++) shop.publish('', 'orders', 'o-1', { persistent: true });
    const tags: number[] = [];
    stock.subscribe('orders', {}, ({ tag }) => void tags.push(tag));
    for (const tag of tags) stock.ack(tag);
  },
  'Redis Pub/Sub, 3 pattern subscribers'(messages) {
    const redis = createRedisPubSub({ record });
    for (let n = 0; n < SUBSCRIBERS; n++) redis.connect(`s${n}`, { onMessage }).pSubscribe(['orders.*']);
    const shop = redis.connect('shop', { onMessage });
    for (let n = 0; n < messages; n++) shop.publish('orders.placed', 'o-1');
  },
  'core NATS, 3 subscribers and a queue group'(messages) {
    const nats = createNatsCore({ world: createWorld({ seed: 1 }), record });
    for (let n = 0; n < SUBSCRIBERS; n++) {
      nats.connect(`s${n}`).subscribe('orders.*', { onMessage });
      nats.connect(`q${n}`).subscribe('orders.>', { queue: 'mail', onMessage });
    }
    const shop = nats.connect('shop');
    for (let n = 0; n < messages; n++) shop.publish('orders.placed', 'o-1');
  },
  'Redis Streams, added, read in tens, acked'(messages) {
    const { redis, from } = groupOf(messages);
    let reply = redis.xReadGroup('mail', 'a', from, { COUNT: 10 });
    for (; reply; reply = redis.xReadGroup('mail', 'a', from, { COUNT: 10 })) {
      for (const { id } of reply[0]?.messages ?? []) redis.xAck('orders', 'mail', id);
    }
  },
  'Redis Streams, all pending, then claimed'(messages) {
    const { redis, from } = groupOf(messages);
    redis.xReadGroup('mail', 'a', from);
    let start = '0';
    do start = redis.xAutoClaim('orders', 'mail', 'b', 0, start).nextId;
    while (start !== '0-0');
  },
  'JetStream work queue, pulled in tens, acked'(messages) {
    const server = createJetStream({ world: createWorld({ seed: 1 }), record });
    server.addStream({ name: 'orders', subjects: ['orders.*'], retention: 'workqueue' });
    server.addConsumer('orders', { name: 'stock' });
    for (let n = 0; n < messages; n++) server.publish('orders.placed', 'o-1', { id: `o-${n}` });
    const onDelivery = (delivery: Delivery) => server.answer(delivery, { type: 'ack' });
    const onEnd = () => {};
    for (let n = 0; n < messages; n += 10) {
      server.pull('orders', 'stock', { batch: 10 }, { onDelivery, onEnd });
    }
  },
  'MQTT, QoS 1, 3 subscribers that acknowledge'(messages) {
    const broker = createMqttBroker({ world: createWorld({ seed: 1 }), record });
    for (let n = 0; n < SUBSCRIBERS; n++) {
      const link: Link = connectMqtt(broker, `s${n}`, (packet) => {
        if (packet.type === 'publish') link.send({ type: 'puback', id: packet.id ?? 0 });
      });
      link.send({ type: 'subscribe', id: 1, filters: ['orders/+'], options: { qos: 1 } });
    }
    const shop = connectMqtt(broker, 'shop', () => {});
    const order = { type: 'publish', topic: 'orders/placed', body: 'o-1', qos: 1 } as const;
    for (let n = 0; n < messages; n++) shop.send({ ...order, retain: false, dup: false, id: n });
  },
};

function connectMqtt(broker: MqttBroker, clientId: string, onPacket: (packet: Packet) => void): Link {
  const link = broker.open({ onPacket, onClose: () => {} });
  link.send({ type: 'connect', clientId, version: 4, clean: true });
  return link;
}

/** A queue, and a channel at each end. */
function queueOf() {
  const broker = createQueueBroker({ world: createWorld({ seed: 1 }), record });
  const [shop, stock] = [broker.connect('shop').openChannel(), broker.connect('stock').openChannel()];
  shop.declareQueue('orders');
  return { shop, stock };
}

/** A stream with so many entries and a group that has had none. */
function groupOf(messages: number) {
  const redis = createRedisStreams({ world: createWorld({ seed: 1 }), record });
  redis.xGroupCreate('orders', 'mail', '$', { MKSTREAM: true });
  for (let n = 0; n < messages; n++) redis.xAdd('orders', '*', { order: 'o-1' });
  return { redis, from: { key: 'orders', id: '>' } };
}

/** Of each broker, by the number of messages: milliseconds, the best of five. */
export type BrokerTimes = Record<string, Record<number, number>>;

function measure(sizes: readonly number[]): BrokerTimes {
  const times: BrokerTimes = {};
  for (const [name, send] of Object.entries(BROKERS)) {
    const best: Record<number, number> = {};
    for (const size of sizes) {
      const rounds = Array.from({ length: ROUNDS }, () => {
        const began = performance.now();
        send(size);
        return performance.now() - began;
      });
      best[size] = Math.min(...rounds);
    }
    times[name] = best;
  }
  return times;
}

Object.assign(globalThis, { brokerTimes: measure });
