/** What each system’s decision of design costs, and what it buys: the sentences of the chapter, held against runs. */
import { describe, expect, test } from 'vitest';
import { runSystem, type Ran } from '#systems/run.ts';
import { startOf, type Settings } from '#systems/system.ts';
import { SYSTEMS, systemOf } from '#systems/systems.ts';

const SEEDS = [1, 2, 3];

const run = (id: string, settings: Partial<Settings>): Promise<Ran> =>
  runSystem(systemOf(id), { ...startOf(systemOf(id)), ...settings });

/** The sum of what `pick` finds, over all seeds. */
async function sum(id: string, settings: Partial<Settings>, pick: (ran: Ran) => number): Promise<number> {
  let total = 0;
  for (const seed of SEEDS) total += pick(await run(id, { seed, ...settings }));
  return total;
}

const lost = ({ numbers }: Ran): number => numbers.lost;
const twice = ({ numbers }: Ran): number => numbers.twice;
const extra =
  (at: number) =>
  ({ extras }: Ran) =>
    extras[at]!;

describe.each(SYSTEMS.filter(({ id }) => id !== 'releases'))(
  '$id, with many crashes',
  ({ id, dials, design }) => {
    const crashing = { failure: dials.failure.max };
    const promises = design.options.filter((one) => one.id !== 'at most once');

    test.each(promises)('what a dead process held comes again, and nothing is lost: $label', async (one) => {
      const settings = { ...crashing, design: one.id };
      expect(await sum(id, settings, lost)).toBe(0);
      const again = ({ events }: Ran) =>
        events.filter((event) => event.type === 'MessageDelivered' && event.redelivered).length;
      expect(await sum(id, settings, again)).toBeGreaterThan(0);
    });

    test('there is less done in the same time', async () => {
      const late = ({ numbers }: Ran) => numbers.underWay;
      expect(await sum(id, crashing, late)).toBeGreaterThan(await sum(id, { failure: 0 }, late));
    });
  },
);

test('a ledger that knows payments by a key posts none twice, and one that does not, does', async () => {
  expect(await sum('payments', { failure: 60, design: 'key' }, twice)).toBe(0);
  expect(await sum('payments', { failure: 60, design: 'no key' }, twice)).toBeGreaterThan(0);
});

test('a manager that forgets leaves books reserved and cards charged; one that remembers leaves none', async () => {
  const hard = { failure: 60, latency: 100 };
  expect(await sum('orders', { ...hard, design: 'forgets' }, extra(1))).toBeGreaterThan(0);
  expect(await sum('orders', { ...hard, design: 'remembers' }, extra(1))).toBe(0);
});

test('orders are given up when billing cannot keep up, and not when it can', async () => {
  expect(await sum('orders', { load: 12, replicas: 2 }, extra(0))).toBeGreaterThan(100);
  expect(await sum('orders', { load: 12, replicas: 8 }, extra(0))).toBe(0);
});

test('what is acknowledged before it is stored is lost with its process', async () => {
  expect(await sum('telemetry', { failure: 60, design: 'at most once' }, lost)).toBeGreaterThan(0);
  expect(await sum('telemetry', { failure: 0, design: 'at most once' }, lost)).toBe(0);
});

test('crashes make sensors silent for longer', async () => {
  const calm = await sum('telemetry', { failure: 0 }, extra(0));
  expect(await sum('telemetry', { failure: 60 }, extra(0))).toBeGreaterThan(calm);
});

test('more counters do not help a bestseller whose views are in one partition', async () => {
  const done = ({ numbers }: Ran) => numbers.done;
  const full = { load: 60, replicas: 8 };
  const byBook = await sum('analytics', { ...full, design: 'by book' }, done);
  expect(await sum('analytics', { ...full, design: 'in turn' }, done)).toBeGreaterThan(1.2 * byBook);
  expect(await sum('analytics', { ...full, replicas: 6, design: 'by book' }, done)).toBeGreaterThan(
    0.9 * byBook,
  );
});

test('a counter that falls behind in one partition corrects totals', async () => {
  expect(await sum('analytics', { load: 60 }, extra(0))).toBeGreaterThan(0);
  expect(await sum('analytics', { load: 4 }, extra(0))).toBe(0);
});

test('replies overtake a star that is pushed, and not one that is pulled', async () => {
  expect(await sum('feeds', { design: 'push' }, extra(0))).toBeGreaterThan(0);
  expect(await sum('feeds', { design: 'pull' }, extra(0))).toBe(0);
});

test('a forgotten approval is lost in a chain of reactions, and found by a coordinator', async () => {
  expect(await sum('releases', { failure: 40, design: 'chain' }, lost)).toBeGreaterThan(0);
  expect(await sum('releases', { failure: 40, design: 'coordinator' }, lost)).toBe(0);
  expect(await sum('releases', { failure: 0, design: 'chain' }, lost)).toBe(0);
  expect(await sum('releases', { failure: 40, design: 'coordinator' }, extra(0))).toBeGreaterThan(0);
});
