/** A JetStream server: streams by name, and what may be created. Everything happens at once; time passes in `world`. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { World } from '../world.ts';
import { checkConsumer, checkStream } from './check-config.ts';
import { createConsumer, type Consumer } from './consumer.ts';
import type {
  Advisory,
  Answer,
  ConsumerConfig,
  Delivery,
  PublishAck,
  PublishOptions,
  PullOptions,
  StreamConfig,
} from './engine.ts';
import { JetStreamError, refusal } from './errors.ts';
import type { PullTarget } from './pulls.ts';
import { createStream, nameOf, type Stream } from './stream.ts';
import { subjectMatches } from './subjects.ts';

export interface JetStream {
  addStream(config: StreamConfig): void;
  deleteStream(name: string): void;
  /** Throws a JetStreamError if there is none. */
  stream(name: string): Stream;
  publish(subject: string, body: string, options?: PublishOptions): PublishAck;
  addConsumer(stream: string, config: ConsumerConfig): void;
  deleteConsumer(stream: string, name: string): void;
  consumer(stream: string, name: string): Consumer;
  pull(stream: string, consumer: string, options: PullOptions, target: PullTarget): void;
  answer(delivery: Delivery, answer: Answer): void;
  /** Everything that is kept in memory goes, and so do ephemeral consumers. */
  restart(): void;
  onAdvisory(listener: (advisory: Advisory) => void): () => void;
}

const INACTIVE = 5000;

export function createJetStream({
  world,
  record,
}: {
  world: World;
  record: (event: BrokerEvent) => void;
}): JetStream {
  const streams = new Map<string, Stream>();
  const watchers = new Set<(advisory: Advisory) => void>();
  const housekeeping = world.process('jetstream');

  function findStream(name: string): Stream {
    const found = streams.get(name);
    if (!found) throw refusal('streamNotFound');
    return found;
  }

  function findConsumer(stream: string, name: string): Consumer {
    const found = findStream(stream).consumers.get(name);
    if (!found) throw refusal('consumerNotFound');
    return found;
  }

  function removeConsumer(stream: Stream, name: string) {
    const gone = stream.consumers.get(name);
    stream.consumers.delete(name);
    gone?.delete();
    record({ type: 'ConsumerCancelled', consumer: name, queue: stream.config.name });
    stream.consumerGone();
  }

  /** An ephemeral consumer goes when nobody has pulled from it for so long. */
  function watchInactivity(stream: Stream, consumer: Consumer) {
    const { name, inactiveMs = INACTIVE } = consumer.config;
    const idleAt = consumer.lastActive + inactiveMs;
    housekeeping.after(Math.max(0, idleAt - world.now), () => {
      if (stream.consumers.get(name) !== consumer) return;
      if (consumer.lastActive + inactiveMs <= world.now) removeConsumer(stream, name);
      else watchInactivity(stream, consumer);
    });
  }

  function addConsumer(streamName: string, config: ConsumerConfig) {
    const stream = findStream(streamName);
    const queue = streamName;
    const existing = stream.consumers.get(config.name);
    checkConsumer(config, stream, existing?.config);
    if (existing) return;
    const consumer = createConsumer(config, {
      world,
      stream: streamName,
      store: stream.store,
      onDelivery({ seq, count }) {
        const message = nameOf(queue, seq);
        record({ type: 'MessageDelivered', message, queue, consumer: config.name, redelivered: count > 1 });
      },
      onRequeued: (seq) =>
        record({ type: 'MessageRequeued', message: nameOf(queue, seq), queue, consumer: config.name }),
      onSettled(seq) {
        record({ type: 'MessageAcknowledged', message: nameOf(queue, seq), queue, consumer: config.name });
        stream.settled(seq);
      },
      onAdvisory(advisory) {
        for (const watcher of watchers) watcher(advisory);
      },
    });
    stream.consumers.set(config.name, consumer);
    record({ type: 'ConsumerSubscribed', consumer: config.name, queue });
    if (config.durable === false) watchInactivity(stream, consumer);
  }

  function publish(subject: string, body: string, options: PublishOptions = {}): PublishAck {
    for (const stream of streams.values()) {
      if (!stream.config.subjects.some((filter) => subjectMatches(filter, subject))) continue;
      try {
        return stream.publish(subject, body, options);
      } catch (error) {
        if (error instanceof JetStreamError) {
          record({ type: 'MessagePublished', message: options.id ?? body, to: subject });
          record({ type: 'PublishConfirmed', message: options.id ?? body, accepted: false });
        }
        throw error;
      }
    }
    throw refusal('noStream');
  }

  function removeStream(name: string) {
    for (const consumer of findStream(name).consumers.values()) consumer.delete();
    streams.delete(name);
    record({ type: 'QueueDeleted', queue: name, reason: 'deleted' });
  }

  return {
    addStream(config) {
      if (
        checkStream(
          config,
          [...streams.values()].map((stream) => stream.config),
        ) === 'known'
      )
        return;
      streams.set(config.name, createStream(config, world, record));
      const durable = config.storage === 'file';
      record({ type: 'QueueDeclared', queue: config.name, durable, keeps: true });
    },
    deleteStream: removeStream,
    stream: findStream,
    publish,
    addConsumer,
    deleteConsumer(stream, name) {
      findConsumer(stream, name);
      removeConsumer(findStream(stream), name);
    },
    consumer: findConsumer,
    pull: (stream, consumer, options, target) => findConsumer(stream, consumer).pull(options, target),
    answer: (delivery, answer) =>
      streams.get(delivery.stream)?.consumers.get(delivery.consumer)?.answer(delivery, answer),
    restart() {
      record({ type: 'BrokerRestarted' });
      for (const { config, consumers } of streams.values()) {
        if (config.storage !== 'file') removeStream(config.name);
        for (const consumer of consumers.values()) consumer.restart();
      }
    },
    onAdvisory(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
  };
}
