import { parse } from 'acorn';
import { expect, test } from 'vitest';
import { guardLoops, mutantsOf } from '#lab/mutate.ts';

const text = `export function wait(list, ready) {
  let count = 0;
  while (count < list.length) {
    if (!ready) return null;
    list.push(1);
    count += 1;
  }
  return count;
}
`;

test.each([
  ['an operator is changed', 'export const a = (b, c) => b <= c;', '<= became <', 'b < c'],
  ['a number is changed', 'export const a = 1;', '1 became 2', 'a = 2'],
  [
    'a condition is fixed',
    'export const a = (b) => (b ? 1 : 2);',
    'the condition b became true',
    'true ? 1 : 2',
  ],
  ['a negation is removed', 'export const a = (b) => !b;', '! was removed', '=> b;'],
  ['an await is removed', 'export const a = async (b) => { await b; };', 'await was removed', '(b);'],
  ['a statement is removed', 'export const a = (b) => { b(); };', 'b(); was removed', '{ ; }'],
])('%s', (_what, original, change, expected) => {
  const mutant = mutantsOf(original, 'module').find((candidate) => candidate.change === change);
  expect(mutant?.text).toContain(expected);
});

test('every mutant parses, differs from the original, and says its line', () => {
  const mutants = mutantsOf(text, 'module');
  expect(mutants.length).toBeGreaterThan(8);
  for (const mutant of mutants) {
    expect(mutant.text).not.toBe(text);
    expect(() => parse(mutant.text, { ecmaVersion: 'latest', sourceType: 'module' })).not.toThrow();
    expect(mutant.line).toBeGreaterThan(0);
  }
});

test('no loop is given a condition that is always true', () => {
  expect(mutantsOf(text, 'module').every((mutant) => !mutant.text.includes('while (true)'))).toBe(true);
});

test.each([
  'export const run = () => { while (true); };',
  'export const run = () => { for (;;) { } };',
  'export const run = () => { do 1; while (true); };',
])('a loop that does not end throws once it is guarded: %s', async (endless) => {
  const guarded = guardLoops(endless, 'module');
  const { run } = (await import(`data:text/javascript,${encodeURIComponent(guarded)}`)) as { run(): void };
  expect(run).toThrow('endless loop');
});

test('a loop that ends is not disturbed by its guard', async () => {
  const sum =
    'export function run() { let all = 0; for (const n of [1, 2, 3]) if (n > 1) all += n; return all; }';
  const guarded = guardLoops(sum, 'module');
  const { run } = (await import(`data:text/javascript,${encodeURIComponent(guarded)}`)) as { run(): number };
  expect(run()).toBe(5);
});
