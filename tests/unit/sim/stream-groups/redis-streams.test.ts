import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedisStreams } from '#sim/stream-groups/redis-streams.ts';
import { createSorted } from '#sim/stream-groups/sorted.ts';
import type { Outcome } from '#sim/stream-groups/waiting.ts';
import { createWorld } from '#sim/world.ts';
import { BROKER_TRACE, type BrokerEvent } from '#trace/broker-events.ts';
import { wrongEvent } from '#trace/fields.ts';

function setUp() {
  const world = createWorld({ seed: 1 });
  const trace: BrokerEvent[] = [];
  const redis = createRedisStreams({ world, record: (event) => trace.push(event) });
  return { world, trace, redis };
}

describe('Redis Streams in virtual time', () => {
  test('ids follow the virtual clock', () => {
    const { world, redis } = setUp();
    const ids = [redis.xAdd('orders', '*', { n: '1' }), redis.xAdd('orders', '*', { n: '2' })];
    world.advanceTo(7);
    ids.push(redis.xAdd('orders', '*', { n: '3' }));
    expect(ids).toEqual(['0-1', '0-2', '7-0']);
  });

  test('an entry becomes claimable at the millisecond of its idle time, not before', () => {
    const { world, redis } = setUp();
    redis.xAdd('orders', '*', { n: '1' });
    redis.xGroupCreate('orders', 'mail', '0');
    redis.xReadGroup('mail', 'a', { key: 'orders', id: '>' });
    world.advanceTo(29_999);
    expect(redis.xAutoClaim('orders', 'mail', 'b', 30_000, '0').messages).toEqual([]);
    world.advanceTo(30_000);
    expect(redis.xAutoClaim('orders', 'mail', 'b', 30_000, '0').messages).toHaveLength(1);
  });

  test('a blocking read ends exactly when its time is over', () => {
    const { world, redis } = setUp();
    const outcomes: Outcome[] = [];
    redis.waitAndRead({ key: 'orders', id: '$' }, { BLOCK: 100 }, (outcome) => outcomes.push(outcome));
    world.advanceTo(99);
    expect(outcomes).toEqual([]);
    world.advanceTo(100);
    expect(outcomes).toEqual([{ reply: null }]);
    redis.xAdd('orders', '*', { n: '1' });
    expect(outcomes).toHaveLength(1);
  });

  test('a consumer whose connection is gone while it waits takes nothing', () => {
    const { redis } = setUp();
    redis.xGroupCreate('orders', 'mail', '$', { MKSTREAM: true });
    const from = { key: 'orders', id: '>' };
    const giveUp = redis.waitAndReadGroup('mail', 'a', from, { BLOCK: 0 }, () => {
      throw new Error('it was answered');
    });
    giveUp();
    redis.xAdd('orders', '*', { n: '1' });
    expect(redis.xReadGroup('mail', 'b', from)?.[0]?.messages).toHaveLength(1);
  });

  test('after a restart nobody waits any more', () => {
    const { redis, trace } = setUp();
    redis.xGroupCreate('orders', 'mail', '$', { MKSTREAM: true });
    const from = { key: 'orders', id: '>' };
    redis.waitAndReadGroup('mail', 'a', from, { BLOCK: 0 }, () => {
      throw new Error('it was answered');
    });
    redis.restart();
    redis.xAdd('orders', '*', { n: '1' });
    expect(redis.xReadGroup('mail', 'b', from)?.[0]?.messages).toHaveLength(1);
    expect(trace).toContainEqual({ type: 'BrokerRestarted' });
  });

  test('what is handed out is not what the stream keeps', () => {
    const { redis } = setUp();
    const message = { n: '1' };
    redis.xAdd('orders', '1', message);
    message.n = 'changed';
    expect(redis.xRange('orders', '-', '+')).toEqual([{ id: '1-0', message: { n: '1' } }]);
  });
});

test('the trace tells the life of an entry', () => {
  const { trace, redis } = setUp();
  redis.xAdd('orders', '1', { n: '1' });
  redis.xGroupCreate('orders', 'mail', '0');
  redis.xReadGroup('mail', 'a', { key: 'orders', id: '>' });
  redis.xClaim('orders', 'mail', 'b', 0, '1');
  redis.xReadGroup('mail', 'b', { key: 'orders', id: '0' });
  redis.xAck('orders', 'mail', '1');
  redis.xTrim('orders', 'MAXLEN', 0);
  const place = { message: 'orders/1-0', queue: 'orders' };
  expect(trace).toEqual([
    { type: 'QueueDeclared', queue: 'orders', durable: true, keeps: true },
    { type: 'MessagePublished', message: 'orders/1-0', to: 'orders' },
    { type: 'MessageRouted', ...place },
    { type: 'GroupCreated', group: 'mail', queue: 'orders' },
    { type: 'MessageDelivered', ...place, group: 'mail', consumer: 'a', redelivered: false },
    { type: 'MessageClaimed', ...place, group: 'mail', from: 'a', consumer: 'b', deliveries: 2 },
    { type: 'MessageDelivered', ...place, group: 'mail', consumer: 'b', redelivered: true },
    { type: 'MessageAcknowledged', ...place, group: 'mail', consumer: 'b' },
    { type: 'MessageDropped', ...place, reason: 'trimmed' },
  ]);
  for (const event of trace) expect(wrongEvent(BROKER_TRACE.events, event)).toBeUndefined();
});

test('removing at the front leaves the rest in place, however much was removed', () => {
  const sorted = createSorted<{ id: bigint }>();
  for (let id = 0n; id < 200n; id++) sorted.add({ id });
  for (let id = 0n; id < 199n; id++) {
    expect(sorted.remove(id)).toEqual({ id });
    expect(sorted.size).toBe(199 - Number(id));
    expect([sorted.first?.id, sorted.last?.id]).toEqual([id + 1n, 199n]);
    expect(sorted.between(0n, 400n, 1)).toEqual([{ id: id + 1n }]);
    expect(sorted.backwards(400n, 0n, 1)).toEqual([{ id: 199n }]);
    expect([sorted.countBelow(200n), sorted.countBelow(id)]).toEqual([199 - Number(id), 0]);
    expect(sorted.get(id)).toBeUndefined();
  }
  sorted.removeFirst(5);
  expect([sorted.size, sorted.first, sorted.last]).toEqual([0, undefined, undefined]);
});

test('things stay in the order of their ids, whatever is added and removed', () => {
  const change = fc.tuple(fc.boolean(), fc.bigInt(0n, 99n));
  fc.assert(
    fc.property(fc.array(change, { size: 'max', maxLength: 300 }), fc.bigInt(0n, 99n), (changes, from) => {
      const sorted = createSorted<{ id: bigint }>();
      const kept = new Set<bigint>();
      for (const [adds, id] of changes) {
        if (adds && !kept.has(id)) sorted.add({ id });
        const removed = adds || sorted.remove(id) !== undefined;
        expect(removed).toBe(adds || kept.has(id));
        if (adds) kept.add(id);
        else kept.delete(id);
      }
      const inOrder = [...kept].toSorted((a, b) => Number(a - b));
      expect(sorted.between(0n, 99n).map(({ id }) => id)).toEqual(inOrder);
      expect(sorted.backwards(99n, from, 5).map(({ id }) => id)).toEqual(
        inOrder
          .filter((id) => id >= from)
          .toReversed()
          .slice(0, 5),
      );
      expect([sorted.size, sorted.first?.id, sorted.last?.id]).toEqual([
        kept.size,
        inOrder[0],
        inOrder.at(-1),
      ]);
    }),
  );
});
