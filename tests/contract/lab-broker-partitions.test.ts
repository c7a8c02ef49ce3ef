import { afterEach, describe, expect, test } from 'vitest';
import { forgetBroker, LAB_BROKERS, opener } from './lab-brokers.ts';

/** What keys and partitions promise a program, whichever broker it runs on. */
afterEach(forgetBroker);

describe.each(LAB_BROKERS)('topics with partitions on %s', (engine) => {
  const open = opener(engine);

  const KEYS = ['o-1', 'o-2', 'o-3', 'o-4', 'o-5', 'o-6', 'o-7'];

  test('the messages of a key are handled in order, by one member at a time, as members come and go', async ({
    skip,
  }) => {
    const broker = await open(skip, { partitions: 4 });
    const seen: { id: string; key: string; by: string }[] = [];
    const atWork = new Map<string, number>();
    let most = 0;
    const join = (by: string) =>
      broker.subscribe('orders', { group: 'stock', prefetch: 3 }, async ({ message, ack }) => {
        const key = String(message['key']);
        atWork.set(key, (atWork.get(key) ?? 0) + 1);
        most = Math.max(most, atWork.get(key)!);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push({ id: message.id, key, by });
        atWork.set(key, atWork.get(key)! - 1);
        await ack();
      });
    const publish = async (from: number, to: number) => {
      for (let n = from; n < to; n++) {
        for (const key of KEYS) await broker.publish('orders', { id: `${key}/${n}`, key }, { key });
      }
    };
    const first = await join('A');
    const before = publish(0, 3);
    await join('B');
    await before;
    const after = publish(3, 6);
    await first.leave();
    await after;
    await broker.idle();
    expect(most).toBe(1);
    for (const key of KEYS) {
      // What A held when it left may come a second time, never earlier than what stood before it.
      const ids = new Set(seen.filter((one) => one.key === key).map(({ id }) => id));
      expect([...ids]).toEqual([0, 1, 2, 3, 4, 5].map((n) => `${key}/${n}`));
    }
    expect(new Set(seen.map(({ by }) => by))).toEqual(new Set(['A', 'B']));
  });

  test('what a dead member held comes first to the one that takes its place', async ({ skip }) => {
    const broker = await open(skip, { partitions: 2 });
    const seen: string[] = [];
    const doomed = await broker.subscribe('orders', { group: 'stock' }, ({ message }) => {
      seen.push(`A ${message.id}`);
    });
    for (const id of ['e-1', 'e-2', 'e-3']) await broker.publish('orders', { id }, { key: 'o-17' });
    await broker.idle();
    await broker.subscribe('orders', { group: 'stock' }, async ({ message, redelivered, ack }) => {
      seen.push(`B ${message.id} ${redelivered}`);
      await ack();
    });
    await doomed.crash();
    await broker.idle();
    expect(seen).toEqual(['A e-1', 'B e-1 true', 'B e-2 false', 'B e-3 false']);
  });

  test('what is handed back comes again before what stands behind it', async ({ skip }) => {
    const broker = await open(skip, { partitions: 3 });
    const seen: string[] = [];
    await broker.subscribe('orders', { group: 'stock' }, async ({ message, deliveries, ack, nack }) => {
      seen.push(`${message.id} ${deliveries}`);
      if (message.id === 'e-1' && deliveries < 3) await nack();
      else await ack();
    });
    for (const id of ['e-1', 'e-2']) await broker.publish('orders', { id }, { key: 'o-17' });
    await broker.idle();
    expect(seen).toEqual(['e-1 1', 'e-1 2', 'e-1 3', 'e-2 1']);
  });

  test('more members than partitions: the others have nothing to do; messages without a key go round', async ({
    skip,
  }) => {
    const broker = await open(skip, { partitions: 2 });
    const by = new Map<string, number>();
    for (const name of ['A', 'B', 'C']) {
      await broker.subscribe('orders', { group: 'stock' }, async ({ ack }) => {
        by.set(name, (by.get(name) ?? 0) + 1);
        await ack();
      });
    }
    for (let n = 0; n < 6; n++) await broker.publish('orders', { id: `e-${n}` });
    await broker.idle();
    expect([...by.values()]).toEqual([3, 3]);
  });
});
