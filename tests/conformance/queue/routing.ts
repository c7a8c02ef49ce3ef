/** Which queues get a copy. */
import { strict as assert } from 'node:assert';
import { clientWithQueue, drain, fill, type QueueScenario } from './support.ts';

export const ROUTING: readonly QueueScenario[] = [
  {
    id: 'default-exchange',
    title: 'The default exchange routes to the queue that is named like the key',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const other = trial.name('other');
      await client.declareQueue(other);
      await client.publish('', queue, 'o-1');
      assert.deepEqual([await drain(client, queue), await drain(client, other)], [['o-1'], []]);
    },
  },
  {
    id: 'direct-key',
    title: 'A direct exchange compares the whole key',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const exchange = trial.name('shop');
      await client.declareExchange(exchange, 'direct');
      await client.bindQueue(queue, exchange, 'order.placed');
      for (const key of ['order.placed', 'order', 'order.*', 'order.placed.eu', '']) {
        await client.publish(exchange, key, key);
      }
      assert.deepEqual(await drain(client, queue), ['order.placed']);
    },
  },
  {
    id: 'fanout-ignores-key',
    title: 'A fanout exchange copies to every bound queue, whatever the key',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const [exchange, second] = [trial.name('shop'), trial.name('mail')];
      await client.declareExchange(exchange, 'fanout');
      await client.declareQueue(second);
      await client.bindQueue(queue, exchange, 'some.key');
      await client.bindQueue(second, exchange, '');
      await client.publish(exchange, 'another.key', 'o-1');
      assert.deepEqual([await drain(client, queue), await drain(client, second)], [['o-1'], ['o-1']]);
    },
  },
  {
    id: 'one-copy-per-queue',
    title: 'Two topic bindings that match to one queue give one copy',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const exchange = trial.name('shop');
      await client.declareExchange(exchange, 'topic');
      await client.bindQueue(queue, exchange, 'order.*');
      await client.bindQueue(queue, exchange, '#');
      await client.publish(exchange, 'order.placed', 'o-1');
      assert.deepEqual(await drain(client, queue), ['o-1']);
    },
  },
  {
    id: 'alternate-exchange',
    title:
      'What an exchange can route nowhere goes to its alternate exchange, and does not count as unroutable',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const [exchange, spare] = [trial.name('shop'), trial.name('spare')];
      const known = trial.name('known');
      await client.declareExchange(spare, 'fanout');
      await client.declareExchange(exchange, 'direct', { alternate: spare });
      await client.declareQueue(known);
      await client.bindQueue(queue, spare, '');
      await client.bindQueue(known, exchange, 'known');
      const outcome = await client.publish(exchange, 'unknown', 'lost', { mandatory: true });
      await client.publish(exchange, 'known', 'found');
      assert.deepEqual(outcome.heard, ['confirmed']);
      assert.deepEqual([await drain(client, queue), await drain(client, known)], [['lost'], ['found']]);
    },
  },
  {
    id: 'exchange-to-exchange',
    title: 'Exchanges bound to exchanges pass messages on, and a circle of them gives one copy',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const [first, second] = [trial.name('first'), trial.name('second')];
      await client.declareExchange(first, 'topic');
      await client.declareExchange(second, 'topic');
      await client.bindExchange(second, first, 'order.#');
      await client.bindExchange(first, second, '#');
      await client.bindQueue(queue, second, '*.placed');
      await client.publish(first, 'order.placed', 'passed');
      await client.publish(first, 'order.paid', 'not bound behind');
      await client.publish(first, 'user.placed', 'not bound before');
      assert.deepEqual(await drain(client, queue), ['passed']);
    },
  },
  {
    id: 'unbind',
    title: 'After an unbind nothing comes that way any more; to unbind what is not bound is no error',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const exchange = trial.name('shop');
      await client.declareExchange(exchange, 'direct');
      await client.bindQueue(queue, exchange, 'order');
      await client.publish(exchange, 'order', 'before');
      await client.unbindQueue(queue, exchange, 'order');
      await client.unbindQueue(queue, exchange, 'order');
      await client.publish(exchange, 'order', 'after');
      assert.deepEqual(await drain(client, queue), ['before']);
    },
  },
  {
    id: 'same-binding-twice',
    title: 'The same binding made twice is one binding',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const exchange = trial.name('shop');
      await client.declareExchange(exchange, 'direct');
      await client.bindQueue(queue, exchange, 'order');
      await client.bindQueue(queue, exchange, 'order');
      await client.unbindQueue(queue, exchange, 'order');
      const { returned } = await client.publish(exchange, 'order', 'o-1', { mandatory: true });
      assert.equal(returned?.code, 312);
    },
  },
  {
    id: 'bindings-go-with-queue',
    title: 'A deleted queue takes its bindings with it: declared again, it gets nothing',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const exchange = trial.name('shop');
      await client.declareExchange(exchange, 'fanout');
      await client.bindQueue(queue, exchange, '');
      await client.deleteQueue(queue);
      await client.declareQueue(queue);
      const { returned } = await client.publish(exchange, '', 'o-1', { mandatory: true });
      assert.equal(returned?.code, 312);
      assert.deepEqual(await drain(client, queue), []);
    },
  },
  {
    id: 'kept-until-subscribed',
    title: 'What was published before anybody subscribed is kept, in order',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1', '2', '3');
      const subscription = await client.subscribe(queue);
      const came = [await subscription.next(), await subscription.next(), await subscription.next()];
      assert.deepEqual(
        came.map(({ body, redelivered }) => [body, redelivered]),
        [
          ['1', false],
          ['2', false],
          ['3', false],
        ],
      );
    },
  },
];
