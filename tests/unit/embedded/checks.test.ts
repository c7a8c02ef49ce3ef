/** Checks give the same results in the embedded runtime as in Node: names, statuses, messages, output, exit code. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileMap, Host } from '#lab/model.ts';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import { observe } from '../../contract/observe.ts';
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

const head = `import test, { mock } from 'node:test';\nimport assert from 'node:assert/strict';\n`;

const jobs: Record<string, { answer: string; checks: string; host?: Host; more?: FileMap }> = {
  'assertions of many kinds': {
    answer: `export const sum = (a, b) => a + b; export const list = () => [1, { b: 2 }];`,
    checks: `test('passes', () => assert.equal(sum(1, 2), 3));
test('fails with own words', () => assert.equal(sum(1, 2), 4, 'sum(1, 2) should be 4'));
test('fails without words', () => assert.equal(sum(1, 1), 3));
test('differs deeply', () => assert.deepEqual(list(), [1, { b: 3 }]));
test('matches not', () => assert.match('abc', /x/));
test('does not throw', () => assert.throws(() => {}, /never/));
test('throws the wrong thing', () => assert.throws(() => { throw new TypeError('is'); }, { message: 'should be' }));
test('rejects not', () => assert.rejects(async () => {}));
test('truth', () => assert.ok(sum(0, 0) === 1, 'zero is not one'));`,
  },
  'exceptions, promises and parts': {
    answer: `export const sum = () => { throw new RangeError('not written yet'); }; export const list = async () => { await null; throw 'a string'; };`,
    checks: `test('throws', () => sum());
test('throws what is no error', async () => { await list(); });
test('has parts', async (t) => { await t.test('part one', () => {}); await t.test('part two', () => assert.equal(1, 2)); });
test('waits', async () => { await new Promise((resolve) => setTimeout(resolve, 50)); });
test('prints', () => console.log('printed in a check'));
test('is skipped', { skip: true }, () => {});
test('mocks', () => { const f = mock.fn(() => 1); f(); assert.equal(f.mock.callCount(), 2); });
test('has a timer left over', () => { setInterval(() => {}, 1000); });
test('never ends', async () => { await new Promise(() => {}); });`,
  },
  'a missing export': {
    answer: `export const list = 1;`,
    checks: `test('cannot run', () => sum());`,
  },
  'an answer that throws when it is loaded': {
    answer: `export const sum = 1; export const list = 2; throw new Error('at load');`,
    checks: `test('cannot run', () => {});`,
  },
};

test.each(Object.entries(jobs))('%s', async (_name, { answer, checks, host = 'node-esm' }) => {
  const text = `${head}import { sum, list } from './answer.js';\n${checks}`;
  const checkNames = [...text.matchAll(/^test\('([^']+)'/gm)].map((match) => match[1] ?? '');
  const job = { files: { 'answer.js': answer }, host, checks: text, checkNames };
  const [inNode, inPage] = await Promise.all([observe(node.check(job)), embedded.check(job)]);
  // Node tells of a skipped check later than of its neighbours, by the way of a stream.
  for (const { checks: results } of [inNode, inPage]) {
    results.sort((a, b) => checkNames.indexOf(a.name) - checkNames.indexOf(b.name));
  }
  expect({ checks: inPage.checks, ended: inPage.ended, stdout: inPage.stdout }).toEqual({
    checks: inNode.checks,
    ended: inNode.ended,
    stdout: inNode.stdout,
  });
});
