/**
 * A session's log as a JetStream stream of its own, for several servers that serve one room. The stream's sequence is
 * the session's version: an append says which it expects, and the facts' ids make its repetition harmless.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { nanos } from '@nats-io/transport-node';
import {
  DeliverPolicy,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
  StorageType,
  type ConsumerMessages,
  type JetStreamClient,
} from '@nats-io/jetstream';
import { Behind, type FactLog } from '#workshop/log.ts';
import { keepNamesApart } from '#workshop/names.ts';
import type { Fact, StoredFact } from '#workshop/protocol.ts';
import { closeQuietly, connectNats, RETRY_MS } from './nats-connect.ts';
import { openNatsNames } from './nats-names.ts';

export interface NatsLogOptions {
  /** For example `nats://127.0.0.1:4222`. */
  url: string;
  /** Names the session among others on that server: letters, digits, _ and -. */
  session: string;
}

/** The server's codes for an append that expects another last sequence, or another last id. */
const EXPECTED_ANOTHER: ReadonlySet<number> = new Set([10071, 10070]);
/** In which a repeated id is told by the server; the room itself knows those of the whole session. */
const DUPLICATE_WINDOW_MS = 10 * 60_000;

/** @throws Error if no NATS with JetStream answers there */
export async function openNatsLog({ url, session }: NatsLogOptions): Promise<FactLog> {
  const connection = await connectNats(url);
  const name = `WORKSHOP-${session}`;
  const subject = `workshop.${session}`;
  const manager = await jetstreamManager(connection);
  // Asking for a stream that is there with these settings changes nothing.
  await manager.streams.add({
    name,
    subjects: [subject],
    storage: StorageType.File,
    duplicate_window: nanos(DUPLICATE_WINDOW_MS),
  });
  const client = jetstream(connection);
  const ends = new Set<() => void>();
  const names = await openNatsNames(client, manager, session);

  const nameless: Omit<FactLog, 'forgetName'> = {
    async append(expected, facts) {
      const answers = await Promise.allSettled(
        facts.map((fact, index) => publish(client, subject, fact, expected + index, facts[index - 1]?.id)),
      );
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed) {
        const { reason } = failed as PromiseRejectedResult;
        const behind = reason instanceof JetStreamApiError && EXPECTED_ANOTHER.has(reason.code);
        throw behind ? new Behind(expected, { cause: reason }) : reason;
      }
      const versions = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      const [first] = versions as [number];
      // Duplicates are acknowledged with their old places: together they are a repetition only if side by side.
      if (versions.some((version, index) => version !== first + index)) throw new Behind(expected);
      return first + facts.length - 1;
    },
    async read(after, limit) {
      const { state } = await manager.streams.info(name);
      const wanted = Math.min(limit, state.last_seq - after);
      if (wanted <= 0) return [];
      const consumer = await client.consumers.get(name, from(after));
      const facts: StoredFact[] = [];
      for await (const message of await consumer.fetch({ max_messages: wanted, expires: 5_000 })) {
        facts.push(stored(message));
        if (facts.length === wanted) break;
      }
      return facts;
    },
    follow(after, onFact) {
      const end = followStream(client, name, after, onFact);
      ends.add(end);
      return () => {
        ends.delete(end);
        end();
      };
    },
    async close() {
      for (const end of ends) end();
      await closeQuietly(connection);
    },
  };
  return keepNamesApart(nameless, names);
}

/**
 * All facts of an append are on their way at once, so each also names the one before it: were that refused, its place
 * might be taken by another's fact, and the sequence alone would fit again.
 * @returns the version that the fact has
 */
async function publish(
  client: JetStreamClient,
  subject: string,
  fact: Fact,
  expected: number,
  before: string | undefined,
): Promise<number> {
  const { seq } = await client.publish(subject, JSON.stringify(fact), {
    msgID: fact.id,
    expect: { lastSequence: expected, ...(before === undefined ? {} : { lastMsgID: before }) },
  });
  return seq;
}

/** An ordered consumer mends its gaps by itself; where it gives up, the next one begins behind what was seen. */
function followStream(
  client: JetStreamClient,
  stream: string,
  after: number,
  onFact: (fact: StoredFact) => void,
): () => void {
  const end = new AbortController();
  let seen = after;
  let messages: ConsumerMessages | undefined;

  async function follow(): Promise<void> {
    const consumer = await client.consumers.get(stream, from(seen));
    messages = await consumer.consume();
    if (end.signal.aborted) messages.stop();
    for await (const message of messages) {
      if (end.signal.aborted) return;
      if (message.seq <= seen) continue;
      seen = message.seq;
      onFact(stored(message));
    }
  }

  void (async () => {
    while (!end.signal.aborted) {
      await follow().catch(() => {});
      await sleep(RETRY_MS, undefined, { ref: false, signal: end.signal }).catch(() => {});
    }
  })();
  return () => {
    end.abort();
    messages?.stop();
  };
}

const from = (after: number) => ({
  deliver_policy: DeliverPolicy.StartSequence,
  opt_start_seq: after + 1,
});

function stored(message: { seq: number; json<T>(): T }): StoredFact {
  return { ...message.json<Fact>(), version: message.seq };
}
