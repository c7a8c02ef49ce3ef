/** Serves the handbook and a workshop's room: from the project, and from a pack that was made of it. */
import { mkdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { renderUnicodeCompact } from 'uqr';
import { openNatsLog } from '#server/log/nats-log.ts';
import { openNatsPresence } from '#server/log/nats-presence.ts';
import { openSqliteLog } from '#server/log/sqlite-log.ts';
import { createSecrets, type Secrets } from '#server/secrets.ts';
import { createServer } from '#server/server.ts';
import type { PresenceWire } from '#server/streams.ts';
import type { FactLog } from '#workshop/log.ts';
import type { Agenda } from '#workshop/protocol.ts';
import { createRoom, type Room } from '#workshop/room.ts';
import { findFreePort } from '../listen.ts';
import { createSite } from '../site.ts';
import { parsePort, untilInterrupted, UsageError } from '../usage.ts';
import { defaultFolder, deleteKept, keptSecret, sessionFile } from './keep.ts';

/** What the options mean, whatever the command is called. */
export const SERVE_OPTIONS = `  --port <number>   the port (default: 4321; if it is taken, the next free one)
  --host <address>  the address to listen on (default: 0.0.0.0, all networks of this machine)
  --title <text>    what the session is called (default: Workshop)
  --data <folder>   where the session is kept (default: .handbook/workshop in your home folder)
  --new             deletes the session that is kept there, and begins another
  --keep            keeps the session's data when it has ended; otherwise they are deleted with the end
  --nats <url>      keeps the session in a JetStream instead, so that several servers can serve one room; all of them
                    need the same WORKSHOP_SECRET (at least 32 characters) in their environment
  --session <name>  what the session is called there (default: main)
  --help            this text`;

const OPTIONS = {
  port: { type: 'string', default: '4321' },
  host: { type: 'string', default: '0.0.0.0' },
  title: { type: 'string', default: 'Workshop' },
  data: { type: 'string', default: defaultFolder() },
  new: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  nats: { type: 'string' },
  session: { type: 'string', default: 'main' },
  help: { type: 'boolean' },
} as const;

export interface Served {
  /** Folder of the built site. */
  site: string;
  agenda: readonly Agenda[];
}

/**
 * @param usage printed for --help
 * @param prepare called when the options have been understood
 * @throws UsageError for options that do not make sense
 */
export async function serveWorkshop(
  args: string[],
  usage: string,
  prepare: () => Promise<Served>,
): Promise<void> {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) {
    console.log(usage);
    return;
  }
  const wanted = parsePort(values.port);
  const served = await prepare();
  const { secret, log, presence } = await openKept(values);
  const secrets = createSecrets(secret);
  const room = await createRoom({ log, now: Date.now });
  const isResumed = room.session.phase !== 'before';
  if (!isResumed) await openSession(room, values.title);
  const site = createSite({ root: served.site });
  const app = createServer({
    room,
    secrets,
    site,
    now: Date.now,
    agenda: served.agenda,
    ...(presence ? { presence } : {}),
  });
  const port = await findFreePort({ port: wanted, host: values.host, say: console.log });
  await app.listen({ host: values.host, port });
  printWelcome(values.host, port, secrets, room, isResumed);

  await untilInterrupted();
  await app.close();
  await presence?.close();
  await room.close();
  const isOver = room.session.phase === 'ended' && !values.keep && values.nats === undefined;
  if (isOver) deleteKept(values.data);
  console.log(
    isOver
      ? '\nStopped. The session has ended, and its data are deleted.'
      : '\nStopped. The session is kept.',
  );
}

async function openKept({
  nats,
  session,
  data,
  new: isNew,
}: {
  nats?: string;
  session: string;
  data: string;
  new: boolean;
}): Promise<{ secret: string; log: FactLog; presence?: PresenceWire }> {
  if (nats !== undefined) {
    if (!/^[\w-]{1,40}$/.test(session)) {
      throw new UsageError(`--session takes letters, digits, _ and -, and “${session}” has others.`);
    }
    const secret = process.env['WORKSHOP_SECRET'];
    if (secret === undefined) throw new UsageError('--nats needs WORKSHOP_SECRET, the same for all servers.');
    const place = { url: nats, session };
    return { secret, log: await openNatsLog(place), presence: await openNatsPresence(place) };
  }
  if (isNew) deleteKept(data);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  return { secret: keptSecret(data), log: openSqliteLog(sessionFile(data)) };
}

async function openSession(room: Room, title: string): Promise<void> {
  // Several servers may begin at once: the session is opened by one of them.
  await room.handle(
    { type: 'OpenSession', id: 'open-session', title },
    { role: 'instructor', instructor: 'host' },
  );
}

function printWelcome(host: string, port: number, secrets: Secrets, room: Room, isResumed: boolean): void {
  const [address = 'localhost', ...others] = host === '0.0.0.0' ? lanAddresses() : [host];
  const joinAt = `http://${address}:${port}/workshop/`;
  const lines = [
    isResumed
      ? `“${room.session.title}” goes on: ${room.session.attendees.size} have joined. --new begins another session.`
      : `“${room.session.title}” has begun.`,
    '',
    `Join at   ${joinAt}`,
    `Code      ${secrets.joinCode}`,
    ...(others.length > 0 ? [`This machine is in other networks, too: ${others.join(', ')}`] : []),
    '',
    renderUnicodeCompact(`${joinAt}#${secrets.joinCode}`),
    '',
    'For you alone, on this machine or another:',
    `          http://${address}:${port}/workshop/instructor/#key=${secrets.instructorKey}`,
    '',
    'Press Ctrl+C to stop.',
  ];
  console.log(lines.join('\n'));
}

/** Addresses of this machine in its networks, those of home and office networks first. */
function lanAddresses(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outward = found
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  const isPrivate = (address: string) => /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
  return [...outward.filter(isPrivate), ...outward.filter((address) => !isPrivate(address))];
}
