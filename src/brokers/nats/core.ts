/** Core NATS on a real server, through its official client. */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { createInbox, RequestError, type Msg, type NatsConnection } from '@nats-io/transport-node';
import type { NatsCoreConnection, NatsCoreEngine } from '#sim/pub-sub/engine.ts';
import { NatsError, type NatsMessage } from '#sim/pub-sub/nats-core.ts';
import { connectNats, watchRefusals, type NatsPlace } from './connection.ts';

/** @throws Error if no NATS answers there */
export async function openNatsCore({ url, restart }: NatsPlace): Promise<NatsCoreEngine> {
  const opened = [await connectNats({ url })];
  return {
    version: opened[0]?.info?.version ?? '0',
    capabilities: { restart: restart ? true : 'this server is not ours to restart' },
    advance: (ms) => sleep(ms),
    async close() {
      await Promise.all(opened.map((connection) => connection.close()));
    },
    async restart() {
      if (!restart) throw new Error('This server is not ours to restart.');
      await restart();
    },
    async connect({ echo = true } = {}) {
      const connection = await connectNats({ url, echo });
      opened.push(connection);
      return connectionOf(connection, opened[0] as NatsConnection);
    },
  };
}

/** @param control another connection to the same server */
function connectionOf(connection: NatsConnection, control: NatsConnection): NatsCoreConnection {
  const refusals = watchRefusals(connection);

  /** When it is over, the server has done all that was asked before, and has said so. */
  async function settle() {
    if (connection.isClosed()) return;
    await connection.flush();
    await nextTurn();
  }

  return {
    async subscribe(subject, { answer, ...options } = {}) {
      let got: NatsMessage[] = [];
      const subscription = connection.subscribe(subject, {
        ...options,
        callback(error, msg) {
          if (error) throw error;
          got.push(messageOf(msg));
          if (answer && msg.reply) msg.respond(answer(msg.string()));
        },
      });
      await settle();
      const [refusal] = refusals.taken();
      if (refusal) throw new NatsError('InvalidSubjectError', refusal.message);
      return {
        async unsubscribe(max) {
          if (!connection.isClosed()) subscription.unsubscribe(max);
          await settle();
        },
        async received() {
          await settle();
          const all = got;
          got = [];
          return all;
        },
      };
    },
    async publish(subject, data, { reply } = {}) {
      connection.publish(subject, data, reply === undefined ? {} : { reply });
      await settle();
    },
    async request(subject, data, { timeout }) {
      const answer = await connection.request(subject, data, { timeout });
      return answer.string();
    },
    async crash() {
      // The server notices at its own time that a connection is gone: then nobody answers here any more.
      const sign = createInbox();
      connection.subscribe(sign, { callback: () => {} });
      await settle();
      await connection.close();
      await untilNobodyListens(control, sign);
    },
  };
}

async function untilNobodyListens(control: NatsConnection, subject: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const error: unknown = await control
      .request(subject, '', { timeout: 20 })
      .catch((reason: unknown) => reason);
    if (error instanceof RequestError && error.isNoResponders()) return;
  }
  throw new Error('The server still counts a closed connection.');
}

const messageOf = (msg: Msg): NatsMessage => ({
  subject: msg.subject,
  data: msg.string(),
  ...(msg.reply ? { reply: msg.reply } : {}),
});
