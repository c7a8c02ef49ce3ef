/** The simulated JetStream server as an engine: its answers are promises, and its clock moves when somebody waits. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import { createWorld, type World } from '../world.ts';
import type { Advisory, Delivery, JetStreamEngine, Pulled, RunningPull } from './engine.ts';
import { refusal } from './errors.ts';
import { createJetStream, type JetStream } from './jetstream.ts';

/** Opens a simulator of its own. It follows nats-server 2.9. */
export async function openJetStreamSimulator({
  seed = 1,
  record = () => {},
}: {
  like?: string | undefined;
  seed?: number;
  record?: (event: BrokerEvent) => void;
} = {}): Promise<JetStreamEngine> {
  const world = createWorld({ seed });
  return simulate(world, createJetStream({ world, record }));
}

function simulate(world: World, server: JetStream): JetStreamEngine {
  const advisories: Advisory[] = [];
  server.onAdvisory((advisory) => advisories.push(advisory));

  async function startPull(...[stream, consumer, options]: Parameters<JetStreamEngine['startPull']>) {
    const deliveries: Delivery[] = [];
    const running: RunningPull = { deliveries, end: undefined };
    server.pull(stream, consumer, options, {
      onDelivery: (delivery) => deliveries.push(delivery),
      onEnd: (why) => (running.end = why),
    });
    return running;
  }

  async function pull(...of: Parameters<JetStreamEngine['pull']>): Promise<Pulled> {
    const running = await startPull(...of);
    while (running.end === undefined) world.step();
    return { deliveries: running.deliveries, end: running.end };
  }

  return {
    version: '2.9.10',
    capabilities: { restart: true },
    now: () => world.now,
    addStream: async (config) => server.addStream(config),
    deleteStream: async (stream) => server.deleteStream(stream),
    streamInfo: async (stream) => server.stream(stream).store.info(),
    publish: async (subject, body, options) => server.publish(subject, body, options),
    async message(stream, by) {
      const { store } = server.stream(stream);
      const found = 'seq' in by ? store.get(by.seq) : store.last(by.lastOf);
      if (!found) throw refusal('noMessage');
      return { seq: found.seq, subject: found.subject, body: found.body };
    },
    deleteMessage: async (stream, seq) => server.stream(stream).delete(seq),
    purge: async (stream, options = {}) => server.stream(stream).purge(options),
    addConsumer: async (stream, config) => server.addConsumer(stream, config),
    deleteConsumer: async (stream, consumer) => server.deleteConsumer(stream, consumer),
    consumerInfo: async (stream, consumer) => server.consumer(stream, consumer).info(),
    pull,
    startPull,
    answer: async (delivery, answer) => server.answer(delivery, answer),
    advisories: async (stream) => advisories.filter((advisory) => advisory.stream === stream),
    advance: async (ms) => world.advanceTo(world.now + ms),
    restart: async () => server.restart(),
    close: async () => {},
  };
}
