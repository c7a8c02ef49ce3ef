/**
 * A real JetStream server with the simulator's interface, through its official client. Pulls and answers are written to
 * the server's subjects, because the client's own `fetch` waits a second at least and its `nak` is not confirmed.
 */
import { connect, errors, nanos, type NatsConnection } from '@nats-io/transport-node';
import { jetstream, jetstreamManager, type JetStreamManager, type PurgeOpts } from '@nats-io/jetstream';
import type {
  Advisory,
  Answer,
  JetStreamEngine,
  PublishOptions,
  StreamConfig,
} from '#sim/jetstream/engine.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { consumerSettings, streamSettings } from './jetstream-settings.ts';
import { startPull } from './jetstream-pull.ts';
import { refusalOf } from './jetstream-refusals.ts';

export interface NatsPlace {
  url: string;
  restart?: () => Promise<void>;
}

/** Milliseconds in which the server has told its advisories and done what an answer asked for. */
const SETTLE = 20;

export async function openNatsJetStream({ url, restart }: NatsPlace): Promise<JetStreamEngine> {
  const connection = await connect({
    servers: new URL(url).host,
    reconnectTimeWait: 100,
    maxReconnectAttempts: -1,
  });
  const manager = await jetstreamManager(connection);
  const client = jetstream(connection);
  const created = new Set<string>();
  const advisories = watchAdvisories(connection);
  const asked = <T>(answer: Promise<T>) => answer.catch((error: unknown) => Promise.reject(refusalOf(error)));

  const begin = async (...[stream, consumer, options]: Parameters<JetStreamEngine['startPull']>) => {
    // An unknown consumer leaves a pull without any answer.
    await asked(manager.consumers.info(stream, consumer));
    const running = await startPull(connection, stream, consumer, options);
    await connection.flush();
    return running;
  };

  return {
    ...management(manager, asked, created),
    version: connection.info!.version,
    capabilities: { restart: restart ? true : 'this run has not started the server' },
    now: () => Date.now(),
    publish: async (subject, body, options = {}) => {
      const { stream, seq, duplicate } = await asked(client.publish(subject, body, publishSettings(options)));
      return { stream, seq, duplicate };
    },
    startPull: begin,
    pull: async (...of) => (await begin(...of)).ended,
    async answer({ token }, answer) {
      // Nobody answers for a consumer that is gone; who does not wait for it, as most programs, never knows.
      await connection.request(token as string, wordFor(answer), { timeout: 2000 }).catch(unlessNobody);
    },
    async advisories(stream) {
      await sleep(SETTLE);
      await connection.flush();
      return advisories.filter((advisory) => advisory.stream === stream);
    },
    async advance(ms) {
      await sleep(ms);
    },
    async restart() {
      if (!restart) throw new Error('This run has not started the server, so it does not end it.');
      await restart();
      await untilAnswering(manager);
    },
    async close() {
      await Promise.allSettled([...created].map((stream) => manager.streams.delete(stream)));
      await connection.close();
    },
  };
}

type Management = Pick<
  JetStreamEngine,
  | 'addStream'
  | 'deleteStream'
  | 'streamInfo'
  | 'message'
  | 'deleteMessage'
  | 'purge'
  | 'addConsumer'
  | 'deleteConsumer'
  | 'consumerInfo'
>;

function management(
  { streams, consumers }: JetStreamManager,
  asked: <T>(answer: Promise<T>) => Promise<T>,
  created: Set<string>,
): Management {
  return {
    async addStream(config: StreamConfig) {
      await asked(streams.add(streamSettings(config)));
      created.add(config.name);
    },
    async deleteStream(stream) {
      await asked(streams.delete(stream));
      created.delete(stream);
    },
    async streamInfo(stream) {
      const { state } = await asked(streams.info(stream));
      const { messages, bytes, first_seq: firstSeq, last_seq: lastSeq } = state;
      return { messages, bytes, firstSeq, lastSeq };
    },
    async message(stream, by) {
      const query = 'seq' in by ? { seq: by.seq } : { last_by_subj: by.lastOf };
      const found = await asked(streams.getMessage(stream, query));
      if (!found) throw refusalOf(undefined);
      return { seq: found.seq, subject: found.subject, body: found.string() };
    },
    async deleteMessage(stream, seq) {
      await asked(streams.deleteMessage(stream, seq));
    },
    async purge(stream, { filter, before, keep } = {}) {
      const wish = Object.entries({ filter, seq: before, keep }).filter(([, value]) => value !== undefined);
      return (await asked(streams.purge(stream, Object.fromEntries(wish) as PurgeOpts))).purged;
    },
    async addConsumer(stream, config) {
      await asked(consumers.add(stream, consumerSettings(config)));
    },
    async deleteConsumer(stream, consumer) {
      await asked(consumers.delete(stream, consumer));
    },
    async consumerInfo(stream, consumer) {
      const info = await asked(consumers.info(stream, consumer));
      return {
        pending: info.num_pending,
        ackPending: info.num_ack_pending,
        ackFloor: [info.ack_floor.consumer_seq, info.ack_floor.stream_seq],
        delivered: [info.delivered.consumer_seq, info.delivered.stream_seq],
      };
    },
  };
}

function publishSettings({ id, expect = {} }: PublishOptions) {
  const { stream: streamName, lastSequence, lastSubjectSequence, lastId: lastMsgID } = expect;
  const given = Object.entries({ streamName, lastSequence, lastSubjectSequence, lastMsgID });
  return {
    ...(id !== undefined && { msgID: id }),
    expect: Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    retries: 0,
  };
}

function unlessNobody(error: unknown) {
  const reasons = [error, error instanceof Error ? error.cause : undefined];
  if (!reasons.some((reason) => reason instanceof errors.NoRespondersError)) throw error;
}

function wordFor(answer: Answer): string {
  if (answer.type === 'ack') return '+ACK';
  if (answer.type === 'term') return '+TERM';
  if (answer.type === 'in-progress') return '+WPI';
  return answer.delayMs ? `-NAK {"delay": ${nanos(answer.delayMs)}}` : '-NAK';
}

const ADVISORIES = 'io.nats.jetstream.advisory.v1.';
const ADVISORY_TYPES: Readonly<Record<string, Advisory['type']>> = {
  max_deliver: 'MaxDeliveriesReached',
  nak: 'MessageNaked',
  terminated: 'MessageTerminated',
};

function watchAdvisories(connection: NatsConnection): Advisory[] {
  const seen: Advisory[] = [];
  connection.subscribe('$JS.EVENT.ADVISORY.CONSUMER.>', {
    callback(error, message) {
      if (error) return;
      const told = message.json<{
        type: string;
        stream: string;
        consumer: string;
        stream_seq: number;
        deliveries: number;
      }>();
      const type = ADVISORY_TYPES[told.type.slice(ADVISORIES.length)];
      if (!type) return;
      const { stream, consumer, stream_seq: seq, deliveries } = told;
      seen.push({ type, stream, consumer, seq, deliveries });
    },
  });
  return seen;
}

async function untilAnswering(manager: JetStreamManager): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await manager.getAccountInfo();
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await sleep(100);
    }
  }
}
