/** The names of a session in a JetStream stream: one subject for each, of which only the last message is kept. */
import {
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  StorageType,
} from '@nats-io/jetstream';
import type { Names } from '#workshop/names.ts';

/** The server's code for a subject without a message. */
const NO_MESSAGE = 10037;

export async function openNatsNames(
  client: JetStreamClient,
  manager: JetStreamManager,
  session: string,
): Promise<Names> {
  const stream = `WORKSHOP-NAMES-${session}`;
  const subjectOf = (attendee: string) => `workshop-names.${session}.${attendee}`;
  await manager.streams.add({
    name: stream,
    subjects: [subjectOf('*')],
    storage: StorageType.File,
    max_msgs_per_subject: 1,
  });
  return {
    async put(attendee, name) {
      await client.publish(subjectOf(attendee), name);
    },
    async get(attendee) {
      try {
        const last = await manager.streams.getMessage(stream, { last_by_subj: subjectOf(attendee) });
        return last?.string();
      } catch (error) {
        if (error instanceof JetStreamApiError && error.code === NO_MESSAGE) return undefined;
        throw error;
      }
    },
    async delete(attendee) {
      await manager.streams.purge(stream, { filter: subjectOf(attendee) });
    },
    close: () => Promise.resolve(),
  };
}
