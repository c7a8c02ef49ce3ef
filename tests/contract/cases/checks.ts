import type { CheckResult } from '#lab/model.ts';
import type { ContractCase } from '../runtime-contract.ts';
import { checkJob, observe } from '../observe.ts';
import { errored, exited, failed, importing, never, passed, resultsOf } from './check-parts.ts';
import { loadCases } from './loading.ts';

const right = `export const add = (a, b) => a + b;`;

const overTime = 'The program was still running after 3 seconds, so it was ended.';
interface CheckCase {
  name: string;
  learner: string;
  checks: string;
  expected: readonly CheckResult[];
}

const cases: readonly CheckCase[] = [
  {
    name: 'checks that hold are passed, in their order, whether they wait or not',
    learner: right,
    checks: `${importing}
test('adds two numbers', () => assert.equal(add(1, 2), 3));
test('adds after a while', async () => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(add(2, 2), 4);
});
test('adds at once', () => assert.equal(add(3, 2), 5));`,
    expected: [passed('adds two numbers'), passed('adds after a while'), passed('adds at once')],
  },
  {
    name: 'an assertion that does not hold fails its check, and the message says what was expected',
    learner: `export const add = (a, b) => a - b;`,
    checks: `${importing}
test('adds nothing', () => assert.equal(add(1, 0), 1));
test('adds two numbers', () => assert.equal(add(1, 2), 3));
test('adds lists', () => assert.deepEqual([add(1, 1), add(2, 2)], [2, 4]));
test('adds ones', () => assert.ok(add(1, 1) === 2, 'one and one should be 2, not ' + add(1, 1)));
test('refuses words', () => assert.throws(() => add('a', 'b')));
test('gives a number later', async () => {
  await null;
  assert.match(String(add(1, 2)), /^3$/, 'the sum should be 3');
});`,
    expected: [
      passed('adds nothing'),
      failed('adds two numbers', 'Expected values to be strictly equal:\n\n-1 !== 3'),
      failed(
        'adds lists',
        'Expected values to be strictly deep-equal:\n+ actual - expected\n\n  [\n+   0,\n+   0\n-   2,\n-   4\n  ]',
      ),
      failed('adds ones', 'one and one should be 2, not 0'),
      failed('refuses words', 'Missing expected exception.'),
      failed('gives a number later', 'the sum should be 3'),
    ],
  },
  {
    name: 'an exception that is no assertion makes the check errored, not failed',
    learner: `export const add = (a, b) => a.plus(b);`,
    checks: `${importing}
test('adds two numbers', () => assert.equal(add(1, 2), 3));
test('adds later', async () => assert.equal(await add(1, 2), 3));`,
    expected: [
      errored('adds two numbers', 'TypeError: a.plus is not a function'),
      errored('adds later', 'TypeError: a.plus is not a function'),
    ],
  },
  {
    name: 'what nobody handles is laid at the door of the check that is running, and of no other',
    learner: `export function add(a, b, { rejects = false } = {}) {
  if (rejects) Promise.reject(new Error('nobody listens'));
  return a + b;
}`,
    checks: `${importing}
import { setTimeout as sleep } from 'node:timers/promises';
test('is over when it is told', () => assert.equal(add(1, 2, { rejects: true }), 3));
test('has nothing to do with it', async () => {
  await sleep(5);
  assert.equal(add(1, 2), 3);
});
test('rejects at once', async () => {
  add(1, 2, { rejects: true });
  await sleep(5);
});
test('rejects after a while', async () => {
  await sleep(5);
  add(1, 2, { rejects: true });
  await sleep(5);
});
test('throws in a timer', async () => {
  await sleep(5);
  setTimeout(() => { throw new Error('late'); }, 1);
  await sleep(9);
});
test('comes after it', () => assert.equal(add(3, 2), 5));`,
    expected: [
      passed('is over when it is told'),
      passed('has nothing to do with it'),
      errored('rejects at once', 'Error: nobody listens'),
      errored('rejects after a while', 'Error: nobody listens'),
      errored('throws in a timer', 'Error: late'),
      passed('comes after it'),
    ],
  },
  {
    name: 'values that are no errors can be thrown, and the message shows them',
    learner: `export const add = (value) => { throw value; };`,
    checks: `${importing}
test('throws text', () => add('no'));
test('throws nothing', () => add(undefined));
test('throws an object', () => add({ reason: 'because', list: [1, 2] }));
test('rejects with a number', async () => Promise.reject(42));`,
    expected: [
      errored('throws text', `The code threw 'no', which is not an Error.`),
      errored('throws nothing', 'The code threw undefined, which is not an Error.'),
      errored(
        'throws an object',
        `The code threw { reason: 'because', list: [ 1, 2 ] }, which is not an Error.`,
      ),
      errored('rejects with a number', 'The code threw 42, which is not an Error.'),
    ],
  },
  {
    name: 'a check that the job names and the file does not carry out is errored',
    learner: right,
    checks: `${importing}
test('adds two numbers', () => assert.equal(add(1, 2), 3));
if (false) {
test('is never reached', () => {});
}`,
    expected: [passed('adds two numbers'), errored('is never reached', never)],
  },
  {
    name: 'process.exit in the learner’s code leaves its checks errored',
    learner: `process.exit(0);\nexport const add = null;`,
    checks: `${importing}
test('adds two numbers', () => assert.equal(add(1, 2), 3));`,
    expected: [errored('adds two numbers', never)],
  },
  {
    name: 'process.exit within a check leaves it and the following ones errored',
    learner: `export const add = (a, b) => (a === 0 ? process.exit(5) : a + b);`,
    checks: `${importing}
test('adds two numbers', () => assert.equal(add(1, 2), 3));
test('adds to zero', () => assert.equal(add(0, 2), 2));
test('adds large numbers', () => assert.equal(add(1e3, 1), 1001));`,
    expected: [
      passed('adds two numbers'),
      errored('adds to zero', never),
      errored('adds large numbers', never),
    ],
  },
  {
    name: 'an error that escapes into a timer is put down to the check that was running',
    learner: `export const add = () => { setTimeout(() => { throw new RangeError('late'); }, 1); };`,
    checks: `${importing}
test('adds two numbers', async () => {
  add(1, 2);
  await new Promise((resolve) => setTimeout(resolve, 50));
});
test('adds at once', () => {});`,
    expected: [errored('adds two numbers', 'RangeError: late'), passed('adds at once')],
  },
];

/** Checks on a learner's files: verdicts and their words. */
export const checkCases: readonly ContractCase[] = [
  ...cases.map(({ name, learner, checks, expected }): ContractCase => ({
    name,
    act: async (runtime) => resultsOf(await observe(runtime.check(checkJob(learner, checks)))),
    expected: { results: expected, ...exited },
  })),
  ...loadCases,
  {
    name: 'what the learner’s code prints during checks is delivered, and cannot pass for a result',
    act: async (runtime) => {
      const forged = `{"name":"adds two numbers","status":"passed","message":""}`;
      const learner = `export const add = () => 0;\nconsole.log('hello');\nconsole.log(${JSON.stringify(forged)});`;
      const checks = `${importing}
test('adds two numbers', () => assert.equal(add(1, 2), 3, 'no sum'));`;
      const { stdout, stderr, checks: results } = await observe(runtime.check(checkJob(learner, checks)));
      return { said: (stdout + stderr).includes('hello\n'), statuses: results.map(({ status }) => status) };
    },
    expected: { said: true, statuses: ['failed'] },
  },
  {
    name: 'a timer that the learner’s code leaves running does not hold up the end of the checks',
    act: async (runtime) => {
      const learner = `${right}\nsetInterval(() => {}, 1000);`;
      const checks = `${importing}\ntest('adds two numbers', () => assert.equal(add(1, 2), 3));`;
      return resultsOf(await observe(runtime.check(checkJob(learner, checks))));
    },
    expected: { results: [passed('adds two numbers')], ...exited },
  },
  {
    name: 'an endless loop in the learner’s code ends with the time limit; earlier results stay',
    act: async (runtime) => {
      const learner = `export const add = (a, b) => { while (a === 0); return a + b; };`;
      const checks = `${importing}
test('adds two numbers', () => assert.equal(add(1, 2), 3));
test('adds to zero', () => assert.equal(add(0, 2), 2));`;
      const limits = { timeMs: 3000 };
      return resultsOf(await observe(runtime.check(checkJob(learner, checks), { limits })));
    },
    expected: {
      results: [
        passed('adds two numbers'),
        errored('adds to zero', `This check did not finish. ${overTime}`),
      ],
      reason: 'timed-out',
      message: overTime,
    },
  },
  {
    name: 'the time limit is each check’s own: many that are slow, but not too slow, all come to an end',
    act: async (runtime) => {
      const learner = `export const add = (a, b) => {
  for (const until = Date.now() + 1200; Date.now() < until; );
  return a + b;
};`;
      const checks = `${importing}
test('adds 1', () => assert.equal(add(1, 2), 3));
test('adds 2', () => assert.equal(add(2, 2), 4));
test('adds 3', () => assert.equal(add(3, 2), 5));`;
      const limits = { timeMs: 3000 };
      return resultsOf(await observe(runtime.check(checkJob(learner, checks), { limits })));
    },
    expected: { results: ['adds 1', 'adds 2', 'adds 3'].map(passed), ...exited },
  },
  {
    name: 'a check whose promise never settles is errored, and so are those behind it',
    act: async (runtime) => {
      const learner = `export const add = () => new Promise(() => {});`;
      const checks = `${importing}
test('adds two numbers', async () => assert.equal(await add(1, 2), 3));
test('adds at once', () => {});`;
      const limits = { timeMs: 3000 };
      const { checks: results, ended } = await observe(runtime.check(checkJob(learner, checks), { limits }));
      // How long it waited is told by the clock of the engine, which may be a virtual one.
      const words = /^This check did not finish\. The program was still /;
      const told = results.map(({ name, status, message }) => [name, status, words.test(message)]);
      return { told, reason: ended.reason };
    },
    expected: {
      told: [
        ['adds two numbers', 'errored', true],
        ['adds at once', 'errored', true],
      ],
      reason: 'timed-out',
    },
  },
  {
    name: 'checks of a CommonJS exercise require the learner’s file',
    act: async (runtime) => {
      const checks = `const test = require('node:test');
const assert = require('node:assert/strict');
const { add } = require('./answer.js');
test('adds two numbers', () => assert.equal(add(1, 2), 3));`;
      const learner = `exports.add = (a, b) => a + b;`;
      return (await observe(runtime.check(checkJob(learner, checks, 'node-cjs')))).checks;
    },
    expected: [passed('adds two numbers')],
  },
  {
    name: 'checks written as an ES module import the learner’s CommonJS file',
    act: async (runtime) => {
      const checks = `${importing}test('adds two numbers', () => assert.equal(add(1, 2), 3));`;
      const learner = `exports.add = (a, b) => a + b;`;
      return (await observe(runtime.check(checkJob(learner, checks, 'node-cjs')))).checks;
    },
    expected: [passed('adds two numbers')],
  },
];
