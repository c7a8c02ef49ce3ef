/** What a restart of the broker leaves. */
import { strict as assert } from 'node:assert';
import { clientWithQueue, drain, fill, refusal, type QueueScenario } from './support.ts';

const needs = ['restart'];

export const DURABILITY: readonly QueueScenario[] = [
  {
    id: 'restart-keeps-persistent',
    title: 'After a restart, only the persistent message in the durable queue is left',
    needs,
    // Since 4.3 transient queues are refused by default.
    versions: { rabbitmq: '<4.3' },
    async run(engine, trial) {
      const client = await engine.connect();
      const [durable, transient] = [trial.name('durable'), trial.name('transient')];
      await client.declareQueue(durable);
      await client.declareQueue(transient, { durable: false });
      for (const queue of [durable, transient]) {
        await client.publish('', queue, 'persistent', { persistent: true });
        await client.publish('', queue, 'transient');
      }
      await engine.restart();
      const next = await engine.connect();
      assert.deepEqual(await drain(next, durable), ['persistent']);
      assert.equal(await refusal(next.checkQueue(transient)), 404);
    },
  },
  {
    id: 'restart-keeps-quorum',
    title: 'A quorum queue keeps every message through a restart',
    needs,
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { type: 'quorum' });
      await client.publish('', queue, 'persistent', { persistent: true });
      await fill(client, queue, 'transient');
      await engine.restart();
      const next = await engine.connect();
      assert.deepEqual(await drain(next, queue), ['persistent', 'transient']);
    },
  },
  {
    id: 'restart-keeps-routes',
    title: 'Durable exchanges keep their bindings to durable queues; transient ones are gone',
    needs,
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const [durable, transient] = [trial.name('durable'), trial.name('transient')];
      await client.declareExchange(durable, 'topic');
      await client.declareExchange(transient, 'topic', { durable: false });
      await client.bindQueue(queue, durable, 'order.*');
      await client.bindQueue(queue, transient, 'order.*');
      await engine.restart();
      const next = await engine.connect();
      await next.publish(durable, 'order.placed', 'o-1');
      assert.deepEqual(await drain(next, queue), ['o-1']);
      assert.equal(await refusal(next.publish(transient, 'order.placed', 'o-2')), 404);
    },
  },
  {
    id: 'restart-returns-held',
    title:
      'What a consumer held when the broker went down is there again, marked as redelivered, in its place',
    needs,
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      for (const body of ['1', '2', '3']) await client.publish('', queue, body, { persistent: true });
      const [first, second] = [await client.get(queue), await client.get(queue)];
      await client.ack(first!);
      assert.equal(second?.body, '2');
      await engine.restart();
      const next = await engine.connect();
      assert.deepEqual(await drain(next, queue), ['2!', '3']);
    },
  },
  {
    id: 'restart-ends-exclusive',
    title: 'An exclusive queue does not outlive a restart, however durable',
    needs,
    async run(engine, trial) {
      const { queue } = await clientWithQueue(engine, trial, { exclusive: true });
      await engine.restart();
      assert.equal(await refusal((await engine.connect()).checkQueue(queue)), 404);
    },
  },
];
