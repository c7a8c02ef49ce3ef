/** What a publisher hears, and what arrives. */
import { strict as assert } from 'node:assert';
import { clientWithQueue, drain, fill, type QueueScenario } from './support.ts';

export const PUBLISHING: readonly QueueScenario[] = [
  {
    id: 'unroutable-confirmed',
    title: 'A message that no queue wants is confirmed all the same, and gone',
    async run(engine, trial) {
      const client = await engine.connect();
      const exchange = trial.name('shop');
      await client.declareExchange(exchange, 'topic');
      const outcome = await client.publish(exchange, 'order.placed', 'o-1');
      assert.deepEqual([outcome.accepted, outcome.heard], [true, ['confirmed']]);
    },
  },
  {
    id: 'mandatory-returned',
    title: 'Published as mandatory, it comes back (312, NO_ROUTE) before it is confirmed',
    async run(engine, trial) {
      const client = await engine.connect();
      const exchange = trial.name('shop');
      await client.declareExchange(exchange, 'topic');
      const outcome = await client.publish(exchange, 'order.placed', 'o-1', { mandatory: true });
      assert.deepEqual(outcome, {
        accepted: true,
        returned: { code: 312, reason: 'NO_ROUTE' },
        heard: ['returned', 'confirmed'],
      });
    },
  },
  {
    id: 'mandatory-routed',
    title:
      'A mandatory message that a queue takes does not come back, and is confirmed before anybody handles it',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const outcome = await client.publish('', queue, 'o-1', { mandatory: true });
      assert.deepEqual([outcome.accepted, outcome.heard], [true, ['confirmed']]);
      assert.equal((await client.checkQueue(queue)).messages, 1);
    },
  },
  {
    id: 'message-as-published',
    title: 'Body, headers, id, exchange and key arrive as they were published',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const exchange = trial.name('shop');
      await client.declareExchange(exchange, 'direct');
      await client.bindQueue(queue, exchange, 'order');
      const headers = { tenant: 'blue', attempt: 3, test: true, tags: ['a', 'b'], nested: { deep: 'yes' } };
      await client.publish(exchange, 'order', '{"total":"12 €"}', { id: 'o-1', headers });
      const delivery = await client.get(queue, { noAck: true });
      assert.deepEqual(
        [delivery?.body, delivery?.headers, delivery?.id, delivery?.exchange, delivery?.key],
        ['{"total":"12 €"}', headers, 'o-1', exchange, 'order'],
      );
    },
  },
  {
    id: 'order-of-publishing',
    title: 'One publisher’s messages stand in a queue in the order of publishing',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const sent = Array.from({ length: 40 }, (_, n) => `o-${n}`);
      await Promise.all(sent.map((body) => client.publish('', queue, body)));
      assert.deepEqual(await drain(client, queue), sent);
    },
  },
  {
    id: 'purge',
    title: 'Purging a queue says how many messages went, and leaves those that a consumer holds',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, 'held', '2', '3');
      const held = await client.get(queue);
      assert.equal(await client.purgeQueue(queue), 2);
      await client.nack(held!, { requeue: true });
      assert.deepEqual(await drain(client, queue), ['held!']);
    },
  },
];
