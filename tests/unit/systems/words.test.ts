import { expect, test } from 'vitest';
import { runSystem } from '#systems/run.ts';
import { startOf, type Settings } from '#systems/system.ts';
import { systemOf } from '#systems/systems.ts';
import { compare, dialText, duration, rowsOf, worthSaying } from '#systems/words.ts';

const payments = systemOf('payments');
const run = (settings: Partial<Settings>) => runSystem(payments, { ...startOf(payments), ...settings });

test('times are said in milliseconds or seconds', () => {
  expect([duration(340.4), duration(2449), duration(null)]).toEqual(['340 ms', '2.4 s', '–']);
});

test('a dial is said with its unit', () => {
  expect(dialText(payments, 'load', 8)).toBe('8 payments a second');
});

test('the first run is summed up', async () => {
  expect(compare(payments, null, await run({}))).toMatch(
    /^95 % are posted within \d+ ms; \d+ (is|are) under way at the end\.$/,
  );
});

test('a change is named first, then what came of it', async () => {
  const [few, many] = [await run({ load: 2 }), await run({ load: 16 })];
  expect(compare(payments, few, many)).toMatch(
    /^Load 2 → 16: the time within which 95 % are posted rises from \d+ ms to [\d.]+ s; \d+ are under way at the end, before it was \d+;/,
  );
  expect(compare(payments, many, few)).toMatch(/^Load 16 → 2: .* falls from [\d.]+ s to \d+ ms;/);
});

test('what makes no difference is said to make none', async () => {
  const now = await run({ design: 'no key' });
  expect(compare(payments, await run({}), now)).toBe(
    'The ledger: posts what it is told: every number stays as it was, or nearly so.',
  );
});

test('a run for those who cannot make one says its settings', async () => {
  expect(worthSaying(payments, await run({ failure: 30, design: 'no key' }))).toMatch(
    /^5 payments a second, 2 replicas, 30 crashes a minute, “posts what it is told”: 95 % posted within [\d.]+ s(, \d+ repeated)?\.$/,
  );
});

test('the table has a row for each number, and those of the system’s own', async () => {
  const telemetry = systemOf('telemetry');
  const ran = await runSystem(telemetry, startOf(telemetry));
  const rows = rowsOf(telemetry).map(({ label, value }) => `${label}: ${value(ran)}`);
  expect(rows).toContainEqual(expect.stringMatching(/^Stored a second: \d+\.\d$/));
  expect(rows).toContainEqual(expect.stringMatching(/^Longest silence of a sensor: [\d.]+ s$/));
});
