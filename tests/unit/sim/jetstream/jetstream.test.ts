import { expect, test } from 'vitest';
import type { BrokerEvent } from '#trace/broker-events.ts';
import { openJetStreamSimulator } from '#sim/jetstream/simulator.ts';

async function openWithOrders(options: Parameters<typeof openJetStreamSimulator>[0] = {}) {
  const server = await openJetStreamSimulator(options);
  await server.addStream({ name: 'orders', subjects: ['orders.*'] });
  await server.addConsumer('orders', { name: 'stock', ackWaitMs: 100, maxDeliver: 2 });
  return server;
}

test('the trace tells what became of each message', async () => {
  const trace: BrokerEvent[] = [];
  const server = await openWithOrders({ record: (event) => trace.push(event) });
  await server.publish('orders.placed', 'o-1');
  const { deliveries } = await server.pull('orders', 'stock', { batch: 1 });
  await server.advance(100);
  await server.pull('orders', 'stock', { batch: 1 });
  await server.answer(deliveries[0]!, { type: 'ack' });
  const message = 'orders#1';
  const [queue, consumer] = ['orders', 'stock'];
  expect(trace).toEqual([
    { type: 'QueueDeclared', queue, durable: false, keeps: true },
    { type: 'ConsumerSubscribed', consumer, queue },
    { type: 'MessagePublished', message, to: 'orders.placed' },
    { type: 'MessageRouted', message, queue },
    { type: 'PublishConfirmed', message, accepted: true },
    { type: 'MessageDelivered', message, queue, consumer, redelivered: false },
    { type: 'MessageRequeued', message, queue, consumer },
    { type: 'MessageDelivered', message, queue, consumer, redelivered: true },
    { type: 'MessageAcknowledged', message, queue, consumer },
  ]);
});

test('a pull ends at its time, and the clock stands there', async () => {
  const server = await openWithOrders();
  const { deliveries, end } = await server.pull('orders', 'stock', { batch: 1, expiresMs: 250 });
  expect({ deliveries, end, now: server.now() }).toEqual({ deliveries: [], end: 'timeout', now: 250 });
});

test('a batch that is no positive whole number is refused', async () => {
  const server = await openWithOrders();
  await expect(server.pull('orders', 'stock', { batch: 0 })).rejects.toThrow('got 0');
});

test('what is refused has the code of the server', async () => {
  const server = await openWithOrders();
  await expect(server.publish('elsewhere', 'x')).rejects.toMatchObject({ code: 503 });
  await expect(server.streamInfo('nope')).rejects.toMatchObject({ name: 'JetStreamError', code: 10059 });
  const expectation = { expect: { lastSequence: 7 } };
  await expect(server.publish('orders.placed', 'o-1', expectation)).rejects.toThrow('wrong last sequence: 0');
});

test('bytes are counted in UTF-8', async () => {
  const server = await openWithOrders();
  await server.publish('orders.placed', 'é€😀x');
  expect((await server.streamInfo('orders')).bytes).toBe(16 + 13 + 10);
});
