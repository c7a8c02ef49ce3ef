/** The model behind the interface of the suite. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { createWorld } from '../world.ts';
import { createLogBroker } from './broker.ts';
import type { LogConsumer, LogEngine } from './engine.ts';

/** The Kafka whose documentation and source the model follows. */
const VERSION = '3.7.0';

export async function openLogSimulator({
  like = VERSION,
  record = () => {},
}: {
  like?: string | undefined;
  record?: (event: BrokerEvent) => void;
}): Promise<LogEngine> {
  const world = createWorld({ seed: 'log' });
  const broker = createLogBroker({ world, record });

  return {
    version: like,
    capabilities: {
      cleaning: true,
      'lost-acks': true,
      stalls: true,
      'long-waits': true,
      'revocation-callback': true,
      partitioners: true,
    },
    createTopic: async (name, options) => broker.createTopic(name, options),
    async producer(options) {
      const producer = broker.producer(options);
      return { send: async (...args) => producer.send(...args) };
    },
    async consumer(options): Promise<LogConsumer> {
      const consumer = broker.consumer(options);
      return {
        assignment: async () => consumer.assignment(),
        poll: async (max) => consumer.poll(max),
        position: async (place) => consumer.position(place),
        seek: async (place, offset) => consumer.seek(place, offset),
        commit: async (place, next) => consumer.commit(place, next),
        close: async () => consumer.close(),
        crash: async () => consumer.crash(),
        stall: async (ms) => {
          consumer.stall(ms);
          world.advanceTo(world.now + ms);
        },
      };
    },
    offsets: async (topic) => broker.offsets(topic),
    committed: async (group, place) => broker.group(group).committed(place),
    members: async (group) =>
      Object.fromEntries(
        broker
          .group(group)
          .assignment()
          .map(({ id, places }) => [
            id,
            places.map(({ topic, partition }) => `${topic}-${partition}`).toSorted(),
          ]),
      ),
    clean: async () => broker.clean(),
    advance: async (ms) => world.advanceTo(world.now + ms),
    close: async () => {},
  };
}
