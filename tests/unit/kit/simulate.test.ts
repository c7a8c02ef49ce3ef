import { afterEach, expect, test } from 'vitest';
import * as kit from '#kit/kit.ts';

const TRACE = Symbol.for('handbook.trace');
const globals = globalThis as unknown as Record<symbol, unknown>;

afterEach(() => void Reflect.deleteProperty(globals, TRACE));

test('a simulated system runs once, and traces what happens in it', async () => {
  const events: { type?: string; at?: number }[] = [];
  globals[TRACE] = (event: object) => void events.push(event);
  const start = (sim: Parameters<typeof kit.createBus>[0]) => {
    const broker = kit.createBroker(sim);
    sim.process('shop', async ({ process, sleep }) => {
      await broker.connect(process).subscribe('orders', { group: 'stock' }, async ({ ack }) => {
        await sleep(50);
        await ack();
      });
      await broker.connect(process).publish('orders', { id: 'o-1' });
    });
  };
  expect(await kit.simulate(start, { until: 500, latency: 10 })).toBe(events.length);
  const types = events.map(({ type }) => type);
  expect(types).toEqual(
    expect.arrayContaining(['MessagePublished', 'MessageDelivered', 'MessageAcknowledged']),
  );
  const took = events.at(-1)!.at! - events[types.indexOf('MessageDelivered')]!.at!;
  expect(took).toBeGreaterThanOrEqual(50 + 5 + 5);
  expect(took).toBeLessThanOrEqual(50 + 15 + 15);
});
