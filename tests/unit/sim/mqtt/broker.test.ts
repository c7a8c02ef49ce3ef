import { expect, test } from 'vitest';
import type { BrokerEvent } from '#trace/broker-events.ts';
import { openMqttSimulator } from '#sim/mqtt/simulator.ts';

test('the trace tells of waiting, delivery, loss and redelivery', async () => {
  const trace: BrokerEvent[] = [];
  const broker = await openMqttSimulator({ record: (event) => trace.push(event) });
  const stock = { clientId: 'stock', clean: false } as const;
  const shop = await broker.connect({ clientId: 'shop' });
  const first = await broker.connect({ ...stock, withhold: ['puback'] });
  await first.subscribe('orders', { qos: 1 });
  await shop.publish('orders', 'o-1', { qos: 1 });
  await first.die();
  await shop.publish('orders', 'o-2');
  await broker.connect(stock);
  const [one, two, consumer] = ['orders#1', 'orders#2', 'stock'];
  expect(trace).toEqual([
    { type: 'ConsumerSubscribed', consumer, queue: 'orders' },
    { type: 'MessagePublished', message: one, to: 'orders' },
    { type: 'MessageRouted', message: one, queue: consumer },
    { type: 'MessageDelivered', message: one, consumer, redelivered: false },
    { type: 'ConsumerLost', consumer },
    { type: 'MessagePublished', message: two, to: 'orders' },
    { type: 'MessageDropped', message: two, queue: consumer, reason: 'QoS 0, and the client is away' },
    { type: 'MessageDelivered', message: one, consumer, redelivered: true },
    { type: 'MessageAcknowledged', message: one, consumer },
  ]);
});

test('a client that sends what is no topic is put out', async () => {
  const broker = await openMqttSimulator();
  const client = await broker.connect({ clientId: 'shop' });
  await client.publish('orders/+', 'o-1');
  expect(client.open).toBe(false);
});

test('a subscription that is refused does not stay unanswered', async () => {
  const broker = await openMqttSimulator();
  const client = await broker.connect({ clientId: 'shop' });
  await expect(client.subscribe('a/#/b')).rejects.toThrow('closed the connection');
});
