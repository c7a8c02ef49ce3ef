import { expect, test } from 'vitest';
import { createWorkQueue } from '#sim/work-queue.ts';
import type { QueueEvent } from '#trace/queue-events.ts';

function setUp() {
  const trace: QueueEvent[] = [];
  const queue = createWorkQueue((event) => trace.push(event));
  const deliveries = () =>
    trace
      .filter((e) => e.type === 'MessageDelivered')
      .map((e) => `${e.message}→${e.consumer}${e.redelivered ? '!' : ''}`);
  return { queue, trace, deliveries };
}
const ignore = () => {};

test('competing consumers take turns', () => {
  const { queue, deliveries } = setUp();
  queue.subscribe('A', 10, ignore);
  queue.subscribe('B', 10, ignore);
  for (const m of ['1', '2', '3', '4']) queue.publish(m);
  expect(deliveries()).toEqual(['1→A', '2→B', '3→A', '4→B']);
});

test('a consumer gets no more than its prefetch until it acknowledges', () => {
  const { queue, deliveries } = setUp();
  queue.subscribe('A', 2, ignore);
  for (const m of ['1', '2', '3']) queue.publish(m);
  expect(deliveries()).toEqual(['1→A', '2→A']);
  queue.acknowledge('A', '1');
  expect(deliveries()).toEqual(['1→A', '2→A', '3→A']);
});

test('messages published before anyone subscribed are kept', () => {
  const { queue, deliveries } = setUp();
  queue.publish('1');
  expect(queue.waiting()).toEqual(['1']);
  queue.subscribe('A', 1, ignore);
  expect(deliveries()).toEqual(['1→A']);
});

test('what a lost consumer held returns to its original position and is marked as redelivered', () => {
  const { queue, deliveries } = setUp();
  queue.subscribe('A', 2, ignore);
  for (const m of ['1', '2', '3']) queue.publish(m);
  queue.lose('A');
  expect(queue.waiting()).toEqual(['1', '2', '3']);
  queue.subscribe('B', 3, ignore);
  expect(deliveries().slice(2)).toEqual(['1→B!', '2→B!', '3→B']);
});

test('a consumer may acknowledge within its delivery', () => {
  const { queue, trace } = setUp();
  queue.subscribe('A', 1, ({ message }) => queue.acknowledge('A', message));
  queue.publish('1');
  queue.publish('2');
  expect(trace.filter((e) => e.type === 'MessageAcknowledged')).toHaveLength(2);
  expect(queue.waiting()).toEqual([]);
});

test('acknowledging twice, or for somebody else, is refused by name', () => {
  const { queue } = setUp();
  queue.subscribe('A', 1, ignore);
  queue.subscribe('B', 1, ignore);
  queue.publish('1');
  expect(() => queue.acknowledge('B', '1')).toThrow('“B” does not hold “1”');
  queue.acknowledge('A', '1');
  expect(() => queue.acknowledge('A', '1')).toThrow('nothing to acknowledge');
  expect(() => queue.subscribe('A', 1, ignore)).toThrow('subscribed already');
});
