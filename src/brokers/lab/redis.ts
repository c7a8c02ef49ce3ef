/**
 * Topics and groups on Redis Streams: a topic, or each of its partitions, is a stream, and a group reads it. Redis has
 * no nack and does not notice that a consumer has died: what is given back stays pending, and is claimed by the next.
 */
import type { Lane } from '#sim/groups/port.ts';
import type { StreamGroupsEngine } from '#sim/stream-groups/engine.ts';
import { openRedisStreams } from '../redis/streams.ts';
import type { AskedBroker, DeadLetter, Taken } from './asked-lanes.ts';

export async function openRedisLanes(url: string, space: string, quiet: number): Promise<AskedBroker> {
  const redis = await openRedisStreams({ url });
  // By stream and group: entries that are pending and in nobody's hands.
  const returned = new Map<string, string[]>();
  const streamOf = (topic: string, partition: number | undefined) =>
    `${space}${topic}${partition === undefined ? '' : `.${partition}`}`;
  const placeOf = ({ topic, group, partition }: Lane) => ({ key: streamOf(topic, partition), group });

  return {
    async declare(lane) {
      const { key, group } = placeOf(lane);
      await redis.xGroupCreate(key, group, '$', { MKSTREAM: true });
      returned.set(`${key} ${group}`, []);
    },
    async append(topic, partition, { id, body }) {
      await redis.xAdd(streamOf(topic, partition), '*', { id, body });
    },
    async take(lane, consumer) {
      const { key, group } = placeOf(lane);
      const waiting = returned.get(`${key} ${group}`) ?? [];
      const [again] = waiting;
      const entry =
        again === undefined
          ? await readNew(redis, key, group, consumer)
          : await claim(redis, key, group, consumer, again);
      if (again !== undefined) waiting.shift();
      if (!entry) return undefined;
      return {
        ...entry.message,
        deliveries: entry.deliveries,
        async ack() {
          await redis.xAck(key, group, entry.entry);
        },
        async giveBack() {
          waiting.push(entry.entry);
          waiting.sort(byAge);
        },
      };
    },
    async bury(name, { id, body, reason }) {
      await redis.xAdd(`${space}${name}`, '*', { id, body, reason });
    },
    async exhume(name) {
      const key = `${space}${name}`;
      const entries = (await redis.xRange(key, '-', '+')) ?? [];
      if (entries.length > 0) await redis.xDel(key, entries.map(({ id }) => id)); // prettier-ignore
      return entries.map(({ message }) => message as unknown as DeadLetter);
    },
    rest: () => redis.advance(quiet),
    close: () => redis.close(),
  };
}

interface Entry {
  entry: string;
  message: Pick<Taken, 'id' | 'body'>;
  deliveries: number;
}

async function readNew(
  redis: StreamGroupsEngine,
  key: string,
  group: string,
  consumer: string,
): Promise<Entry | undefined> {
  const [stream] = (await redis.xReadGroup(group, consumer, { key, id: '>' }, { COUNT: 1 })) ?? [];
  const [entry] = stream?.messages ?? [];
  if (!entry?.message) return undefined;
  return { entry: entry.id, message: entry.message as unknown as Entry['message'], deliveries: 1 };
}

async function claim(
  redis: StreamGroupsEngine,
  key: string,
  group: string,
  consumer: string,
  id: string,
): Promise<Entry | undefined> {
  const [entry] = await redis.xClaim(key, group, consumer, 0, id);
  if (!entry?.message) return undefined;
  const [pending] = await redis.xPendingRange(key, group, id, id, 1);
  const { message } = entry;
  return {
    entry: id,
    message: message as unknown as Entry['message'],
    deliveries: pending?.deliveriesCounter ?? 2,
  };
}

/** Ids are milliseconds and a number, `1526919030474-55`. */
function byAge(a: string, b: string): number {
  const [[time = 0, number = 0], [otherTime = 0, otherNumber = 0]] = [a, b].map((id) =>
    id.split('-').map(Number),
  ) as [number[], number[]];
  return time - otherTime || number - otherNumber;
}
