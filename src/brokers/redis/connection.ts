/** Connections to a Redis server through its official client, the npm package `redis`. */
import { createClient } from 'redis';

export interface RedisPlace {
  /** For example `redis://127.0.0.1:6379`. */
  url: string;
  /** Ends the server and starts it again on the same data, where whoever opens the engine can do that. */
  restart?: () => Promise<void>;
}

interface Connecting {
  url: string;
  /** Version of the protocol. With 2, a connection that subscribes can do nothing else. */
  protocol?: 2 | 3;
}

export type RedisConnection = ReturnType<typeof newClient>;

const newClient = (url: string, protocol: 2 | 3) =>
  createClient({
    url,
    RESP: protocol,
    // Whoever asks for a server that is not there gets an error, not a promise that waits for ever.
    socket: { reconnectStrategy: false, connectTimeout: 5000 },
  });

/** @throws Error if no Redis answers there */
export async function connectRedis({ url, protocol = 2 }: Connecting): Promise<RedisConnection> {
  const client = newClient(url, protocol);
  // Without a listener a lost connection would end the process; every command in flight rejects as well.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** For example `7.0.15`. */
export async function versionOf(client: RedisConnection): Promise<string> {
  const info = String(await client.sendCommand(['INFO', 'server']));
  return /^redis_version:(\S+)/m.exec(info)?.[1] ?? '0';
}
