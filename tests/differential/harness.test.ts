/** The instruments of the differential tests: they find differences, make them small, and do not invent any. */
import { expect, test } from 'vitest';
import { explain } from './compare.ts';
import { generateProgram } from './generate/generate.ts';
import { code, type GeneratedProgram, statement, textOf } from './generate/tree.ts';
import { comparableStderr, type Engine, type Outcome } from './outcome.ts';
import { mergeRows, recounted, type Row } from './report.ts';
import { shrink } from './shrink.ts';

const say = (text: string) => statement(code`log('${text}');`);
const program = (...statements: GeneratedProgram['body']['statements']): GeneratedProgram => ({
  name: 'seed 1',
  host: 'node-cjs',
  head: [{ name: 'log', text: 'const log = console.log;\n' }],
  body: { statements },
  horizon: 0,
});

/** An engine that finds the outcome in the program's text. */
const engine = (name: string, outcomeOf: (text: string) => string): Engine => ({
  name,
  run: async (programs) =>
    programs.map(({ text }): Outcome => ({
      stdout: outcomeOf(text),
      stderr: '',
      end: 'exited 0',
    })),
  close: async () => undefined,
});

test('the same seed makes the same program, another seed another one', () => {
  const [first, again, other] = [7, 7, 8].map((seed) => textOf(generateProgram(seed, 'node-esm')));
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test('a program is made small, inner callbacks included', async () => {
  const inner = {
    statements: [say('b'), statement(code`queueMicrotask(() => ${{ statements: [say('c')] }});`)],
  };
  const whole = program(say('a'), statement(code`setTimeout(() => ${inner}, 10);`), say('d'));
  const smallest = await shrink(whole, async (candidate) => textOf(candidate).includes(`log('c')`));
  expect(textOf(smallest)).toBe(`const log = console.log;\nlog('c');\n`);
});

test('a difference that the real engine shows as well is a race', async () => {
  let runs = 0;
  const truth = engine('real', () => (++runs % 2 ? 'a b' : 'b a'));
  const subject = engine('ours', () => 'b a');
  const generated = program(say('a'));
  const [found] = await subject.run([{ text: '', host: 'node-cjs', horizon: 0 }]);
  const expected = { ...found!, stdout: 'a b' };
  expect((await explain(generated, expected, found!, { truth, subject })).kind).toBe('race');
});

test('any other difference is a mismatch, shown with its smallest program', async () => {
  const truth = engine('real', () => 'right');
  const subject = engine('ours', (text) => (text.includes(`log('bad')`) ? 'wrong' : 'right'));
  const generated = program(say('a'), say('bad'), say('z'));
  const outcome = (stdout: string): Outcome => ({
    stdout,
    stderr: '',
    end: 'exited 0',
  });
  const difference = await explain(generated, outcome('right'), outcome('wrong'), { truth, subject });
  expect(difference).toMatchObject({
    kind: 'mismatch',
    expected: 'right[exited 0]',
    found: 'wrong[exited 0]',
  });
  expect(difference.program).toBe(`const log = console.log;\nlog('bad');\n`);
});

test('standard error is compared without frames, folder and process id, but with everything else', () => {
  const stderr = `file:///folder/main.mjs:3
throw new Error('no');
      ^

Error: no
    at f (file:///folder/main.mjs:3:7)

Node.js v24.21.0
(node:123) Warning: of /folder/main.mjs
`;
  expect(comparableStderr(stderr, '/folder')).toBe(`Error: no

Node.js v24.21.0
(node) Warning: of main.mjs
`);
});

test('a mismatch that was run again is counted as what it is now', () => {
  const what = { set: 'generated', host: 'browser', truth: 'real', subject: 'ours' } as const;
  const counts = { programs: 10, equal: 8, races: 0, mismatches: 2, declared: {} };
  const row: Row = { ...what, ...counts, seeds: [1, 10], mismatched: ['seed 3', 'seed 4'] };
  const again = {
    ...what,
    programs: 2,
    equal: 1,
    races: 0,
    mismatches: 0,
    declared: { known: 1 },
    differences: [],
  };
  expect(recounted(row, again)).toEqual({
    ...row,
    equal: 9,
    mismatches: 0,
    declared: { known: 1 },
    mismatched: [],
  });
});

test('pieces of a long run are added up if their seeds follow on each other, and replaced if not', () => {
  const row = (from: number, to: number, races: number): Row => {
    const counts = { programs: to - from + 1, equal: to - from + 1 - races, races, mismatches: 0 };
    const what = { set: 'generated', host: 'browser', truth: 'real', subject: 'ours' } as const;
    return { ...what, ...counts, declared: { known: 1 }, seeds: [from, to], mismatched: [] };
  };
  expect(mergeRows([row(1, 100, 1)], [row(101, 150, 2)])).toEqual([
    { ...row(1, 150, 3), declared: { known: 2 } },
  ]);
  expect(mergeRows([row(1, 100, 1)], [row(1, 50, 0)])).toEqual([row(1, 50, 0)]);
});
