/** A workshop server that listens on loopback, and streams of it, for as long as a test takes. */
import { onTestFinished } from 'vitest';
import { createSecrets, newSecret, type Secrets } from '#server/secrets.ts';
import { createServer, type ServerLimits } from '#server/server.ts';
import type { FactLog } from '#workshop/log.ts';
import { createMemoryLog } from '#workshop/memory-log.ts';
import { createRoom, type Room } from '#workshop/room.ts';
import { openStream, type Follower } from './workshop-people.ts';

export interface Workshop {
  url: string;
  secrets: Secrets;
  room: Room;
  close(): Promise<void>;
}

export interface WorkshopOptions {
  log?: FactLog;
  secret?: string;
  limits?: Partial<ServerLimits>;
}

export async function startWorkshop(options: WorkshopOptions = {}): Promise<Workshop> {
  const secrets = createSecrets(options.secret ?? newSecret());
  const room = await createRoom({ log: options.log ?? createMemoryLog(), now: Date.now });
  await room
    .handle(
      { type: 'OpenSession', id: 'open-session', title: 'Streams' },
      { role: 'instructor', instructor: 'host' },
    )
    .catch(() => {});
  const site = (_request: unknown, response: { end(text: string): void }) =>
    response.end('a page of the site');
  const app = createServer({ room, secrets, site, now: Date.now, limits: options.limits ?? {} });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const close = async () => {
    await app.close();
    await room.close();
  };
  onTestFinished(close);
  return { url, secrets, room, close };
}

/** A stream that ends with the test. */
export async function follow(...place: Parameters<typeof openStream>): Promise<Follower> {
  const follower = await openStream(...place);
  onTestFinished(() => follower.cut());
  return follower;
}
