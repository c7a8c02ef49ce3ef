/** Redis Pub/Sub on a real server, through its official client. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisPubSubConnection, RedisPubSubEngine } from '#sim/pub-sub/engine.ts';
import type { ChannelMessage } from '#sim/pub-sub/redis-pub-sub.ts';
import { connectRedis, versionOf, type RedisConnection, type RedisPlace } from './connection.ts';

/** @throws Error if no Redis answers there */
export async function openRedisPubSub({ url, restart }: RedisPlace): Promise<RedisPubSubEngine> {
  let control = await connectRedis({ url });
  const version = await versionOf(control);
  const opened: RedisConnection[] = [];
  return {
    version,
    capabilities: { restart: restart ? true : 'this server is not ours to restart' },
    advance: (ms) => sleep(ms),
    async close() {
      for (const client of [...opened, control]) if (client.isOpen) client.destroy();
    },
    async restart() {
      if (!restart) throw new Error('This server is not ours to restart.');
      control.destroy();
      await restart();
      control = await connectRedis({ url });
    },
    pubSubChannels: (pattern) => control.pubSubChannels(pattern),
    async pubSubNumSub(channels) {
      return { ...(await control.pubSubNumSub([...channels])) };
    },
    pubSubNumPat: () => control.pubSubNumPat(),
    async connect({ protocol = 2 } = {}) {
      const client = await connectRedis({ url, protocol });
      opened.push(client);
      return connectionOf(client, await client.sendCommand(['CLIENT', 'ID']), () => control);
    },
  };
}

/** @param control another connection to the same server */
function connectionOf(
  client: RedisConnection,
  id: unknown,
  control: () => RedisConnection,
): RedisPubSubConnection {
  const channels = new Set<string>();
  const patterns = new Set<string>();
  let got: ChannelMessage[] = [];

  // The client calls each listener once per message, so a second listener for the same channel would double it.
  const fresh = (names: readonly string[], known: Set<string>) => {
    const wanted = [...new Set(names)].filter((name) => !known.has(name));
    for (const name of wanted) known.add(name);
    return wanted;
  };
  // Told to unsubscribe from an empty list, redis 6.3 waits for ever, and its connection with it.
  async function leave(
    names: readonly string[],
    known: Set<string>,
    unsubscribe: (names: string[]) => Promise<unknown>,
  ) {
    for (const name of names) known.delete(name);
    if (names.length > 0) await unsubscribe([...names]);
  }

  return {
    async subscribe(names) {
      const wanted = fresh(names, channels);
      if (wanted.length > 0)
        await client.subscribe(wanted, (message, channel) => got.push({ channel, message }));
    },
    unsubscribe: (names = [...channels]) => leave(names, channels, (all) => client.unsubscribe(all)),
    async pSubscribe(names) {
      const wanted = fresh(names, patterns);
      const listening = wanted.map((pattern) =>
        client.pSubscribe(pattern, (message, channel) => got.push({ channel, pattern, message })),
      );
      await Promise.all(listening);
    },
    pUnsubscribe: (names = [...patterns]) => leave(names, patterns, (all) => client.pUnsubscribe(all)),
    publish: (channel, message) => client.publish(channel, message),
    async received() {
      // Redis writes to a connection in order: what was published before stands before this answer.
      await client.ping();
      const all = got;
      got = [];
      return all;
    },
    async crash() {
      client.destroy();
      // The server notices at its own time that a connection is gone.
      while (String(await control().sendCommand(['CLIENT', 'LIST', 'ID', String(id)])) !== '') await sleep(5);
    },
  };
}
