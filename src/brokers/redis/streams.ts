/** Redis Streams on a real server: the commands go to the official client as they are. */
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AutoClaimReply,
  ConsumerInfo,
  Fields,
  GroupInfo,
  Message,
  ReadFrom,
  ReadGroupOptions,
  StreamInfo,
  StreamReply,
} from '#sim/stream-groups/commands.ts';
import type { StreamGroupsEngine } from '#sim/stream-groups/engine.ts';
import { connectRedis, versionOf, type RedisConnection, type RedisPlace } from './connection.ts';

/**
 * Opens streams on the server at `url`. Closing it deletes the streams that it created.
 * @throws Error if no Redis answers there
 */
export async function openRedisStreams({ url, restart }: RedisPlace): Promise<StreamGroupsEngine> {
  let client = await connectRedis({ url });
  const version = await versionOf(client);
  const created = new Set<string>();
  const blocked = new Set<RedisConnection>();
  const starting = new Set<Promise<RedisConnection>>();

  /** A blocking command keeps its connection waiting, so it gets one of its own. */
  async function alone<T>(command: (connection: RedisConnection) => Promise<T>): Promise<T> {
    const connecting = connectRedis({ url });
    starting.add(connecting);
    const connection = await connecting.finally(() => starting.delete(connecting));
    blocked.add(connection);
    try {
      return await command(connection);
    } finally {
      if (blocked.delete(connection)) connection.destroy();
    }
  }

  async function close() {
    for (const connection of blocked) connection.destroy();
    blocked.clear();
    if (created.size > 0) await client.del([...created]);
    client.destroy();
  }

  return {
    version,
    capabilities: { restart: restart ? true : 'this server is not ours to restart' },
    async advance(ms) {
      // Whoever asked to wait is waiting before time passes.
      await Promise.allSettled(starting);
      await sleep(ms);
    },
    close,
    async restart() {
      if (!restart) throw new Error('This server is not ours to restart.');
      client.destroy();
      await restart();
      client = await connectRedis({ url });
    },
    xAdd(key, id, message, { TRIM, ...options } = {}) {
      created.add(key);
      const trim = TRIM && { strategy: TRIM.strategy, threshold: TRIM.threshold as number };
      const more = trim ? { TRIM: trim } : {};
      if (options.NOMKSTREAM) return client.xAddNoMkStream(key, id, message, more);
      return client.xAdd(key, id, message, more);
    },
    xLen: (key) => client.xLen(key),
    xRange: (key, start, end, options) =>
      client.xRange(key, start, end, options) as Promise<Message[] | null>,
    xRevRange: (key, start, end, options) =>
      client.xRevRange(key, start, end, options) as Promise<Message[] | null>,
    xDel: (key, ids) => client.xDel(key, listOf(ids)),
    xTrim: (key, strategy, threshold) => client.xTrim(key, strategy, threshold as number),
    xRead(streams, options = {}) {
      const read = (connection: RedisConnection) =>
        connection.xRead(copyOf(streams), options) as Promise<StreamReply[] | null>;
      return options.BLOCK === undefined ? read(client) : alone(read);
    },
    xGroupCreate(key, group, id, options) {
      if (options?.MKSTREAM) created.add(key);
      return client.xGroupCreate(key, group, id, options);
    },
    xGroupSetId: (key, group, id) => client.xGroupSetId(key, group, id),
    xGroupDestroy: (key, group) => client.xGroupDestroy(key, group),
    xGroupCreateConsumer: (key, group, consumer) => client.xGroupCreateConsumer(key, group, consumer),
    xGroupDelConsumer: (key, group, consumer) => client.xGroupDelConsumer(key, group, consumer),
    xReadGroup(group, consumer, streams, options = {}) {
      const read = (connection: RedisConnection) => readGroup(connection, group, consumer, streams, options);
      return options.BLOCK === undefined ? read(client) : alone(read);
    },
    xAck: (key, group, ids) => client.xAck(key, group, listOf(ids)),
    xPending: (key, group) => client.xPending(key, group),
    xPendingRange: (key, group, start, end, count, options) =>
      client.xPendingRange(key, group, start, end, count, options),
    xClaim: (key, group, consumer, minIdle, ids, options) =>
      client.xClaim(key, group, consumer, minIdle, listOf(ids), options) as Promise<Message[]>,
    xClaimJustId: (key, group, consumer, minIdle, ids, options) =>
      client.xClaimJustId(key, group, consumer, minIdle, listOf(ids), options),
    xAutoClaim: (key, group, consumer, minIdle, start, options) =>
      client.xAutoClaim(key, group, consumer, minIdle, start, options) as Promise<AutoClaimReply<Message>>,
    xAutoClaimJustId: (key, group, consumer, minIdle, start, options) =>
      client.xAutoClaimJustId(key, group, consumer, minIdle, start, options),
    xInfoStream: async (key) => pick<StreamInfo>(await client.xInfoStream(key), STREAM_FACTS),
    async xInfoGroups(key) {
      return (await client.xInfoGroups(key)).map((group) => pick<GroupInfo>(group, GROUP_FACTS));
    },
    async xInfoConsumers(key, group) {
      const consumers = await client.xInfoConsumers(key, group);
      return consumers.map((consumer) => pick<ConsumerInfo>(consumer, ['name', 'pending', 'idle']));
    },
    del: (key) => client.del(key),
  };
}

type RawEntry = [id: string, fields: string[] | null];

/**
 * XREADGROUP by hand: redis 6.3 fails with a TypeError where a pending entry has been deleted, because its reply has
 * null instead of fields.
 */
async function readGroup(
  client: RedisConnection,
  group: string,
  consumer: string,
  streams: ReadFrom | readonly ReadFrom[],
  { COUNT, BLOCK, NOACK }: ReadGroupOptions & { BLOCK?: number },
): Promise<StreamReply[] | null> {
  const from = copyOf(streams);
  const reply = await client.sendCommand([
    'XREADGROUP',
    'GROUP',
    group,
    consumer,
    ...(COUNT === undefined ? [] : ['COUNT', String(COUNT)]),
    ...(BLOCK === undefined ? [] : ['BLOCK', String(BLOCK)]),
    ...(NOACK ? ['NOACK'] : []),
    'STREAMS',
    ...from.map(({ key }) => key),
    ...from.map(({ id }) => id),
  ]);
  if (reply === null) return null;
  return (reply as unknown as [string, RawEntry[]][]).map(([name, entries]) => ({
    name,
    messages: entries.map(([id, fields]) => ({ id, message: fields && fieldsOf(fields) })),
  }));
}

function fieldsOf(flat: readonly string[]): Fields {
  const pairs = flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : []));
  return Object.fromEntries(pairs) as Fields;
}

const STREAM_FACTS = [
  'length',
  'last-generated-id',
  'max-deleted-entry-id',
  'entries-added',
  'recorded-first-entry-id',
  'groups',
  'first-entry',
  'last-entry',
] as const;

const GROUP_FACTS = ['name', 'consumers', 'pending', 'last-delivered-id', 'entries-read', 'lag'] as const;

/** Only what every version has and is not about memory. */
function pick<T extends object>(all: object, names: readonly (keyof T & string)[]): T {
  const facts = all as Record<string, unknown>;
  return Object.fromEntries(names.map((name) => [name, facts[name]])) as T;
}

const listOf = (ids: string | readonly string[]): string[] => (typeof ids === 'string' ? [ids] : [...ids]);
const copyOf = (streams: ReadFrom | readonly ReadFrom[]): ReadFrom[] =>
  Array.isArray(streams) ? [...streams] : [streams as ReadFrom];
