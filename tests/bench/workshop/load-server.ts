/**
 * The workshop's server as it is, with its limits and its log in a file, in a process of its own. Arguments: the file,
 * the secret. Tells its parent where it listens, and what it has used when it is asked.
 */
import { openSqliteLog } from '#server/log/sqlite-log.ts';
import { createSecrets } from '#server/secrets.ts';
import { createServer } from '#server/server.ts';
import { createRoom } from '#workshop/room.ts';
import { watchLoop, type Held } from './watch-loop.ts';

export interface Usage {
  /** Of all its life. */
  cpuMs: number;
  memory: number;
  /** Since it was asked last. */
  held: Held;
}

const [file = '', secret = ''] = process.argv.slice(2);
const room = await createRoom({ log: openSqliteLog(file), now: Date.now });
await room.handle(
  { type: 'OpenSession', id: 'open-session', title: 'Load' },
  { role: 'instructor', instructor: 'host' },
);
const app = createServer({
  room,
  secrets: createSecrets(secret),
  site: (_request, response) => response.end(),
  now: Date.now,
});
const url = await app.listen({ host: '127.0.0.1', port: 0 });
const loop = watchLoop();
process.send?.({ url });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpuMs: (user + system) / 1000,
    memory: process.memoryUsage.rss(),
    held: loop.take(),
  };
  process.send?.(usage);
});
