/** A consumer on a real Kafka, poll by poll: the client’s own streams read ahead, which the suite must not. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Consumer, type ConsumerOptions as ClientOptions, type GroupAssignment } from '@platformatic/kafka';
import { ASSIGNORS, same, type AssignorName, type TopicPartition } from '#sim/log/assign.ts';
import type { ConsumedRecord, ConsumerOptions } from '#sim/log/consumer.ts';
import type { LogConsumer } from '#sim/log/engine.ts';
import { LogError } from '#sim/log/errors.ts';
import { committing, translated } from './errors.ts';

type Client = Consumer<Buffer, Buffer, Buffer, Buffer>;

/** What a consumer needs of the engine: where the brokers are, and the ends of partitions. */
export interface Surroundings {
  brokers: string[];
  offsets(topic: string): Promise<{ earliest: number; latest: number }[]>;
  committed(group: string, place: TopicPartition): Promise<number | undefined>;
}

/** Kafka’s names of the assignors. */
const NAMES: Readonly<Record<AssignorName, string>> = {
  range: 'range',
  'round-robin': 'roundrobin',
  'cooperative-sticky': 'cooperative-sticky',
};

/** So that a rebalance is noticed within a scenario. Milliseconds. */
const HEARTBEAT = 200;
const FETCH_WAIT = 100;
/** A new group waits three seconds for more members. */
const JOIN_WAIT = 5000;
const FETCH_BYTES = 1_000_000;
const EARLIEST_SESSION = 6000;

export function createKafkaConsumer(options: ConsumerOptions, around: Surroundings): LogConsumer {
  const { topics, group, reset = 'latest', assignor = 'range', autoCommitMs } = options;
  const client = openClient(options, around.brokers);
  const positions = new Map<string, { place: TopicPartition; next: number | undefined }>();
  const keyOf = ({ topic, partition }: TopicPartition) => `${topic}-${String(partition)}`;
  let isReading = false;
  let joining: Promise<unknown> | undefined;
  let committedAt = Date.now();

  client.topics.trackAll(...topics);
  // It comes after the first join, too, and whenever the client has joined again by itself.
  client.on('consumer:group:join', ({ assignments = [] }) => assigned(placesOf(assignments)));

  function assigned(now: readonly TopicPartition[]): void {
    const before = [...positions.values()].map(({ place }) => place);
    const isKept = (place: TopicPartition) =>
      assignor === 'cooperative-sticky' && now.some((other) => same(place, other));
    const revoked = before.filter((place) => !isKept(place));
    for (const place of revoked) positions.delete(keyOf(place));
    if (revoked.length > 0) options.onRevoked?.(revoked);
    for (const place of now) {
      if (!positions.has(keyOf(place))) positions.set(keyOf(place), { place, next: undefined });
    }
  }

  async function join(): Promise<void> {
    if (isReading) return;
    isReading = true;
    if (group !== undefined) {
      joining = translated(client.joinGroup()).then(() => (joining = undefined));
      joining.catch(() => undefined);
      return;
    }
    for (const topic of topics) {
      const ends = await around.offsets(topic);
      assigned(
        [...positions.values()]
          .map(({ place }) => place)
          .concat(ends.map((_, partition) => ({ topic, partition }))),
      );
    }
  }

  /** Where reading goes on: the position, else the committed offset, else what `reset` says. */
  async function startOf(place: TopicPartition): Promise<number> {
    const known =
      positions.get(keyOf(place))?.next ??
      (group === undefined ? undefined : await around.committed(group, place));
    if (known !== undefined) return known;
    return resetTo(place, () => new LogError('NO_OFFSET_FOR_PARTITION', `${keyOf(place)} has no offset`));
  }

  async function resetTo(place: TopicPartition, why: () => unknown): Promise<number> {
    if (reset === 'none') throw why();
    const ends = (await around.offsets(place.topic))[place.partition];
    if (!ends) throw new LogError('UNKNOWN_TOPIC_OR_PARTITION', `there is no ${keyOf(place)}`);
    return ends[reset];
  }

  /** Reads on; an offset that is not there any more is reset, as Kafka’s own consumer does it. */
  async function readFrom(place: TopicPartition, from: number, max: number) {
    try {
      return { from, records: await read(place, from, max) };
    } catch (error) {
      if (!(error instanceof LogError) || error.kind !== 'OFFSET_OUT_OF_RANGE') throw error;
      const again = await resetTo(place, () => error);
      return { from: again, records: await read(place, again, max) };
    }
  }

  async function read(place: TopicPartition, from: number, max: number): Promise<ConsumedRecord[]> {
    const metadata = await client.metadata({ topics: [place.topic] });
    const topic = metadata.topics.get(place.topic)!;
    const { leader, leaderEpoch } = topic.partitions[place.partition]!;
    const wanted = {
      partition: place.partition,
      currentLeaderEpoch: leaderEpoch,
      fetchOffset: BigInt(from),
      lastFetchedEpoch: -1,
      partitionMaxBytes: FETCH_BYTES,
    };
    const { responses } = await translated(
      client.fetch({
        node: leader,
        minBytes: 1,
        maxBytes: FETCH_BYTES,
        maxWaitTime: FETCH_WAIT,
        topics: [{ topicId: topic.id, partitions: [wanted] }],
      }),
    );
    return responses
      .flatMap(({ partitions }) => partitions)
      .filter(({ partitionIndex }) => partitionIndex === place.partition)
      .flatMap(({ records }) => records ?? [])
      .flatMap(({ firstOffset, firstTimestamp, records }) =>
        records.map(({ offsetDelta, timestampDelta, key, value }) => ({
          ...place,
          offset: Number(firstOffset) + offsetDelta,
          time: Number(firstTimestamp + timestampDelta),
          key: key?.toString(),
          value: value?.toString() ?? null,
        })),
      )
      .filter(({ offset }) => offset >= from)
      .slice(0, max);
  }

  async function commit(place?: TopicPartition, next?: number): Promise<void> {
    const all = place ? [{ place, next: next ?? (await position(place)) }] : [...positions.values()];
    const offsets = all.flatMap((one) =>
      one.next === undefined ? [] : [{ ...one.place, offset: BigInt(one.next), leaderEpoch: -1 }],
    );
    if (offsets.length > 0) await committing(client.commit({ offsets }));
    committedAt = Date.now();
  }

  const position = async (place: TopicPartition) => positions.get(keyOf(place))?.next ?? startOf(place);

  async function poll(max = 500): Promise<ConsumedRecord[]> {
    await join();
    // The group may be waiting for a member that is gone: then there is nothing to read yet.
    if (joining) await Promise.race([joining, sleep(JOIN_WAIT, undefined, { ref: false })]);
    if (group !== undefined && autoCommitMs !== undefined && Date.now() >= committedAt + autoCommitMs) {
      await commit();
    }
    const found: ConsumedRecord[] = [];
    const places = [...positions.values()].map(({ place }) => place);
    for (const place of places) {
      const start = await startOf(place);
      const left = max - found.length;
      const { from, records } = left > 0 ? await readFrom(place, start, left) : { from: start, records: [] };
      // Meanwhile it may have been taken away.
      const entry = positions.get(keyOf(place));
      if (!entry) continue;
      entry.next = records.length > 0 ? records.at(-1)!.offset + 1 : from;
      found.push(...records);
    }
    const [first] = positions;
    if (first && positions.delete(first[0])) positions.set(...first);
    return found;
  }

  return {
    assignment: async () => [...positions.values()].map(({ place }) => place),
    poll,
    position,
    async seek(place, offset) {
      const next =
        typeof offset === 'number' ? offset : (await around.offsets(place.topic))[place.partition]?.[offset];
      positions.set(keyOf(place), { place, next });
    },
    commit,
    async close() {
      if (group !== undefined && autoCommitMs !== undefined) await commit();
      await client.close(true);
    },
    // The connections go, and nobody says good-bye.
    crash: () => abandon.call(client),
    stall: () => Promise.reject(new Error('A real consumer cannot be stopped here.')),
  };
}

/** Ends a client without letting it leave its group: what all clients have in common, below that of consumers. */
const { close: abandon } = Object.getPrototypeOf(Consumer.prototype) as { close(): Promise<void> };

function openClient(
  { id, group, assignor = 'range', sessionMs = 45_000 }: ConsumerOptions,
  brokers: string[],
): Client {
  const options: ClientOptions<Buffer, Buffer, Buffer, Buffer> = {
    clientId: id,
    groupId: group ?? `reader-${id}-${Math.random().toString(36).slice(2)}`,
    bootstrapBrokers: brokers,
    autocommit: false,
    sessionTimeout: Math.max(sessionMs, EARLIEST_SESSION),
    rebalanceTimeout: Math.max(sessionMs, EARLIEST_SESSION),
    heartbeatInterval: HEARTBEAT,
    protocols: [{ name: NAMES[assignor], version: 1 }],
    // Who gets what is decided in a member, not in Kafka: the client has no range assignor, so it is the model’s.
    ...(assignor === 'range' ? { partitionAssigner: rangeAssigner } : {}),
  };
  return new Consumer(options);
}

type Assigner = NonNullable<
  Extract<ClientOptions<Buffer, Buffer, Buffer, Buffer>, { partitionAssigner?: unknown }>['partitionAssigner']
>;

const rangeAssigner: Assigner = (_current, members, _topics, metadata) => {
  const all = [...members].map(([memberId, { topics = [] }]) => ({ id: memberId, topics, owned: [] }));
  const places = ASSIGNORS.range(all, (topic) => metadata.topics.get(topic)?.partitionsCount ?? 0);
  return [...places].map(([memberId, mine]) => ({ memberId, assignments: byTopic(mine) }));
};

function byTopic(places: readonly TopicPartition[]): Map<string, GroupAssignment> {
  const topics = new Map<string, GroupAssignment>();
  for (const { topic, partition } of places) {
    const one = topics.get(topic) ?? { topic, partitions: [] };
    topics.set(topic, one);
    one.partitions.push(partition);
  }
  return topics;
}

function placesOf(assignments: readonly GroupAssignment[]): TopicPartition[] {
  return assignments.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}
