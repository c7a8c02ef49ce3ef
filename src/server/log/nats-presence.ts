/**
 * Who is at which of a room's servers, told between these on a NATS subject. It is not kept: it is true for a moment,
 * each server says it anew every second, and one that falls silent has nobody any more.
 */
import { randomUUID } from 'node:crypto';
import type { PresenceWire } from '../streams.ts';
import { closeQuietly, connectNats } from './nats-connect.ts';
import type { NatsLogOptions } from './nats-log.ts';

interface Told {
  server: string;
  online: readonly string[];
}

/** After so long without a word a server counts as gone. By this machine's clock: those of two machines differ. */
const SILENT_MS = 5_000;

/** @throws Error if no NATS answers there */
export async function openNatsPresence({ url, session }: NatsLogOptions): Promise<PresenceWire> {
  const connection = await connectNats(url, { noEcho: true });
  const subject = `workshop-presence.${session}`;
  const server = randomUUID();
  const servers = new Map<string, { online: readonly string[]; at: number }>();
  const tell = (online: readonly string[]) =>
    connection.publish(subject, JSON.stringify({ server, online } satisfies Told));
  connection.subscribe(subject, {
    callback(error, message) {
      if (error) return;
      const told = message.json<Told>();
      servers.set(told.server, { online: told.online, at: performance.now() });
    },
  });
  // A server that tells before this subscription has arrived would not be heard for a second.
  await connection.flush();

  return {
    tell,
    get elsewhere() {
      const since = performance.now() - SILENT_MS;
      for (const [other, { at }] of servers) if (at < since) servers.delete(other);
      return [...servers.values()].flatMap(({ online }) => online);
    },
    async close() {
      // Those who were here come back at another server: nobody has to wait until this one counts as gone.
      tell([]);
      await connection.flush().catch(() => {});
      await closeQuietly(connection);
    },
  };
}
