/** Sequences of commands drawn at random, run on an engine and on the simulator side by side. */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { StreamGroupsEngine } from '#sim/stream-groups/engine.ts';
import type { Scenario } from '../scenario.ts';

/** A command as data: the method's name and its arguments. `K` and `L` stand for the names of two streams. */
type Operation = readonly [method: keyof StreamGroupsEngine, ...args: unknown[]];

const key = fc.constantFrom('K', 'K', 'K', 'L');
const group = fc.constantFrom('g', 'g', 'h');
const consumer = fc.constantFrom('a', 'b');
const ms = fc.nat(9);
const anId = fc.oneof(
  { weight: 6, arbitrary: ms.map(String) },
  { weight: 3, arbitrary: fc.tuple(ms, fc.nat(2)).map(([time, counter]) => `${time}-${counter}`) },
  { weight: 1, arbitrary: fc.constantFrom('x', '0-0', '3-', '-', '+', '99999999999999999999') },
);
const newId = fc.oneof(
  { weight: 3, arbitrary: ms.map((time) => `${time}-*`) },
  { weight: 2, arbitrary: anId },
);
const bound = fc.oneof(
  { weight: 3, arbitrary: anId },
  { weight: 2, arbitrary: fc.constantFrom('-', '+') },
  { weight: 1, arbitrary: anId.map((text) => `(${text}`) },
);
const ids = fc.array(anId, { minLength: 1, maxLength: 3 });
/** Time passes differently on the two, so that idle is either nothing or more than any test lasts. */
const minIdle = fc.constantFrom(0, 0, 0, 3_600_000);
const some = fc.record({ COUNT: fc.integer({ min: -1, max: 4 }) }, { requiredKeys: [] });
const threshold = fc.oneof(
  fc.record({ strategy: fc.constant('MAXLEN'), threshold: fc.nat(4) }),
  fc.record({ strategy: fc.constant('MINID'), threshold: ms.map(String) }),
);
const groupOptions = fc.record({
  MKSTREAM: fc.boolean(),
  ENTRIESREAD: fc.constantFrom(-2, -1, -1, -1, 0, 2),
});
const fields = fc.constantFrom({ n: '1' }, { n: '2', who: 'us' });

/** One kind of command: how often it is drawn, its name, and what its arguments are drawn from. */
const op = (weight: number, method: keyof StreamGroupsEngine, ...args: fc.Arbitrary<unknown>[]) => ({
  weight,
  arbitrary: fc.tuple(...args).map((drawn): Operation => [method, ...drawn]),
});

const operation: fc.Arbitrary<Operation> = fc.oneof(
  op(12, 'xAdd', key, newId, fields),
  op(2, 'xAdd', key, newId, fields, fc.record({ NOMKSTREAM: fc.boolean(), TRIM: threshold })),
  op(1, 'xLen', key),
  op(2, 'xRange', key, bound, bound, some),
  op(2, 'xRevRange', key, bound, bound, some),
  op(2, 'xRead', fc.record({ key, id: anId }), some),
  op(3, 'xDel', key, ids),
  op(1, 'xTrim', key, fc.constant('MAXLEN'), fc.nat(4)),
  op(1, 'xTrim', key, fc.constant('MINID'), ms.map(String)),
  op(4, 'xGroupCreate', key, group, fc.oneof(anId, fc.constant('$')), groupOptions),
  op(1, 'xGroupSetId', key, group, fc.oneof(anId, fc.constant('$'))),
  op(1, 'xGroupDestroy', key, group),
  op(1, 'xGroupCreateConsumer', key, group, consumer),
  op(1, 'xGroupDelConsumer', key, group, consumer),
  op(8, 'xReadGroup', group, consumer, fc.record({ key, id: fc.constant('>') }), some),
  op(
    1,
    'xReadGroup',
    group,
    consumer,
    fc.record({ key, id: fc.constant('>') }),
    fc.constant({ NOACK: true }),
  ),
  op(4, 'xReadGroup', group, consumer, fc.record({ key, id: fc.oneof(anId, fc.constant('0')) }), some),
  op(4, 'xAck', key, group, ids),
  op(2, 'xPending', key, group),
  op(2, 'xPendingRange', key, group, bound, bound, fc.integer({ min: -1, max: 5 })),
  op(1, 'xPendingRange', key, group, bound, bound, fc.nat(5), fc.record({ consumer, IDLE: minIdle })),
  op(3, 'xClaim', key, group, consumer, minIdle, ids),
  op(
    1,
    'xClaim',
    key,
    group,
    consumer,
    minIdle,
    ids,
    fc.record({ FORCE: fc.boolean(), RETRYCOUNT: fc.nat(7) }),
  ),
  op(1, 'xClaim', key, group, consumer, minIdle, ids, fc.record({ FORCE: fc.boolean(), LASTID: anId })),
  op(1, 'xClaimJustId', key, group, consumer, minIdle, ids),
  op(
    3,
    'xAutoClaim',
    key,
    group,
    consumer,
    minIdle,
    bound,
    fc.record({ COUNT: fc.integer({ min: 1, max: 3 }) }),
  ),
  op(1, 'xAutoClaimJustId', key, group, consumer, minIdle, bound),
  op(2, 'xInfoStream', key),
  op(4, 'xInfoGroups', key),
  op(2, 'xInfoConsumers', key, group),
  op(1, 'del', key),
);

/** Few kinds of commands on one stream, so that entries are deleted before, at and after the place of each group. */
const K = fc.constant('K');
const counted = fc.nat(9).map((counter) => `9-${counter}`);
const counting: fc.Arbitrary<Operation> = fc.oneof(
  op(6, 'xAdd', K, fc.constant('9-*'), fields),
  op(3, 'xDel', K, fc.tuple(counted)),
  op(1, 'xTrim', K, fc.constant('MAXLEN'), fc.nat(4)),
  op(2, 'xGroupCreate', K, group, fc.oneof(counted, fc.constantFrom('0', '$')), groupOptions),
  op(1, 'xGroupSetId', K, group, fc.oneof(counted, fc.constantFrom('0', '$', '-', '+'))),
  op(4, 'xReadGroup', group, consumer, fc.constant({ key: 'K', id: '>' }), some),
  op(8, 'xInfoGroups', K),
  op(1, 'xInfoStream', K),
);

export const randomOperations = (runs: number) =>
  sideBySide('random-commands', `${runs} random sequences of commands`, operation, runs);

export const randomCounting = (runs: number) =>
  sideBySide(
    'random-lag',
    `${runs} random sequences about what a group has read, and its lag,`,
    counting,
    runs,
  );

function sideBySide(
  id: string,
  what: string,
  commands: fc.Arbitrary<Operation>,
  numRuns: number,
): Scenario<StreamGroupsEngine> {
  return {
    id,
    title: `${what} are answered as the simulator answers them`,
    versions: { redis: '>=7.0 <7.2' },
    async run(engine, { name, seed, simulator }) {
      const sequence = fc.array(commands, { maxLength: 80, size: 'max' });
      const property = fc.asyncProperty(sequence, async (operations) => {
        const names = { K: name('K'), L: name('L') };
        const model = await simulator();
        for (const [method, ...args] of operations) {
          const expected = await answerOf(model, method, args, names);
          const answer = await answerOf(engine, method, args, names);
          assert.deepEqual(answer, expected, `${method} ${JSON.stringify(args)}`);
        }
      });
      await fc.assert(property, { seed, numRuns });
    },
  };
}

/** The answer, or the text of the refusal; without times, and with K and L for the names. */
async function answerOf(
  engine: StreamGroupsEngine,
  method: keyof StreamGroupsEngine,
  args: readonly unknown[],
  names: Readonly<Record<string, string>>,
): Promise<unknown> {
  const command = engine[method] as (...args: unknown[]) => Promise<unknown>;
  let answer: unknown;
  try {
    answer = await command(...args.map((arg) => renamed(arg, names)));
  } catch (error) {
    answer = `refused: ${(error as Error).message}`;
  }
  let text = JSON.stringify(answer ?? null, (field, value) =>
    field === 'idle' || field === 'millisecondsSinceLastDelivery' ? 0 : (value as unknown),
  );
  for (const [short, long] of Object.entries(names)) text = text.replaceAll(long, short);
  return JSON.parse(text) as unknown;
}

function renamed(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return names[value] ?? value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renamed(item, names)]));
}
