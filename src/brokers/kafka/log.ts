/**
 * A real Kafka behind the interface of the partitioned log. It has been tried on the mock cluster of librdkafka, which
 * speaks the protocol; nobody has run it on a real broker yet.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Admin, compatibilityPartitioner, Consumer, Producer } from '@platformatic/kafka';
import type { TopicPartition } from '#sim/log/assign.ts';
import type { ProducerOptions } from '#sim/log/broker.ts';
import type { LogConsumer, LogEngine, LogProducer } from '#sim/log/engine.ts';
import { LogError } from '#sim/log/errors.ts';
import { createKafkaConsumer, type Surroundings } from './consumer.ts';
import { translated } from './errors.ts';

/** What the model does at once and a real Kafka, or its client, does not. */
const CAPABILITIES = {
  cleaning: 'a real Kafka cleans when its own time has come, minutes later',
  'lost-acks': 'an answer of a real Kafka cannot be held back here',
  stalls: 'a real consumer cannot be stopped here while its process lives',
  'long-waits': 'it would wait for minutes',
  'revocation-callback': 'its client tells of a rebalance when it is over',
  partitioners: 'its client has the partitioner of Java only',
} as const;

/** What ListOffsets takes in place of a time. */
const EARLIEST = -2n;
const LATEST = -1n;

const encode = (text: string | null | undefined) =>
  typeof text === 'string' ? Buffer.from(text) : undefined;

/**
 * Opens a log on the Kafka at `url`, for example `kafka://localhost:9092`. Closing it deletes the topics that it created.
 * @throws Error if no Kafka answers there
 */
export async function openKafkaLog({ url }: { url: string }): Promise<LogEngine> {
  const brokers = [new URL(url).host];
  const shared = { clientId: 'conformance', bootstrapBrokers: brokers };
  const admin = new Admin(shared);
  const created: string[] = [];
  const open: { close(): Promise<unknown> }[] = [];
  const lookers = new Map<string, Consumer>();

  /** A client that looks at a group’s offsets and does not join it. */
  function looker(group = 'conformance'): Consumer {
    const known = lookers.get(group) ?? new Consumer({ ...shared, groupId: group });
    lookers.set(group, known);
    return known;
  }

  async function offsets(topic: string): Promise<{ earliest: number; latest: number }[]> {
    const at = async (timestamp: bigint) =>
      (await translated(looker().listOffsets({ topics: [topic], timestamp }))).get(topic) ?? [];
    const [first, last] = [await at(EARLIEST), await at(LATEST)];
    return first.map((earliest, index) => ({ earliest: Number(earliest), latest: Number(last[index]) }));
  }

  async function committed(group: string, { topic, partition }: TopicPartition): Promise<number | undefined> {
    const all = await looker(group).listCommittedOffsets({ topics: [{ topic, partitions: [partition] }] });
    const offset = all.get(topic)?.[partition];
    return offset === undefined || offset < 0n ? undefined : Number(offset);
  }

  const around: Surroundings = { brokers, offsets, committed };

  function openProducer({ idempotent = true }: ProducerOptions): LogProducer {
    const producer = new Producer({
      ...shared,
      idempotent,
      partitioner: compatibilityPartitioner,
      retries: 0,
    });
    open.push(producer);
    return {
      async send(topic, { key, value, partition }) {
        const message = { topic, key: encode(key), value: encode(value), partition };
        const given = Object.entries(message).filter(([, one]) => one !== undefined);
        const sent = await translated(
          producer.send({ messages: [Object.fromEntries(given) as { topic: string }] }),
        );
        const [place] = sent.offsets ?? [];
        if (!place) throw new Error('Kafka has not said where it put the record.');
        return { topic, partition: place.partition, offset: Number(place.offset) };
      },
    };
  }

  return {
    version: await versionOf(admin),
    capabilities: CAPABILITIES,
    async createTopic(name, { partitions, cleanup, retentionMs }) {
      // The client would take 0 for the broker’s default.
      if (partitions < 1) throw new LogError('INVALID_PARTITIONS', `${partitions} partitions were asked for`);
      const configs = [
        ...(cleanup === undefined ? [] : [{ name: 'cleanup.policy', value: cleanup }]),
        ...(retentionMs === undefined ? [] : [{ name: 'retention.ms', value: String(retentionMs) }]),
      ];
      await translated(admin.createTopics({ topics: [name], partitions, replicas: 1, configs }));
      created.push(name);
    },
    producer: async (options = {}) => openProducer(options),
    async consumer(options): Promise<LogConsumer> {
      const consumer = createKafkaConsumer(options, around);
      open.push(consumer);
      return consumer;
    },
    offsets,
    committed,
    async members(group) {
      const found = (await admin.describeGroups({ groups: [group] })).get(group);
      const all = [...(found?.members.values() ?? [])].map(({ clientId, assignments }) => {
        const places = [...(assignments?.values() ?? [])].flatMap(({ topic, partitions }) =>
          partitions.map((partition) => `${topic}-${String(partition)}`),
        );
        return [clientId, places.toSorted()] as const;
      });
      return Object.fromEntries(all.toSorted(([one], [other]) => (one < other ? -1 : 1)));
    },
    clean: () => Promise.reject(new Error(`There is no cleaning now: ${CAPABILITIES.cleaning}.`)),
    advance: (ms) => sleep(ms),
    async close() {
      await Promise.allSettled([...open, ...lookers.values()].map((one) => one.close()));
      if (created.length > 0) await admin.deleteTopics({ topics: created }).catch(() => undefined);
      await admin.close();
    },
  };
}

/** The protocol does not name a broker’s version; what it can do tells the oldest that it may be. */
async function versionOf(admin: Admin): Promise<string> {
  const apis = await admin.listApis();
  const fetch = apis.find(({ name }) => name === 'Fetch');
  if (!fetch) throw new Error('This broker does not let anybody fetch.');
  if (fetch.minVersion >= 4) return '4.0.0';
  const oldest: readonly (readonly [version: number, kafka: string])[] = [
    [17, '3.9.0'],
    [16, '3.7.0'],
    [15, '3.5.0'],
  ];
  return oldest.find(([version]) => fetch.maxVersion >= version)?.[1] ?? '0.11.0';
}
