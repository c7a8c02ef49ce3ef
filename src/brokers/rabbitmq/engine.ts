/** RabbitMQ as an engine of the queue family, through amqplib. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type ChannelModel } from 'amqplib';
import type { QueueClient, QueueEngine } from '#sim/queue/engine.ts';
import { createRabbitClient, type Declared } from './client.ts';

export interface RabbitPlace {
  /** `amqp://user:password@host:port` */
  url: string;
  /** Ends the broker and starts it again on the same data, where whoever opens the engine can do that. */
  restart?: () => Promise<void>;
}

/** A broker that has just begun to listen may still refuse. Attempts, half a second apart. */
const ATTEMPTS = { usual: 4, restarted: 60 };

/** @throws Error if the broker does not answer */
export async function openRabbit({ url, restart }: RabbitPlace): Promise<QueueEngine> {
  const declared: Declared = { queues: new Set(), exchanges: new Set() };
  const clients = new Set<QueueClient>();
  const version = await versionOf(url);
  return {
    version,
    capabilities: { restart: restart ? true : 'this broker is not ours to restart' },
    advance: (ms) => sleep(ms),
    async connect() {
      const client = await createRabbitClient(
        await reach(url, restart ? ATTEMPTS.restarted : ATTEMPTS.usual),
        declared,
      );
      clients.add(client);
      return client;
    },
    async restart() {
      if (!restart) throw new Error('This broker is not ours to restart.');
      await restart();
    },
    async close() {
      await Promise.allSettled([...clients].map((client) => client.close()));
      await remove(url, declared);
    },
  };
}

async function versionOf(url: string): Promise<string> {
  const connection = await reach(url);
  const { version } = connection.connection.serverProperties;
  await connection.close();
  return version;
}

async function reach(url: string, attempts = ATTEMPTS.usual): Promise<ChannelModel> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connect(withoutHeartbeat(url));
    } catch (error) {
      if (attempt === attempts) throw error;
      await sleep(500);
    }
  }
}

/** The client library keeps the timers of a connection whose socket has died, and they would keep the process alive. */
function withoutHeartbeat(url: string): string {
  const address = new URL(url);
  address.searchParams.set('heartbeat', '0');
  return address.href;
}

async function remove(url: string, { queues, exchanges }: Declared): Promise<void> {
  const connection = await reach(url);
  connection.on('error', () => {});
  for (const [names, kind] of [
    [queues, 'deleteQueue'],
    [exchanges, 'deleteExchange'],
  ] as const) {
    for (const name of names) {
      // A refusal closes the channel, so each name has one of its own.
      const channel = await connection.createChannel();
      channel.on('error', () => {});
      await channel[kind](name).catch(() => {});
      await channel.close().catch(() => {});
    }
  }
  await connection.close();
}
