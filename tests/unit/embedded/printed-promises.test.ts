/** A promise that a program prints is shown in the state that it has, as Node shows it, although no browser tells that. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Host } from '#lab/model.ts';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import { observe, program } from '../../contract/observe.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';

const node = createNodeRuntime();
let embedded: EmbeddedHost;

beforeAll(async () => {
  embedded = await startEmbeddedHost();
});

afterAll(async () => {
  await embedded?.close();
  await node.dispose();
});

const programs: readonly [what: string, text: string, host?: Host][] = [
  ['an executor that resolves at once', `console.log(new Promise((resolve) => resolve({ order: 1 })));`],
  [
    'pending, and settled later',
    `const p = new Promise((resolve) => setTimeout(() => resolve('done'), 100));
console.log(p);
setTimeout(() => console.log(p), 200);`,
  ],
  [
    'async functions that return, wait, and throw',
    `async function quick() { return 1; }
const slow = async () => { await null; return [2]; };
async function broken() { throw new Error('no stock'); }
const all = [quick(), slow(), broken()];
all[2].catch(() => {});
console.log(all[0], all[1], String(all[2]));
setTimeout(() => { console.log(all[0], all[1]); all[2].catch((error) => console.log(error.message)); });`,
  ],
  ['what map makes of an async function', `console.log([1, 2].map(async (n) => n * 2));`],
  [
    'chains and combinations, before and after',
    `const chain = Promise.resolve(1).then((n) => n + 1);
const both = Promise.all([chain, 3]);
const first = Promise.race([both, new Promise(() => {})]);
console.log(chain, both, first);
await first;
console.log(chain, both, first);`,
  ],
  [
    'rejected and caught with await',
    `async function pay() { await null; throw new RangeError('limit'); }
const p = pay();
console.log(p);
try { await p; } catch (error) { console.log('caught', error.message); }
const text = (await import('node:util')).inspect(p).split('\\n')[0];
console.log(text);`,
  ],
  [
    'rejected, and nobody handles it',
    `const p = new Promise((_, reject) => setTimeout(reject, 5, new Error('lost')));
console.log('begin', p);
process.on('unhandledRejection', (error, which) => console.log(error.message, which === p));`,
  ],
  [
    'inside other values, in an ordinary script',
    `const { promise, resolve } = Promise.withResolvers();
const state = { promise, waiting: new Map([['a', (async () => 'x')()]]) };
console.log(state);
resolve(5);
console.log(state, require('node:util').format('%o', promise).includes('5'));`,
    'node-cjs',
  ],
  [
    'with the output and the events before it once only',
    `console.log('first');
console.error('second');
for (let i = 0; i < 3; i++) console.log(i, (async () => i)());
process.exitCode = 3;`,
  ],
];

test.each(programs)('%s', async (_what, text, host) => {
  const wanted = program(text, host);
  const [inNode, inPage] = await Promise.all([observe(node.run(wanted)), embedded.run(wanted)]);
  expect({ ...inPage, timing: 0 }).toMatchObject({ stdout: inNode.stdout, ended: inNode.ended });
});

test('calls nested deeper than can be watched end as they do in Node, with the promise shown as pending', async () => {
  const text = `const p = (async () => 1)();
console.log('begin', p);
const depth = (n) => (n === 0 ? 0 : 1 + depth(n - 1));
console.log(depth(3000));`;
  const { stdout, ended } = await embedded.run(program(text));
  expect([stdout, ended.reason]).toEqual(['begin Promise { <pending> }\n3000\n', 'exited']);
});

test('a program that watching makes too slow runs unwatched', async () => {
  const text = `console.log((async () => 1)());
let sum = 0;
for (let i = 0; i < 3e8; i++) { sum += i % 7; }
console.log(sum > 0);`;
  const { stdout, ended } = await embedded.run(program(text));
  expect(ended.reason).toBe('exited');
  expect(stdout).toMatch(/^Promise \{ (?:1|<pending>) \}\ntrue\n$/);
});

test('the events that a program records itself count once', async () => {
  const text = `const record = globalThis[Symbol.for('handbook.trace')];
record?.({ type: 'Published', topic: 'orders', message: 1 });
console.log((async () => 1)());`;
  const { stdout, trace } = await embedded.run({ ...program(text), trace: 'broker' });
  expect(stdout).toBe('Promise { 1 }\n');
  expect((trace?.events.length ?? 0) + Number(trace?.about['refused'] ?? 0)).toBe(1);
});

test('a run that has been stopped does not begin anew', async () => {
  const text = `console.log('begin'); for (;;) console.log((async () => 1)());`;
  const { ended } = await embedded.run(program(text), { limits: { timeMs: 700 } });
  expect(['timed-out', 'output-limit']).toContain(ended.reason);
});
