/** Sequences of operations drawn at random, run on an engine and on the simulator side by side. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type {
  Answer,
  ConsumerConfig,
  Delivery,
  JetStreamEngine,
  PublishOptions,
  StreamConfig,
} from '#sim/jetstream/engine.ts';
import type { Scenario } from '../scenario.ts';

type Operation =
  | { do: 'publish'; subject: string; body: string; options: PublishOptions }
  | { do: 'pull'; consumer: string; batch: number }
  | { do: 'answer'; which: number; answer: Answer }
  | { do: 'delete'; seq: number }
  | { do: 'purge' }
  | { do: 'remove consumer' };

const seq = fc.integer({ min: 0, max: 12 });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
/** Without the settings that are undefined. */
const settings = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model).map((drawn) => JSON.parse(JSON.stringify(drawn)) as Partial<T>);

const streamConfig = settings<Partial<StreamConfig>>({
  retention: fc.constantFrom('limits', 'limits', 'interest', 'workqueue'),
  discard: optional(fc.constantFrom('old', 'new')),
  maxMessages: optional(fc.integer({ min: 2, max: 6 })),
  maxPerSubject: optional(fc.integer({ min: 1, max: 3 })),
});
const consumerConfig = settings<Partial<ConsumerConfig>>({
  maxDeliver: optional(fc.integer({ min: 1, max: 3 })),
  maxAckPending: optional(fc.integer({ min: 1, max: 3 })),
  ack: fc.constantFrom('explicit', 'explicit', 'explicit', 'all', 'none'),
});
const expectation = fc.oneof(
  seq.map((lastSequence) => ({ expect: { lastSequence } })),
  seq.map((lastSubjectSequence) => ({ expect: { lastSubjectSequence } })),
);
const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('publish' as const),
      subject: fc.constantFrom('a', 'a', 'b'),
      body: fc.string({ maxLength: 3 }),
      options: fc.oneof(
        { weight: 4, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constantFrom({ id: 'x' }, { id: 'y' }) },
        { weight: 2, arbitrary: expectation },
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pull' as const),
      consumer: fc.constantFrom('all', 'all', 'some'),
      batch: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      which: fc.nat(),
      answer: fc.constantFrom<Answer>(
        { type: 'ack' },
        { type: 'ack' },
        { type: 'nak' },
        { type: 'nak' },
        { type: 'term' },
        { type: 'in-progress' },
      ),
    }),
  },
  { weight: 1, arbitrary: seq.map((each) => ({ do: 'delete' as const, seq: each })) },
  { weight: 1, arbitrary: fc.constant({ do: 'purge' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'remove consumer' as const }) },
);

export const randomOperations = (runs: number): Scenario<JetStreamEngine> => ({
  id: 'random-operations',
  title: `${runs} random sequences of operations are answered as the simulator answers them`,
  versions: { nats: '>=2.9 <2.10' },
  async run(engine, { name, seed, simulator }) {
    const property = fc.asyncProperty(
      streamConfig,
      consumerConfig,
      fc.array(anyOperation, { maxLength: 30, size: 'max' }),
      async (config, consumer, operations) => {
        const stream = name('random');
        const sides = [await simulator(), engine] as const;
        const given: [Delivery[], Delivery[]] = [[], []];
        for (const side of sides) {
          await side.addStream({ name: stream, subjects: [`${stream}.*`], ...config });
          await answerOf(() => addConsumers(side, stream, consumer));
        }
        for (const [index, each] of operations.entries()) {
          const [expected, actual] = [
            await perform(sides[0], stream, each, given[0]),
            await perform(sides[1], stream, each, given[1]),
          ];
          assert.deepEqual(
            actual,
            expected,
            `${index}: ${JSON.stringify(each)} of ${JSON.stringify({ config, consumer })}`,
          );
        }
        await engine.deleteStream(stream);
      },
    );
    await fc.assert(property, { seed, numRuns: runs });
  },
});

async function addConsumers(engine: JetStreamEngine, stream: string, config: Partial<ConsumerConfig>) {
  await engine.addConsumer(stream, { name: 'all', ...config });
  await engine.addConsumer(stream, { name: 'some', filter: `${stream}.a`, ack: 'explicit' });
}

async function perform(engine: JetStreamEngine, stream: string, operation: Operation, given: Delivery[]) {
  const answer = await answerOf(() => start(engine, stream, operation, given));
  const consumers: unknown[] = [];
  for (const consumer of ['all', 'some']) {
    consumers.push(
      await answerOf(async () => {
        const { pending, ackPending, delivered } = await engine.consumerInfo(stream, consumer);
        return { pending, ackPending, given: delivered[0] };
      }),
    );
  }
  const { messages, firstSeq, lastSeq } = await engine.streamInfo(stream);
  return { answer, messages, firstSeq: messages && firstSeq, lastSeq, consumers };
}

async function start(engine: JetStreamEngine, stream: string, operation: Operation, given: Delivery[]) {
  if (operation.do === 'publish') {
    const { seq: at, duplicate } = await engine.publish(
      `${stream}.${operation.subject}`,
      operation.body,
      operation.options,
    );
    return { at, duplicate };
  }
  if (operation.do === 'pull') {
    const { deliveries, end } = await engine.pull(stream, operation.consumer, { batch: operation.batch });
    given.push(...deliveries);
    return {
      end,
      deliveries: deliveries.map(({ body, seq: at, consumerSeq, count }) => [body, at, consumerSeq, count]),
    };
  }
  if (operation.do === 'answer') {
    const delivery = given[operation.which % given.length];
    return delivery && engine.answer(delivery, operation.answer);
  }
  if (operation.do === 'delete') return engine.deleteMessage(stream, operation.seq);
  if (operation.do === 'purge') return engine.purge(stream);
  return engine.deleteConsumer(stream, 'some');
}

/** The answer, or the refusal with its code. */
async function answerOf(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    const { code, message } = error as { code?: number; message: string };
    return code === undefined ? `error: ${message}` : `refused: ${code}`;
  }
}
