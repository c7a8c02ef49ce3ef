import { afterEach, describe, expect, test } from 'vitest';
import type * as Declared from '#kit/kit.d.ts';
import { createBroker } from '#kit/kit.ts';
import { createGate } from '../support/gate.ts';
import { forgetBroker, LAB_BROKERS, opener } from './lab-brokers.ts';

const TRACE = Symbol.for('handbook.trace');
const globals = globalThis as unknown as Record<symbol, unknown>;

afterEach(() => {
  forgetBroker();
  Reflect.deleteProperty(globals, TRACE);
});

interface Traced {
  type: string;
  message?: string;
  consumer?: string;
}

describe.each(LAB_BROKERS)('a program on a broker: %s', (engine) => {
  const open = opener(engine);

  test('every group has a copy of each event, and its members share them', async ({ skip }) => {
    const broker = await open(skip);
    const seen: string[] = [];
    const join = (group: string) =>
      broker.subscribe('orders', { group }, async ({ message, ack }) => {
        seen.push(`${group} ${message.id}`);
        await ack();
      });
    await join('stock');
    await join('stock');
    await join('mail');
    const ids = ['o-1', 'o-2', 'o-3', 'o-4'];
    for (const id of ids) await broker.publish('orders', { id });
    await broker.idle();
    expect(seen.toSorted()).toEqual([...ids.map((id) => `mail ${id}`), ...ids.map((id) => `stock ${id}`)]);
  });

  test('a group that has nobody left misses nothing; one that comes later has not what was before', async ({
    skip,
  }) => {
    const broker = await open(skip);
    const seen: string[] = [];
    const join = (group: string) =>
      broker.subscribe('orders', { group }, async ({ message, ack }) => {
        seen.push(`${group} ${message.id}`);
        await ack();
      });
    const first = await join('stock');
    await first.leave();
    await broker.publish('orders', { id: 'o-1' });
    await join('mail');
    await broker.publish('orders', { id: 'o-2' });
    await broker.idle();
    await join('stock');
    await broker.idle();
    expect(seen).toEqual(['mail o-2', 'stock o-1', 'stock o-2']);
  });

  test('what a member held when it crashed comes to another one, marked as redelivered', async ({ skip }) => {
    const broker = await open(skip);
    const seen: string[] = [];
    const doomed = await broker.subscribe('orders', { group: 'stock' }, ({ message, deliveries }) => {
      seen.push(`${message.id} ${deliveries}`);
    });
    await broker.publish('orders', { id: 'o-1' });
    await broker.idle();
    await broker.subscribe('orders', { group: 'stock' }, async (delivery) => {
      seen.push(`${delivery.message.id} ${delivery.deliveries} ${delivery.redelivered}`);
      await delivery.ack();
    });
    await doomed.crash();
    await broker.idle();
    expect(seen).toEqual(['o-1 1', 'o-1 2 true']);
  });

  test('a member holds no more than its prefetch, however long the queue', async ({ skip }) => {
    const broker = await open(skip);
    const gate = createGate();
    const seen: string[] = [];
    await broker.subscribe('orders', { group: 'stock', prefetch: 2 }, async ({ message, ack }) => {
      seen.push(message.id);
      await gate.opened;
      await ack();
    });
    for (const id of ['o-1', 'o-2', 'o-3', 'o-4']) await broker.publish('orders', { id });
    await gate.reached(() => seen.length >= 2);
    expect(seen).toHaveLength(2);
    gate.open();
    await broker.idle();
    expect(seen.toSorted()).toEqual(['o-1', 'o-2', 'o-3', 'o-4']);
  });

  test('what is refused for good is kept as a dead letter, what is handed back comes again', async ({
    skip,
  }) => {
    const broker = await open(skip);
    const tries: string[] = [];
    await broker.subscribe(
      'orders',
      { group: 'stock', deadLetters: 'parked' },
      async ({ message, redelivered, ack, nack }) => {
        tries.push(message.id);
        if (message.id === 'poison') await nack({ requeue: false });
        else if (redelivered) await ack();
        else await nack();
      },
    );
    for (const id of ['poison', 'o-1']) await broker.publish('orders', { id, total: 12 });
    await broker.idle();
    expect(tries).toEqual(['poison', 'o-1', 'o-1']);
    expect(await broker.deadLetters('parked')).toEqual([
      { message: { id: 'poison', total: 12 }, reason: 'rejected' },
    ]);
    expect(await broker.deadLetters('parked')).toEqual([]);
  });

  test('after so many attempts a message is a dead letter, handed back or lost with its member', async ({
    skip,
  }) => {
    const broker = await open(skip);
    const tries: string[] = [];
    const options = { group: 'stock', deadLetters: 'parked', attempts: 3 };
    const join = () =>
      broker.subscribe('orders', options, async ({ message, deliveries, ack, nack }) => {
        tries.push(`${message.id} ${deliveries}`);
        if (message.id === 'sound') await ack();
        else if (deliveries < 3) await nack();
        // The third time it is held, and its member dies.
      });
    const doomed = await join();
    await broker.publish('orders', { id: 'poison' });
    await broker.idle();
    await doomed.crash();
    await join();
    await broker.publish('orders', { id: 'sound' });
    await broker.idle();
    expect(tries).toEqual(['poison 1', 'poison 2', 'poison 3', 'sound 1']);
    expect(await broker.deadLetters('parked')).toEqual([
      { message: { id: 'poison' }, reason: 'delivery_limit' },
    ]);
  });

  test('a handler that throws takes its member with it, and idle() says what it threw', async ({ skip }) => {
    const broker = await open(skip);
    const seen: string[] = [];
    await broker.subscribe('orders', { group: 'stock' }, () => {
      throw new Error('no shelf');
    });
    await broker.publish('orders', { id: 'o-1' });
    await expect(broker.idle()).rejects.toThrow('no shelf');
    await broker.subscribe('orders', { group: 'stock' }, async ({ message, redelivered, ack }) => {
      seen.push(`${message.id} ${redelivered}`);
      await ack();
    });
    await broker.idle();
    expect(seen).toEqual(['o-1 true']);
  });

  test('a delivery is answered once', async ({ skip }) => {
    const broker = await open(skip);
    const errors: string[] = [];
    await broker.subscribe('orders', { group: 'stock' }, async ({ ack, nack }) => {
      await ack();
      for (const again of [ack, nack]) await again().catch((error: Error) => errors.push(error.message));
    });
    await broker.publish('orders', { id: 'o-1' });
    await broker.idle();
    expect(errors).toEqual([
      expect.stringMatching(/o-1 has been answered/),
      expect.stringMatching(/o-1 has been answered/),
    ]);
  });

  test('the trace tells who got what, in the same words', async ({ skip }) => {
    const events: Traced[] = [];
    globals[TRACE] = (event: Traced) => events.push(event);
    const broker = await open(skip);
    const handle = ({ redelivered, ack, nack }: Declared.BrokerDelivery) => (redelivered ? ack() : nack());
    await broker.subscribe('orders', { group: 'stock', consumer: 'A' }, handle);
    await broker.publish('orders', { id: 'o-1' });
    await broker.idle();
    const told = events.filter(({ type }) => /^(Message|ConsumerSub)/.test(type));
    expect(told.map(({ type, message, consumer }) => [type, message, consumer])).toEqual([
      ['ConsumerSubscribed', undefined, 'A'],
      ['MessagePublished', 'o-1', undefined],
      ['MessageRouted', 'o-1', undefined],
      ['MessageDelivered', 'o-1', 'A'],
      ['MessageRequeued', 'o-1', 'A'],
      ['MessageDelivered', 'o-1', 'A'],
      ['MessageAcknowledged', 'o-1', 'A'],
    ]);
  });
});

test.each<[string, (broker: Declared.Broker) => Promise<unknown>, RegExp]>([
  [
    'a message without an id',
    (broker) => broker.publish('orders', { total: 3 } as never),
    /an id of its own/,
  ],
  [
    'a key that is no text',
    (broker) => broker.publish('orders', { id: 'o-1' }, { key: 7 as never }),
    /key of o-1 is to be a text/,
  ],
  ['a topic with a colon', (broker) => broker.publish('orders:new', { id: 'o-1' }), /"orders:new" is none/],
  ['no group', (broker) => broker.subscribe('orders', {} as never, () => {}), /the group is a name/],
  [
    'attempts without a place for dead letters',
    (broker) => broker.subscribe('orders', { group: 'g', attempts: 3 }, () => {}),
    /needs deadLetters/,
  ],
  [
    'no prefetch',
    (broker) => broker.subscribe('orders', { group: 'g', prefetch: 0 }, () => {}),
    /prefetch is a whole number from 1/,
  ],
])('%s is refused, with what it should be', async (_what, attempt, words) => {
  await expect(attempt(createBroker())).rejects.toThrow(words);
  expect(() => createBroker({ partitions: -1 })).toThrow(/from 0 to 64/);
});
