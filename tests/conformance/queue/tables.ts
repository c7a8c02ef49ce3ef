/** Exhaustive tables: every pattern with every key, every headers binding with every set of headers. */
import { strict as assert } from 'node:assert';
import type { QueueEngine } from '#sim/queue/engine.ts';
import type { Headers } from '#sim/queue/message.ts';
import type { Trial } from '../scenario.ts';
import { drain, type QueueScenario } from './support.ts';

/** All texts of up to `length` of these words, the empty one first. */
function texts(words: readonly string[], length: number): string[] {
  const levels = [[''], [...words]];
  while (levels.length <= length)
    levels.push(levels.at(-1)!.flatMap((text) => words.map((word) => `${text}.${word}`)));
  return levels.flat();
}

const list = (text: string): string[] => text.split(' ');
const PATTERNS: readonly string[] = [
  ...texts(['a', 'b', '*', '#'], 2),
  ...list('a.*.# #.a.# *.#.b a.#.b *.*.* #.b.* *.a.* a.#.# #.*.# a.b.c . a. .a *. #. a..b a.*.b a* a#'),
];
const KEYS: readonly string[] = [
  ...texts(['a', 'b'], 3),
  ...list('c a.c c.a a.b.c a.c.b a.b.a.b a.b.c.d.e A a.B * # a.* #.b . .. a. .a a..b .b b..'),
];

/** The rule written another way than the model does: which lengths of the key each part of the pattern can reach. */
function expected(pattern: string, key: string): boolean {
  const split = (text: string) => (text === '' ? [] : text.split('.'));
  const words = split(key);
  let reached = new Set([0]);
  for (const part of split(pattern)) {
    const next = new Set<number>();
    for (const at of reached) {
      if (part === '#') for (let to = at; to <= words.length; to++) next.add(to);
      else if (at < words.length && (part === '*' || part === words[at])) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(words.length);
}

async function topicCells(engine: QueueEngine, trial: Trial<QueueEngine>): Promise<string[]> {
  const client = await engine.connect();
  const exchange = trial.name('topics');
  await client.declareExchange(exchange, 'topic');
  const queues = PATTERNS.map(() => trial.name('pattern'));
  for (const [index, pattern] of PATTERNS.entries()) {
    await client.declareQueue(queues[index]!);
    await client.bindQueue(queues[index]!, exchange, pattern);
  }
  for (const key of KEYS) await client.publish(exchange, key, key);
  const wrong: string[] = [];
  for (const [index, pattern] of PATTERNS.entries()) {
    const matched = new Set(await drain(client, queues[index]!));
    for (const key of KEYS) {
      if (matched.has(key) === expected(pattern, key)) continue;
      wrong.push(`“${pattern}” ${matched.has(key) ? 'takes' : 'does not take'} “${key}”`);
    }
  }
  return wrong;
}

const WANTED: readonly Headers[] = [
  {},
  { 'x-match': 'all' },
  { 'x-match': 'any' },
  { a: 1 },
  { 'x-match': 'all', a: 1, b: 'two' },
  { 'x-match': 'any', a: 1, b: 'two' },
  { 'x-match': 'any', a: '1' },
  { 'x-match': 'all', 'x-tenant': 'blue' },
  { 'x-match': 'all', a: 1, 'x-tenant': 'blue' },
  { 'x-match': 'any', a: 1, 'x-tenant': 'blue' },
  { 'x-match': 'all-with-x', a: 1, 'x-tenant': 'blue' },
  { 'x-match': 'any-with-x', a: 1, 'x-tenant': 'blue' },
  { 'x-match': 'all', flag: true },
  { 'x-match': 'all', a: null },
];
const GIVEN: readonly Headers[] = [
  {},
  { a: 1 },
  { a: 2 },
  { a: '1' },
  { b: 'two' },
  { a: 1, b: 'two' },
  { a: 1, b: 'three' },
  { a: 1, b: 'two', c: 'more' },
  { 'x-tenant': 'blue' },
  { a: 1, 'x-tenant': 'blue' },
  { a: 2, 'x-tenant': 'blue' },
  { flag: true },
  { flag: false },
  { flag: 'true' },
];

/** For each binding, the numbers of the messages that it takes. */
async function headerCells(engine: QueueEngine, trial: Trial<QueueEngine>): Promise<string[]> {
  const client = await engine.connect();
  const exchange = trial.name('headers');
  await client.declareExchange(exchange, 'headers');
  const queues = WANTED.map(() => trial.name('wanted'));
  for (const [index, wanted] of WANTED.entries()) {
    await client.declareQueue(queues[index]!);
    await client.bindQueue(queues[index]!, exchange, '', wanted);
  }
  for (const [index, headers] of GIVEN.entries())
    await client.publish(exchange, 'ignored', `${index}`, { headers });
  const cells: string[] = [];
  for (const [index, wanted] of WANTED.entries()) {
    const taken = new Set(await drain(client, queues[index]!));
    for (const [number, headers] of GIVEN.entries()) {
      cells.push(`${JSON.stringify(wanted)} ${JSON.stringify(headers)} ${taken.has(`${number}`)}`);
    }
  }
  return cells;
}

export const TABLES: readonly QueueScenario[] = [
  {
    id: 'topic-table',
    title: `A topic exchange takes exactly the keys that the rules say: ${PATTERNS.length} patterns × ${KEYS.length} keys`,
    async run(engine, trial) {
      assert.deepEqual(await topicCells(engine, trial), []);
    },
  },
  {
    id: 'headers-table',
    title: `A headers exchange takes what the simulator’s takes: ${WANTED.length} bindings × ${GIVEN.length} sets of headers`,
    async run(engine, trial) {
      const cells = await headerCells(engine, trial);
      assert.deepEqual(cells, await headerCells(await trial.simulator(), trial));
      const taken = cells.filter((cell) => cell.endsWith('true')).length;
      assert.ok(taken > 30 && taken < cells.length - 30, 'a table that says always the same tells nothing');
    },
  },
  {
    id: 'headers-all-any',
    title: 'A headers exchange asks for all listed headers or for any, and not for those that begin with x-',
    async run(engine, trial) {
      const client = await engine.connect();
      const exchange = trial.name('headers');
      const [all, any, x] = [trial.name('all'), trial.name('any'), trial.name('x')];
      await client.declareExchange(exchange, 'headers');
      for (const queue of [all, any, x]) await client.declareQueue(queue);
      await client.bindQueue(all, exchange, '', { 'x-match': 'all', kind: 'order', eu: true });
      await client.bindQueue(any, exchange, '', { 'x-match': 'any', kind: 'order', eu: true });
      await client.bindQueue(x, exchange, '', { 'x-match': 'all', kind: 'order', 'x-tenant': 'blue' });
      await client.publish(exchange, '', 'both', { headers: { kind: 'order', eu: true } });
      await client.publish(exchange, '', 'one', { headers: { kind: 'order', eu: false } });
      await client.publish(exchange, '', 'none', { headers: { kind: 'user' } });
      const taken = [await drain(client, all), await drain(client, any), await drain(client, x)];
      assert.deepEqual(taken, [['both'], ['both', 'one'], ['both', 'one']]);
    },
  },
];
