/**
 * A partitioned log as Kafka keeps one, in a single broker: topics, partitions, groups. Replication and transactions
 * are not modelled. Modelled from Kafka's documentation and source, and not compared with a running Kafka.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { World } from '../world.ts';
import type { TopicPartition } from './assign.ts';
import { createConsumer, type Consumer, type ConsumerOptions } from './consumer.ts';
import { LogError } from './errors.ts';
import { createGroup, type Group } from './group.ts';
import { createPartition, type LogRecord, type Partition, type TopicOptions } from './partition.ts';
import { createPartitioner, type PartitionerName } from './partitioner.ts';
import { createSequences, type Sequences, type Stamp } from './sequences.ts';
import { checkTopicName } from './topic-name.ts';

export interface LogBrokerParts {
  world: World;
  record?: (event: BrokerEvent) => void;
}

export interface ToSend {
  key?: string | undefined;
  /** Null is a tombstone. */
  value: string | null;
  /** Chosen by hand instead of by the partitioner. */
  partition?: number;
}

/** Where a record stands. */
export interface Sent extends TopicPartition {
  readonly offset: number;
}

export interface Producer {
  /**
   * Sends a record. `lostAcks` is how many of the broker's answers get lost on their way: the producer sends again
   * after each of them.
   */
  send(topic: string, message: ToSend, lostAcks?: number): Sent;
}

export interface ProducerOptions {
  /** Default `murmur2`. */
  partitioner?: PartitionerName;
  /** Numbers its records, so that the broker can tell a repetition. Default true, as in Kafka since 3.0. */
  idempotent?: boolean;
}

export interface LogBroker {
  createTopic(name: string, options: TopicOptions): void;
  producer(options?: ProducerOptions): Producer;
  consumer(options: ConsumerOptions): Consumer;
  /** What a producer's request asks of the broker. */
  append(
    place: TopicPartition,
    record: { key?: string | undefined; value: string | null },
    stamp?: Stamp,
  ): LogRecord;
  /** First and next offset of each partition of a topic. */
  offsets(topic: string): { earliest: number; latest: number }[];
  group(name: string): Group;
  /** Retention and compaction, for all topics, now. */
  clean(): void;
}

/** How long after an append the cleaner looks at its topic. Kafka: log.retention.check.interval.ms. */
const CLEAN_EVERY = 300_000;

interface Slot extends Partition {
  readonly sequences: Sequences;
}

export function createLogBroker({ world, record = () => {} }: LogBrokerParts): LogBroker {
  const topics = new Map<string, Slot[]>();
  const groups = new Map<string, Group>();
  const cleaner = world.process('log-cleaner');
  const random = world.random.fork('partitioner');
  let producers = 0;
  let isCleaningDue = false;

  function slotsOf(topic: string): Slot[] {
    const slots = topics.get(topic);
    if (!slots) throw new LogError('UNKNOWN_TOPIC_OR_PARTITION', `there is no topic ${topic}`);
    return slots;
  }
  function slot({ topic, partition }: TopicPartition): Slot {
    const found = slotsOf(topic)[partition];
    if (!found)
      throw new LogError('UNKNOWN_TOPIC_OR_PARTITION', `topic ${topic} has no partition ${partition}`);
    return found;
  }
  const partitionsOf = (topic: string) => slotsOf(topic).length;

  function group(name: string): Group {
    const found = groups.get(name) ?? createGroup({ name, partitionsOf, record });
    groups.set(name, found);
    return found;
  }

  function clean() {
    for (const [topic, slots] of topics) {
      slots.forEach((one, partition) => {
        for (const { record: gone, reason } of one.clean(world.now)) {
          const queue = `${topic}-${partition}`;
          record({ type: 'MessageDropped', message: `${queue}@${gone.offset}`, queue, reason });
        }
      });
    }
    if ([...topics.values()].flat().some(({ isAgeing }) => isAgeing)) cleanLater();
  }
  function cleanLater() {
    if (isCleaningDue) return;
    isCleaningDue = true;
    cleaner.after(CLEAN_EVERY, () => {
      isCleaningDue = false;
      clean();
    });
  }

  const append: LogBroker['append'] = ({ topic, partition }, { key, value }, stamp) => {
    const to = slot({ topic, partition });
    const there = stamp && to.sequences.find(stamp);
    if (there !== undefined) return { offset: there, key, value, time: world.now };
    const appended = to.append({ key, value, time: world.now });
    if (stamp) to.sequences.remember(stamp, appended.offset);
    const { offset } = appended;
    const message = `${topic}-${partition}@${offset}`;
    record({ type: 'MessagePublished', message, to: topic, ...(key === undefined ? {} : { key }) });
    record({ type: 'MessageAppended', message, topic, partition, offset });
    cleanLater();
    return appended;
  };

  function producer({ partitioner = 'murmur2', idempotent = true }: ProducerOptions = {}): Producer {
    const id = producers++;
    const chooser = createPartitioner(partitioner, random.fork(String(id)));
    const next = new Map<string, number>(); // partition → sequence
    return {
      send(topic, message, lostAcks = 0) {
        const { key, value } = message;
        const bytes = (key?.length ?? 0) + (value?.length ?? 0);
        const partition = message.partition ?? chooser.partition(topic, key, partitionsOf(topic), bytes);
        const place = { topic, partition };
        const name = `${topic}-${partition}`;
        const sequence = next.get(name) ?? 0;
        const stamp = idempotent ? { producer: id, sequence } : undefined;
        let sent = append(place, { key, value }, stamp);
        next.set(name, sequence + 1);
        for (let again = 0; again < lostAcks; again++) sent = append(place, { key, value }, stamp);
        return { ...place, offset: sent.offset };
      },
    };
  }

  return {
    createTopic(name, options) {
      const { partitions } = options;
      checkTopicName(name, topics.keys());
      if (!Number.isInteger(partitions) || partitions < 1) {
        throw new LogError('INVALID_PARTITIONS', `a topic has 1 partition or more, got ${partitions}`);
      }
      const create = (_: unknown, index: number): Slot => {
        const title = `${name}-${index}`;
        return Object.assign(createPartition(title, options), { sequences: createSequences(title) });
      };
      topics.set(name, Array.from({ length: partitions }, create));
      record({ type: 'TopicDeclared', topic: name, partitions });
    },
    producer,
    consumer(options) {
      options.topics.forEach(slotsOf);
      return createConsumer(options, {
        group: options.group === undefined ? undefined : group(options.group),
        process: world.process(options.id),
        now: () => world.now,
        partition: slot,
        partitionsOf,
        record,
      });
    },
    append,
    offsets: (topic) => slotsOf(topic).map(({ earliest, latest }) => ({ earliest, latest })),
    group,
    clean,
  };
}
