import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { runProcess } from '#cli/run-process.ts';
import { tempFolder } from '../../support/temp.ts';

const EXERCISE = 'idempotent-consumer/02-dies-in-the-middle';
const FOLDER = join(ROOT, 'labs/idempotent-consumer/exercises/02-dies-in-the-middle');

const lab = (...args: string[]) =>
  runProcess(process.execPath, [join(ROOT, 'src/cli/lab.mjs'), 'explore', ...args], {
    cwd: ROOT,
    deadlineMs: 60_000,
  });

test('shows the smallest failing schedule of the starter, as sentences and as what happened', async () => {
  const { code, output } = await lab(EXERCISE, '--schedules', '200');
  expect(code).toBe(1);
  expect(output).toMatch(/broke “no message is credited twice”: \w+ has \d+ points instead of \d+/);
  expect(output).toMatch(/1\. consumer crashed between “set points\/\w+” and acknowledging e-\d+\./);
  expect(output).toMatch(/ms {2}ProcessCrashed {6}process: consumer/);
});

test('as JSON it says the same, and its seed repeats that very schedule', async () => {
  const read = async (...args: string[]) => JSON.parse((await lab(EXERCISE, '--json', ...args)).output);
  const first = await read('--schedules', '200');
  expect(first).toMatchObject({ verdict: 'failed', counterexample: { faults: [expect.any(String)] } });
  const again = await read('--schedules', '1', '--seed', String(first.seed));
  expect(again.counterexample).toEqual(first.counterexample);
});

test('a right consumer stands as many schedules as one asks for', async () => {
  const { code, output } = await lab(EXERCISE, '--dir', join(FOLDER, 'solution'), '--schedules', '60');
  expect(output).toBe('All 300 schedules came out right.\n');
  expect(code).toBe(0);
});

test('whoever waits for a slow consumer is told how far it is', async () => {
  const slow = readFileSync(join(FOLDER, 'solution/consumer.js'), 'utf8').replace(
    'return db.transaction(',
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 40);\n    $&',
  );
  const { path } = tempFolder({ 'consumer.js': slow });
  const { code, output } = await lab(EXERCISE, '--dir', path, '--schedules', '9');
  expect(output).toMatch(/… \d+ s {2}passed: with all of this at once, and duplicates/);
  expect(output).toContain('All 45 schedules came out right.\n');
  expect(code).toBe(0);
});

test.each([
  [['event-loop/01-a-c-b'], 'nothing to explore'],
  [[EXERCISE, '--schedules', '0'], '--schedules takes a whole number from 1'],
  [[EXERCISE, '--seed', 'x'], '“x” is none'],
])('explore %j is bad usage', async (args, words) => {
  const { code, output } = await lab(...args);
  expect(code).toBe(2);
  expect(output).toContain(words);
});
