/**
 * A workshop server in a process of its own, for tests that kill it. Arguments: where the log is (a file, or the URL of
 * a NATS), and the secret. Prints its address when it listens.
 */
import { openNatsLog } from '#server/log/nats-log.ts';
import { openNatsPresence } from '#server/log/nats-presence.ts';
import { openSqliteLog } from '#server/log/sqlite-log.ts';
import { createSecrets } from '#server/secrets.ts';
import { createServer } from '#server/server.ts';
import { createRoom } from '#workshop/room.ts';

const [place = '', secret = ''] = process.argv.slice(2);
const isNats = place.startsWith('nats:');
const shared = { url: place, session: 'shared' };
const log = isNats ? await openNatsLog(shared) : openSqliteLog(place);
const room = await createRoom({ log, now: Date.now });
const app = createServer({
  room,
  secrets: createSecrets(secret),
  site: (_request, response) => response.end(),
  now: Date.now,
  ...(isNats ? { presence: await openNatsPresence(shared) } : {}),
  limits: { commands: { burst: 1e6, perSecond: 1e6 } },
});
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
