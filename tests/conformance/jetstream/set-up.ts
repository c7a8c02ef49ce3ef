/** What the scenarios share: a stream filled with messages, and deliveries in short. */
import { strict as assert } from 'node:assert';
import type { ConsumerConfig, Delivery, JetStreamEngine, StreamConfig } from '#sim/jetstream/engine.ts';
import type { Trial } from '../scenario.ts';

export interface Bench {
  engine: JetStreamEngine;
  /** The stream's name; its subjects are `<name>.>`. */
  stream: string;
  /** Publishes under the subject that is the body's first letter; resolves with the sequences. */
  fill(...bodies: string[]): Promise<number[]>;
  /** Adds a consumer called `c`, unless it is named otherwise. */
  consumer(config?: Partial<ConsumerConfig>): Promise<void>;
  /** Pulls without waiting, or for `expiresMs`. */
  pull(batch?: number, expiresMs?: number, consumer?: string): Promise<readonly Delivery[]>;
  /** Pulls without waiting; in short: `b2 ×1` is the first delivery of the body `b2`. */
  pulled(batch?: number, consumer?: string): Promise<string[]>;
  /** How many messages the stream has, its first and its last sequence. */
  state(): Promise<readonly [messages: number, first: number, last: number]>;
}

export async function bench(
  engine: JetStreamEngine,
  { name }: Pick<Trial<JetStreamEngine>, 'name'>,
  config: Partial<StreamConfig> = {},
): Promise<Bench> {
  const stream = name('orders');
  await engine.addStream({ name: stream, subjects: [`${stream}.>`], ...config });
  const pull: Bench['pull'] = async (batch = 10, expiresMs = undefined, consumer = 'c') => {
    const options = { batch, ...(expiresMs !== undefined && { expiresMs }) };
    return (await engine.pull(stream, consumer, options)).deliveries;
  };
  return {
    engine,
    stream,
    async fill(...bodies) {
      const seqs: number[] = [];
      for (const body of bodies) seqs.push((await engine.publish(`${stream}.${body[0]}`, body)).seq);
      return seqs;
    },
    consumer: (more = {}) => engine.addConsumer(stream, { name: 'c', ...more }),
    pull,
    pulled: async (batch, consumer) => brief(await pull(batch, undefined, consumer)),
    async state() {
      const { messages, firstSeq, lastSeq } = await engine.streamInfo(stream);
      return [messages, firstSeq, lastSeq];
    },
  };
}

export const brief = (deliveries: readonly Delivery[]): string[] =>
  deliveries.map(({ body, count }) => `${body} ×${count}`);

/** Fails unless the server refuses with this code. */
export async function refusedWith(code: number, answer: Promise<unknown>): Promise<void> {
  const said = await answer.then(
    (value) => `answered ${JSON.stringify(value)}`,
    (error: unknown) => (error as { code?: number }).code ?? String(error),
  );
  assert.equal(said, code);
}

export const ack = { type: 'ack' } as const;
export const nak = { type: 'nak' } as const;
export const term = { type: 'term' } as const;
