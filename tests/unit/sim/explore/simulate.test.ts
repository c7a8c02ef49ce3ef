import { expect, test } from 'vitest';
import { createService } from '#sim/explore/service.ts';
import { crashNowAndThen, simulate, type SimulateOptions } from '#sim/explore/simulate.ts';
import type { Sim } from '#sim/explore/sim.ts';

const calling = (sim: Sim) => {
  const bell = createService(sim, { name: 'the bell', describe: ({ id }) => `ring ${String(id)}` });
  sim.process('ringer', async ({ process, sleep }) => {
    const ring = bell.connect(process);
    for (let id = 1; ; id++) {
      await sleep(100);
      await ring({ id }, { idempotencyKey: 'one' });
    }
  });
};

const run = (start: (sim: Sim) => void, options: Partial<SimulateOptions> = {}) =>
  simulate(start, { until: 1000, ...options });

test('it ends when its time is up, although the system would go on', async () => {
  const events = await run(calling, { latency: 0 });
  expect(events.at(-1)).toMatchObject({ at: 1000, operation: 'ring 10' });
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at));
});

test('a way takes from half to one and a half of the latency', async () => {
  const events = await run(calling, { latency: 40, until: 20_000 });
  const rings = events.filter(({ type }) => type === 'OperationApplied');
  const ways = rings.map(({ at }, index) => at - (rings[index - 1]?.at ?? 0) - 100);
  expect(Math.min(...ways)).toBe(20);
  expect(Math.max(...ways)).toBe(60);
});

test('a call that the other side knows is told from one that has an effect', async () => {
  const events = await run(calling);
  const details = events.flatMap((event) => (event.type === 'OperationApplied' ? [event.detail] : []));
  expect(details.slice(0, 3)).toEqual([undefined, 'known, no second effect', 'known, no second effect']);
});

test('crashes come so often on average, and whoever is down is not struck', async () => {
  const start = (sim: Sim) => {
    const boots = ['one', 'two'].map((name) => sim.process(name, () => {}));
    crashNowAndThen(sim, boots, 120);
  };
  const events = await run(start, { until: 60_000, restart: 300 });
  const types = events.map(({ type }) => type);
  const crashes = types.filter((type) => type === 'ProcessCrashed').length;
  expect(crashes).toBeGreaterThan(60);
  expect(crashes).toBeLessThanOrEqual(120 * 1.3);
  for (const name of ['one', 'two']) {
    const own = events.filter((event) => 'process' in event && event.process === name && event.at > 0);
    const pairs = own.map(
      ({ type, at }, index) => `${type} ${index % 2 === 1 ? at - own[index - 1]!.at : ''}`,
    );
    expect(new Set(pairs)).toEqual(new Set(['ProcessCrashed ', 'ProcessStarted 300']));
  }
});

test('no crashes are no crashes', async () => {
  const events = await run((sim) => crashNowAndThen(sim, [sim.process('one', () => {})], 0));
  expect(events.map(({ type }) => type)).toEqual(['ProcessStarted']);
});

test('a time that is no time is refused', async () => {
  await expect(run(calling, { until: Number.NaN })).rejects.toThrow('until is a number of milliseconds');
  await expect(run(calling, { latency: -1 })).rejects.toThrow(
    'latency is a number of milliseconds, and is -1',
  );
});
