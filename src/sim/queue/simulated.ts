/** The simulator as an engine: each answer comes at once, and time passes only when somebody waits for it. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { createWorld } from '../world.ts';
import { createQueueBroker, type Connection } from './broker.ts';
import type { Channel } from './channel.ts';
import type { QueueClient, QueueEngine, QueueSubscription } from './engine.ts';
import { USUAL_VERSION } from './rules.ts';
import type { Delivery } from './settling.ts';

/** How long next() waits. Virtual milliseconds. */
const PATIENCE = 5000;

export interface SimulatedOptions {
  /** The version of RabbitMQ whose rules hold. */
  like?: string | undefined;
  record?: (event: BrokerEvent) => void;
}

export async function openSimulatedQueues({
  like,
  record = () => {},
}: SimulatedOptions): Promise<QueueEngine> {
  const world = createWorld({ seed: 'queue' });
  const broker = createQueueBroker({ world, record, version: like });
  let clients = 0;
  return {
    version: like ?? USUAL_VERSION,
    capabilities: { restart: true },
    advance: async (ms) => world.advanceTo(world.now + ms),
    restart: async () => broker.restart(),
    connect: async () =>
      createClient(broker.connect(`client-${++clients}`), (ms) => world.advanceTo(world.now + ms)),
    close: async () => {},
  };
}

function createClient(connection: Connection, pass: (ms: number) => void): QueueClient {
  const channel: Channel = connection.openChannel();

  async function subscribe(
    ...[queue, options, tell]: Parameters<QueueClient['subscribe']>
  ): Promise<QueueSubscription> {
    const deliveries: Delivery[] = [];
    let taken = 0;
    let cancelled = false;
    const onCancel = () => (cancelled = true);
    const consumer = channel.subscribe(queue, { ...options, onCancel }, (delivery) => {
      deliveries.push(delivery);
      tell?.(delivery);
    });
    return {
      consumer,
      deliveries,
      get cancelled() {
        return cancelled;
      },
      async next() {
        for (let waited = 0; taken === deliveries.length && waited < PATIENCE; waited += 10) pass(10);
        const delivery = deliveries[taken++];
        if (!delivery) throw new Error(`nothing was delivered to ${consumer} within ${PATIENCE} ms`);
        return delivery;
      },
      cancel: async () => channel.cancel(consumer),
    };
  }

  return {
    declareExchange: async (...args) => channel.declareExchange(...args),
    deleteExchange: async (...args) => channel.deleteExchange(...args),
    declareQueue: async (...args) => channel.declareQueue(...args),
    checkQueue: async (...args) => channel.checkQueue(...args),
    deleteQueue: async (...args) => channel.deleteQueue(...args),
    purgeQueue: async (...args) => channel.purgeQueue(...args),
    bindQueue: async (...args) => channel.bindQueue(...args),
    unbindQueue: async (...args) => channel.unbindQueue(...args),
    bindExchange: async (...args) => channel.bindExchange(...args),
    get: async (...args) => channel.get(...args),
    async publish(...args) {
      const outcome = channel.publish(...args);
      return { ...outcome, heard: outcome.returned ? ['returned', 'confirmed'] : ['confirmed'] };
    },
    subscribe,
    ack: async ({ tag }, options) => channel.ack(tag, options),
    nack: async ({ tag }, options) => channel.nack(tag, options),
    reject: async ({ tag }, options) => channel.reject(tag, options),
    close: async () => connection.close(),
    crash: async () => connection.close(),
  };
}
