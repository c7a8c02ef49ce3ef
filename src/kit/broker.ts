/**
 * A broker as a program uses one: events by topic, one copy for each group, and the members of a group share them. It is
 * the simulator's RabbitMQ, or the real broker that `npm run lab -- run --broker` has chosen; a program cannot tell.
 */
import { createExploredBroker, type ExploredBroker } from '#sim/explore/broker.ts';
import type { Sim } from '#sim/explore/sim.ts';
import type { BrokerMessage, Delivery } from '#sim/groups/delivery.ts';
import { consumerOf, portOverQueues } from '#sim/groups/over-queues.ts';
import type { DeadReason, OpenPort } from '#sim/groups/port.ts';
import { createTopics, type Membership } from '#sim/groups/topics.ts';
import { checkPartitions, type GroupOptions, type PublishOptions } from '#sim/groups/wishes.ts';
import { openSimulatedQueues } from '#sim/queue/simulated.ts';
import type { BrokerEvent } from '#trace/broker-events.ts';
import { chosenBroker } from './chosen-broker.ts';
import { trace } from './trace.ts';

export interface BrokerOptions {
  /** Into how many partitions each topic is divided. Default 0: into none. */
  partitions?: number;
}

export interface DeadLetter {
  readonly message: BrokerMessage;
  readonly reason: DeadReason;
}

/** What a process can do with a broker. */
interface BrokerConnection {
  /** Resolves when the broker has it. */
  publish(topic: string, message: BrokerMessage, options?: PublishOptions): Promise<void>;
  /** Joins a group. A group gets what is published after its first member came, whether or not one is there. */
  subscribe(
    topic: string,
    options: GroupOptions,
    handler: (delivery: Delivery) => unknown,
  ): Promise<Membership>;
}

export interface Broker extends BrokerConnection {
  /** The broker as a process of this name uses it: the trace then says who publishes. */
  connect(process: string): BrokerConnection;
  /** Takes all dead letters that are kept under a name. */
  deadLetters(name: string): Promise<DeadLetter[]>;
  /** Resolves when every message is answered or held, and no handler is at work. Rejects with what a handler threw. */
  idle(): Promise<void>;
  /** Ends all of it, and removes it from the broker. */
  close(): Promise<void>;
}

export function createBroker(options?: BrokerOptions): Broker;
export function createBroker(sim: Sim, options?: BrokerOptions): ExploredBroker;
export function createBroker(
  first: Sim | BrokerOptions = {},
  second: BrokerOptions = {},
): Broker | ExploredBroker {
  const isExplored = 'world' in first;
  const { partitions = 0 } = isExplored ? second : first;
  checkPartitions(partitions);
  return isExplored ? createExploredBroker(first, partitions) : openBroker(partitions);
}

const simulated = (record: (event: BrokerEvent) => void): OpenPort =>
  portOverQueues({ engine: openSimulatedQueues({ record }), space: '', quiet: 1 });

function openBroker(partitions: number): Broker {
  // Message → the process that has published it, where it has a name.
  const producers = new Map<string, string>();

  /** In the simulator's own record a member has several names, one for each place where it consumes. */
  function record(event: BrokerEvent): void {
    const producer = event.type === 'MessagePublished' && producers.get(event.message);
    if (producer) trace({ ...event, producer });
    else trace('consumer' in event ? { ...event, consumer: consumerOf(event.consumer) } : event);
  }

  const chosen = chosenBroker();
  const port = chosen ? chosen() : simulated(record);
  let steps = 0;
  const topics = createTopics<void>({
    port,
    partitions,
    // The simulator records all that happens in it; of a real broker, its clients record what they see.
    record: chosen ? record : () => {},
    stir: () => void steps++,
  });
  let publisher: ReturnType<OpenPort['connect']> | undefined;

  async function publish(topic: string, message: BrokerMessage, options?: PublishOptions): Promise<void> {
    publisher ??= port.connect({ lost() {}, died() {} });
    await topics.publish(await publisher, topic, message, options);
  }

  return {
    subscribe: (topic, options, handler) => topics.subscribe(topic, options, handler),
    publish,
    connect: (process) => ({
      subscribe: (topic, options, handler) =>
        topics.subscribe(topic, { consumer: process, ...options }, handler),
      publish(topic, message, options) {
        producers.set(message?.id, process);
        return publish(topic, message, options);
      },
    }),
    async deadLetters(name) {
      const letters = await port.takeDeadLetters(name);
      return letters.map(({ body, reason }) => ({ message: JSON.parse(body) as BrokerMessage, reason }));
    },
    async idle() {
      for (let before = -1; before !== steps || topics.working().length > 0;) {
        before = steps;
        await Promise.allSettled(topics.working());
        await port.rest();
        topics.throwFailure();
      }
    },
    close: () => port.close(),
  };
}
