/** Limits of time and length. Times are far apart, so that a busy machine does not decide. */
import { strict as assert } from 'node:assert';
import {
  bodies,
  clientWithQueue,
  drain,
  eventually,
  fill,
  marked,
  refusal,
  type QueueScenario,
} from './support.ts';

/** Longer than any scenario takes. Milliseconds. */
const LONG = 60_000;

export const LIMITS: readonly QueueScenario[] = [
  {
    id: 'message-ttl',
    title: 'A message with a time to live is gone when that has passed',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await client.publish('', queue, 'short', { expiration: 100 });
      await client.publish('', queue, 'long', { expiration: LONG });
      assert.equal((await client.checkQueue(queue)).messages, 2);
      await engine.advance(300);
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 1));
      assert.deepEqual(await drain(client, queue), ['long']);
    },
  },
  {
    id: 'ttl-at-head-only',
    title: 'A message that has expired stays, and is counted, until it comes to the head of its queue',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await client.publish('', queue, 'patient');
      await client.publish('', queue, 'short', { expiration: 50 });
      await client.publish('', queue, 'last');
      await engine.advance(300);
      assert.equal((await client.checkQueue(queue)).messages, 3);
      assert.deepEqual(await drain(client, queue), ['patient', 'last']);
    },
  },
  {
    id: 'queue-ttl',
    title: 'A queue’s time to live holds for each message in it, and the shorter of the two counts',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { messageTtl: 200 });
      const patient = trial.name('patient');
      await client.declareQueue(patient, { messageTtl: LONG });
      await client.publish('', queue, 'by the queue', { expiration: LONG });
      await client.publish('', patient, 'by itself', { expiration: 200 });
      await fill(client, patient, 'stays');
      await engine.advance(400);
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 0));
      assert.deepEqual([await drain(client, queue), await drain(client, patient)], [[], ['stays']]);
    },
  },
  {
    id: 'ttl-zero',
    title: 'With a time to live of 0, a message reaches a consumer that is ready, or nobody',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { messageTtl: 0 });
      await fill(client, queue, 'too early');
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 0));
      const subscription = await client.subscribe(queue, { prefetch: 1 });
      await fill(client, queue, 'in time');
      assert.equal((await subscription.next()).body, 'in time');
      await fill(client, queue, 'while it is busy');
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 0));
      await client.ack(subscription.deliveries[0]!);
      await engine.advance(100);
      assert.deepEqual(bodies(subscription.deliveries), ['in time']);
    },
  },
  {
    id: 'held-does-not-expire',
    title: 'What a consumer holds does not expire; handed back after its time, it does',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await client.publish('', queue, 'slow', { expiration: 400 });
      const held = await client.get(queue);
      await engine.advance(600);
      assert.equal(held?.body, 'slow');
      await client.nack(held!, { requeue: true });
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 0));
      assert.deepEqual(await drain(client, queue), []);
    },
  },
  {
    id: 'requeue-keeps-time',
    title: 'Handing a message back does not give it a new time to live',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { messageTtl: 600 });
      await fill(client, queue, '1');
      await engine.advance(400);
      await client.nack((await client.get(queue))!, { requeue: true });
      assert.deepEqual((await client.checkQueue(queue)).messages, 1);
      await engine.advance(400);
      assert.deepEqual(await drain(client, queue), []);
    },
  },
  {
    id: 'drop-head',
    title: 'A full queue drops the oldest message, and confirms the new one',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { maxLength: 2 });
      await fill(client, queue, '1', '2');
      assert.equal((await client.publish('', queue, '3')).accepted, true);
      assert.deepEqual(await drain(client, queue), ['2', '3']);
    },
  },
  {
    id: 'reject-publish',
    title: 'A full queue that refuses says no to the publisher (a negative confirm), and keeps what it has',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, {
        maxLength: 2,
        overflow: 'reject-publish',
      });
      const accepted = [];
      for (const body of ['1', '2', '3']) accepted.push((await client.publish('', queue, body)).accepted);
      assert.deepEqual(accepted, [true, true, false]);
      assert.deepEqual(await drain(client, queue), ['1', '2']);
      assert.equal((await client.publish('', queue, '4')).accepted, true);
    },
  },
  {
    id: 'reject-publish-one-of-two',
    title: 'If one of two queues refuses, the publisher hears no, although the other has its copy',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, {
        maxLength: 0,
        overflow: 'reject-publish',
      });
      const [exchange, roomy] = [trial.name('shop'), trial.name('roomy')];
      await client.declareExchange(exchange, 'fanout');
      await client.declareQueue(roomy);
      await client.bindQueue(queue, exchange, '');
      await client.bindQueue(roomy, exchange, '');
      assert.equal((await client.publish(exchange, '', 'o-1')).accepted, false);
      assert.deepEqual(await drain(client, roomy), ['o-1']);
    },
  },
  {
    id: 'held-does-not-fill',
    title:
      'The length limit counts what waits, not what consumers hold; what comes back may push the oldest out',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { maxLength: 2 });
      await fill(client, queue, '1');
      const held = await client.get(queue);
      await fill(client, queue, '2', '3');
      assert.equal((await client.checkQueue(queue)).messages, 2);
      await client.nack(held!, { requeue: true });
      assert.deepEqual(await drain(client, queue), ['2', '3']);
    },
  },
  {
    id: 'limit-spares-delivered',
    title: 'A full queue drops nothing that a consumer is ready for',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { maxLength: 0 });
      const subscription = await client.subscribe(queue);
      await fill(client, queue, '1', '2');
      await eventually(engine, async () => assert.deepEqual(marked(subscription.deliveries), ['1', '2']));
    },
  },
  {
    id: 'queue-expires',
    title:
      'A queue that expires is deleted when nobody has used it for its time, and stays while it has a consumer',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { expires: 300 });
      const busy = trial.name('busy');
      await client.declareQueue(busy, { expires: 300 });
      await client.subscribe(busy);
      await fill(client, queue, 'does not count as use');
      await engine.advance(900);
      assert.equal((await client.checkQueue(busy)).consumers, 1);
      assert.equal(await refusal(client.checkQueue(queue)), 404);
    },
  },
];
