/**
 * The broker of src/sim/queue in an exploration: several processes use it over a network that loses connections, holds
 * messages up and repeats them, and the broker itself restarts. What is lost with a connection comes again.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { BrokerMessage, Delivery } from '../groups/delivery.ts';
import { consumerOf, queueOptions, routingKey } from '../groups/over-queues.ts';
import { laneName, type BrokerPort, type DeadReason } from '../groups/port.ts';
import { createTopics, type Membership } from '../groups/topics.ts';
import type { GroupOptions, PublishOptions } from '../groups/wishes.ts';
import type { Process } from '../process.ts';
import { createQueueBroker } from '../queue/broker.ts';
import { createExploredClient, fifo, type Network } from './broker-client.ts';
import { operate } from './operation.ts';
import type { Sim } from './sim.ts';

/** One process's way to the broker: the same as outside of explore(). */
export interface ProcessBroker {
  publish(topic: string, message: BrokerMessage, options?: PublishOptions): Promise<void>;
  subscribe(
    topic: string,
    options: GroupOptions,
    handler: (delivery: Delivery) => unknown,
  ): Promise<Membership>;
}

export interface ExploredBroker {
  connect(process: Process): ProcessBroker;
  /** What is kept under a name, for the invariants. */
  deadLetters(name: string): readonly { message: BrokerMessage; reason: DeadReason }[];
  /** Ids of the messages that a group has neither acknowledged nor given up. */
  readonly open: readonly string[];
}

/** How much later than others a message comes that they overtake, and a repetition after its first. */
const HELD_UP = 25;

export function createExploredBroker(sim: Sim, partitions: number): ExploredBroker {
  const { world, faults } = sim;
  const ledger = createLedger(sim);
  const broker = createQueueBroker({ world, record: ledger.record });
  const own = world.process('network');
  // The broker's own: what it is told arrives there once it has arrived.
  const channel = () => broker.connect('network').openChannel();
  let desk = channel();
  const network: Network = {
    sim,
    broker,
    own,
    clients: new Set(),
    leaving: new Set(),
    closing: new Map(),
    attempts: new Map(),
    restart() {
      broker.restart();
      desk = channel();
      for (const close of network.leaving) close();
      for (const client of network.clients) client.lose(sim.latency());
    },
  };

  function publishNow(
    producer: string,
    topic: string,
    partition: number | undefined,
    message: { id: string; body: string },
  ) {
    ledger.publishing(producer);
    desk.declareExchange(topic, 'direct');
    desk.publish(topic, routingKey(partition), message.body, { id: message.id, persistent: true });
  }

  const port: BrokerPort<Process> = {
    async connect(events, process) {
      const way = fifo(world);
      const client = createExploredClient(network, process, events);
      return {
        ...client,
        publish(topic, partition, message) {
          ledger.keep(message.id, message.body);
          const key = `${message.id} to ${topic}`;
          const count = (network.attempts.get(key) ?? 0) + 1;
          network.attempts.set(key, count);
          const place = `${key}#${count}`;
          const about = { message: message.id, process: process.name };
          const strikes = (kind: 'reorder' | 'duplicate', says: string) =>
            faults.strikes(kind, place, () => says, about);
          const waits = `${message.id} was held up on its way to the broker; what others sent overtook it.`;
          const late = strikes('reorder', waits) ? HELD_UP : 0;
          return operate(sim, process, {
            name: `publish ${message.id} to ${topic}`,
            message: message.id,
            writes: true,
            whom: 'the broker',
            delay: way(sim.latency() + late),
            apply() {
              publishNow(process.name, topic, partition, message);
              if (!strikes('duplicate', `${message.id} was published twice, because its confirm was lost.`))
                return;
              own.after(sim.latency() + HELD_UP, () => publishNow(process.name, topic, partition, message));
            },
          });
        },
      };
    },
    async declare(lane, options) {
      const queue = laneName(lane);
      ledger.watch(queue, options.deadLetters);
      desk.declareExchange(lane.topic, 'direct');
      if (options.deadLetters !== undefined) desk.declareQueue(options.deadLetters);
      desk.declareQueue(
        queue,
        queueOptions(options, lane.partition, (name) => name),
      );
      desk.bindQueue(queue, lane.topic, routingKey(lane.partition));
    },
  };
  const topics = createTopics({ port, partitions, record() {}, stir: () => world.pending.stir() });

  return {
    connect(process) {
      const client = port.connect({ lost() {}, died() {} }, process);
      return {
        publish: async (topic, message, options) => topics.publish(await client, topic, message, options),
        subscribe: (topic, options, handler) =>
          topics.subscribe(topic, { consumer: process.name, ...options }, handler, process),
      };
    },
    deadLetters: ledger.deadLetters,
    get open() {
      return ledger.open();
    },
  };
}

/** What the invariants may know: read off the trace, without touching a queue. */
function createLedger(sim: Sim) {
  const bodies = new Map<string, string>();
  const letters = new Map<string, { message: BrokerMessage; reason: DeadReason }[]>();
  // Queue → where its dead letters go; queue and message → copies that wait or are held.
  const watched = new Map<string, string | undefined>();
  const open = new Map<string, { message: string; copies: number }>();
  let producer = '';

  // The broker calls a delivery by the tag of its consumer, and does not know who publishes.
  function told(event: BrokerEvent): BrokerEvent {
    if (event.type === 'MessagePublished') return { ...event, producer };
    return 'consumer' in event ? { ...event, consumer: consumerOf(event.consumer) } : event;
  }

  function count(message: string, queue: string, by: number): void {
    const key = `${queue} ${message}`;
    const copies = (open.get(key)?.copies ?? 0) + by;
    if (copies === 0) open.delete(key);
    else open.set(key, { message, copies });
  }

  function bury(message: string, queue: string, reason: string): void {
    const name = watched.get(queue);
    if (name === undefined) return;
    const body = JSON.parse(bodies.get(message) ?? 'null') as BrokerMessage;
    const list = letters.get(name) ?? [];
    list.push({ message: body, reason: reason === 'delivery_limit' ? reason : 'rejected' });
    letters.set(name, list);
  }

  return {
    publishing: (process: string) => void (producer = process),
    keep: (id: string, body: string) => void bodies.set(id, body),
    watch: (queue: string, deadLetters: string | undefined) => void watched.set(queue, deadLetters),
    deadLetters: (name: string) => letters.get(name) ?? [],
    open: () => [...new Set([...open.values()].map(({ message }) => message))],
    record(event: BrokerEvent): void {
      sim.record(told(event));
      if (!('queue' in event) || event.queue === undefined || !watched.has(event.queue)) return;
      const { queue } = event;
      if (event.type === 'MessageRouted') count(event.message, queue, 1);
      if (event.type === 'MessageAcknowledged' || event.type === 'MessageDropped')
        count(event.message, queue, -1);
      if (event.type !== 'MessageDeadLettered') return;
      count(event.message, queue, -1);
      bury(event.message, queue, event.reason);
    },
  };
}
