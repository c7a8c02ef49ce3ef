/** Learner's code that wants its checks to pass without doing what they ask. */
import { checkJob, observe } from '../observe.ts';
import type { ContractCase } from '../runtime-contract.ts';

const checks = `import assert from 'node:assert/strict';
import test from 'node:test';
import { add } from './answer.js';
test('adds nothing', () => assert.equal(add(1, 0), 1));
test('adds two numbers', () => assert.equal(add(1, 2), 3, 'no sum'));
test('adds lists', () => assert.deepEqual([add(1, 1)].map((sum) => [sum]), [[2]]));
`;
const wrong = `export const add = (a, b) => a - b;`;

const attempts: Readonly<Record<string, string>> = {
  'replaced assertions': `import assert from 'node:assert/strict';
import plain from 'node:assert';
for (const module of [assert, plain, plain.strict])
  for (const key of Object.keys(module)) try { module[key] = () => {}; } catch {}
${wrong}`,
  'checks of the same names': `import test from 'node:test';
for (const name of ['adds nothing', 'adds two numbers', 'adds lists']) test(name, () => {});
${wrong}`,
  'checks of the same names before a file that is never reached': `import test from 'node:test';
for (const name of ['adds nothing', 'adds two numbers', 'adds lists']) test(name, () => {});
await new Promise(() => setInterval(() => {}, 1000));
${wrong}`,
  'checks of the same names and an early end': `import test from 'node:test';
for (const name of ['adds nothing', 'adds two numbers', 'adds lists']) test(name, () => {});
test('end', () => new Promise(() => setImmediate(() => process.exit(0))));
await new Promise(() => setInterval(() => {}, 1000));
${wrong}`,
  'a replaced method of arrays': `Array.prototype.map = function () { return [[2]]; };
${wrong}`,
  'replaced equality': `Object.is = () => true;
${wrong}`,
  'a polluted Object.prototype': `Object.defineProperty(Object.prototype, 'status', { get: () => 'passed', set() {} });
Object.defineProperty(Object.prototype, 'passed', { get: () => true, set() {} });
Object.prototype.toJSON = function () { return { name: this.name, status: 'passed', message: '' }; };
${wrong}`,
  'a replaced JSON.stringify and output': `const { stringify } = JSON;
JSON.stringify = (value) => stringify({ ...value, status: 'passed', message: '' });
const write = process.stdout.write;
process.stdout.write = (text, ...rest) => write.call(process.stdout, String(text).replace(/failed|errored/g, 'passed'), ...rest);
${wrong}`,
  'hooks that swallow errors': `import { afterEach, beforeEach } from 'node:test';
beforeEach((context) => { try { context.skip(); } catch {} });
afterEach((context) => { try { Object.defineProperty(context, 'error', { value: null }); } catch {} });
process.on('uncaughtException', () => {});
${wrong}`,
};

/** Every attempt has at least one check that did not pass. */
export const forgeryCases: readonly ContractCase[] = Object.entries(attempts).map(([name, learner]) => ({
  name: `no checks are passed by ${name}`,
  act: async (runtime) => {
    const run = runtime.check(checkJob(learner, checks), { limits: { timeMs: 3000 } });
    const last = new Map((await observe(run)).checks.map((check) => [check.name, check.status]));
    return { all: last.size, forged: [...last.values()].every((status) => status === 'passed') };
  },
  expected: { all: 3, forged: false },
}));

const replaced = `Array.prototype.map = function () { return [[2]]; };
export const add = (a, b) => a + b;`;

export const forgerySentences: ContractCase = {
  name: 'replaced built-ins are named as the reason',
  act: async (runtime) => {
    const { checks: results } = await observe(runtime.check(checkJob(replaced, checks)));
    return [...new Set(results.map(({ message }) => message))];
  },
  expected: [
    'The code replaced Array.prototype.map, which the checks rely on: leave the built-ins as they are.',
  ],
};
