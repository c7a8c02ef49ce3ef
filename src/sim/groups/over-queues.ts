/**
 * Topics and groups on RabbitMQ, or on its simulator: a topic is an exchange that goes by the number of the partition, a
 * lane is a quorum queue, because those count deliveries. A partition's queue serves one consumer at a time.
 */
import { deathsOf } from '../queue/dead-letter.ts';
import type { QueueClient, QueueEngine } from '../queue/engine.ts';
import type { Delivery } from '../queue/settling.ts';
import { callDirectly } from './call-directly.ts';
import {
  laneName,
  type DeadReason,
  type Held,
  type LaneOptions,
  type OpenPort,
  type PortClient,
} from './port.ts';

/** A quorum queue without a limit puts what is handed back behind the others; one with a limit, in front. */
const ENDLESS = 1_000_000;

/** The options of a lane's queue. @param named gives a name its place on the broker */
export function queueOptions(
  { deadLetters, attempts }: LaneOptions,
  partition: number | undefined,
  named: (name: string) => string,
) {
  const dead = deadLetters === undefined ? {} : { deadLetterExchange: '', deadLetterKey: named(deadLetters) };
  return {
    type: 'quorum' as const,
    deliveryLimit: attempts === Infinity ? ENDLESS : attempts - 1,
    ...dead,
    ...(partition === undefined ? {} : { singleActiveConsumer: true }),
  };
}

/** The routing key of a partition. */
export const routingKey = (partition: number | undefined): string => String(partition ?? '');

/** One channel may have a name once, and a member consumes from several queues. */
export const tagOf = (consumer: string, partition: number | undefined): string =>
  partition === undefined ? consumer : `${consumer}/${partition}`;

export const consumerOf = (tag: string): string => tag.replace(/\/\d+$/, '');

export const deliveriesOf = ({ headers, redelivered }: Pick<Delivery, 'headers' | 'redelivered'>): number =>
  1 + Number(headers['x-delivery-count'] ?? (redelivered ? 1 : 0));

export interface OverQueuesOptions {
  engine: Promise<QueueEngine>;
  /** Names on the broker begin with this. */
  space: string;
  /** How long nothing must happen until all is quiet. Milliseconds. */
  quiet: number;
}

export function portOverQueues({ engine: opening, space, quiet }: OverQueuesOptions): OpenPort {
  const named = (name: string) => `${space}${name}`;
  const own = opening.then((engine) => engine.connect());
  const topics = new Map<string, Promise<void>>();
  // Whoever waits for it is told if the broker cannot be reached.
  own.catch(() => {});

  const declareTopic = (topic: string): Promise<void> => {
    const known = topics.get(topic) ?? own.then((client) => client.declareExchange(named(topic), 'direct'));
    topics.set(topic, known);
    return known;
  };

  async function connect(): Promise<PortClient> {
    const client = await (await opening).connect();
    return {
      async publish(topic, partition, { id, body }) {
        await declareTopic(topic);
        await client.publish(named(topic), routingKey(partition), body, { id, persistent: true });
      },
      async consume(lane, { consumer, prefetch }, tell) {
        const options = { consumer: tagOf(consumer, lane.partition), prefetch };
        const running = await client.subscribe(named(laneName(lane)), options, (delivered) => {
          // After the broker has done its part, as over a network.
          void Promise.resolve().then(() => tell(heldOf(client, delivered)));
        });
        return { stop: () => running.cancel() };
      },
      call: callDirectly,
      close: () => client.close(),
      crash: () => client.crash(),
    };
  }

  return {
    connect,
    async declare(lane, options) {
      const client = await own;
      await declareTopic(lane.topic);
      const queue = named(laneName(lane));
      if (options.deadLetters !== undefined) await client.declareQueue(named(options.deadLetters));
      await client.declareQueue(queue, queueOptions(options, lane.partition, named));
      await client.bindQueue(queue, named(lane.topic), routingKey(lane.partition));
    },
    async takeDeadLetters(name) {
      const client = await own;
      const letters: { body: string; reason: DeadReason }[] = [];
      await client.declareQueue(named(name));
      for (;;) {
        const letter = await client.get(named(name), { noAck: true });
        if (!letter) return letters;
        const reason =
          deathsOf(letter.headers)[0]?.reason === 'delivery_limit' ? 'delivery_limit' : 'rejected';
        letters.push({ body: letter.body, reason });
      }
    },
    rest: async () => (await opening).advance(quiet),
    close: async () => (await opening).close(),
  };
}

function heldOf(client: QueueClient, delivered: Delivery): Held {
  return {
    id: delivered.id,
    body: delivered.body,
    deliveries: deliveriesOf(delivered),
    ack: () => client.ack(delivered),
    requeue: () => client.nack(delivered),
    reject: () => client.nack(delivered, { requeue: false }),
  };
}
