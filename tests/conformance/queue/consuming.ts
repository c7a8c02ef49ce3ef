/** Who gets a message, and how many at a time. */
import { strict as assert } from 'node:assert';
import { bodies, clientWithQueue, drain, eventually, fill, refusal, type QueueScenario } from './support.ts';

export const CONSUMING: readonly QueueScenario[] = [
  {
    id: 'prefetch-two',
    title: 'With a prefetch of 2, the third message comes only after an acknowledgement',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1', '2', '3', '4');
      const subscription = await client.subscribe(queue, { prefetch: 2 });
      const first = await subscription.next();
      await subscription.next();
      await engine.advance(100);
      assert.deepEqual(bodies(subscription.deliveries), ['1', '2']);
      await client.ack(first);
      assert.equal((await subscription.next()).body, '3');
      await engine.advance(100);
      assert.deepEqual(bodies(subscription.deliveries), ['1', '2', '3']);
    },
  },
  {
    id: 'no-prefetch-no-limit',
    title: 'Without a prefetch, a consumer is sent all that there is',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const sent = Array.from({ length: 50 }, (_, n) => `o-${n}`);
      await fill(client, queue, ...sent);
      const subscription = await client.subscribe(queue);
      await eventually(engine, async () => assert.deepEqual(bodies(subscription.deliveries), sent));
      assert.equal((await client.checkQueue(queue)).messages, 0);
    },
  },
  {
    id: 'competing-consumers',
    title: 'Of competing consumers with a prefetch of 1, each message reaches exactly one, and all take part',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const others = [await engine.connect(), await engine.connect()];
      const subscriptions = await Promise.all(others.map((one) => one.subscribe(queue, { prefetch: 1 })));
      const sent = ['1', '2', '3', '4', '5', '6'];
      await fill(client, queue, ...sent);
      for (let round = 0; round < 3; round++) {
        for (const [index, subscription] of subscriptions.entries()) {
          await others[index]!.ack(await subscription.next());
        }
      }
      const got = subscriptions.map(({ deliveries }) => bodies(deliveries));
      assert.deepEqual(got.flat().toSorted(), sent);
      assert.deepEqual(
        got.map(({ length }) => length),
        [3, 3],
      );
    },
  },
  {
    id: 'round-robin',
    title: 'Consumers that always have room take turns',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const [one, two] = [await client.subscribe(queue), await client.subscribe(queue)];
      await fill(client, queue, '1', '2', '3', '4');
      await eventually(engine, async () =>
        assert.deepEqual([bodies(one.deliveries), bodies(two.deliveries)].toSorted(), [
          ['1', '3'],
          ['2', '4'],
        ]),
      );
    },
  },
  {
    id: 'fair-only-with-prefetch',
    title:
      'A consumer that came first with no limit keeps all that it was sent, and a later one gets none of it',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1', '2', '3', '4');
      const early = await client.subscribe(queue);
      await eventually(engine, async () => assert.equal(early.deliveries.length, 4));
      const late = await client.subscribe(queue);
      await engine.advance(100);
      assert.deepEqual(bodies(late.deliveries), []);
    },
  },
  {
    id: 'no-ack-loses',
    title: 'Without acknowledgements, what was sent to a consumer that dies is lost',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const doomed = await engine.connect();
      const subscription = await doomed.subscribe(queue, { noAck: true });
      await fill(client, queue, '1', '2');
      await subscription.next();
      await subscription.next();
      await doomed.crash();
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).consumers, 0));
      assert.deepEqual(await drain(client, queue), []);
    },
  },
  {
    id: 'no-ack-ignores-prefetch',
    title: 'Without acknowledgements, a prefetch limits nothing',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1', '2', '3');
      const subscription = await client.subscribe(queue, { noAck: true, prefetch: 1 });
      await eventually(engine, async () =>
        assert.deepEqual(bodies(subscription.deliveries), ['1', '2', '3']),
      );
    },
  },
  {
    id: 'consumer-priority',
    title: 'A consumer of higher priority is served first, and a lower one only while it is full',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const low = await client.subscribe(queue, { prefetch: 5, priority: 1 });
      const high = await client.subscribe(queue, { prefetch: 2, priority: 10 });
      await fill(client, queue, '1', '2', '3', '4');
      await eventually(engine, async () =>
        assert.deepEqual(
          [bodies(high.deliveries), bodies(low.deliveries)],
          [
            ['1', '2'],
            ['3', '4'],
          ],
        ),
      );
      await client.ack(high.deliveries[0]!);
      await fill(client, queue, '5');
      await eventually(engine, async () => assert.deepEqual(bodies(high.deliveries), ['1', '2', '5']));
    },
  },
  {
    id: 'single-active-consumer',
    title:
      'Of the consumers of a queue with a single active consumer, the next takes over when the first is gone',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { singleActiveConsumer: true });
      const [first, second] = [await engine.connect(), await engine.connect()];
      const active = await first.subscribe(queue, { prefetch: 2 });
      const waiting = await second.subscribe(queue);
      await fill(client, queue, '1', '2', '3');
      await eventually(engine, async () => assert.deepEqual(bodies(active.deliveries), ['1', '2']));
      await engine.advance(100);
      assert.deepEqual(bodies(waiting.deliveries), []);
      await first.crash();
      await eventually(engine, async () => assert.deepEqual(bodies(waiting.deliveries), ['1', '2', '3']));
    },
  },
  {
    id: 'exclusive-consumer',
    title: 'Beside an exclusive consumer, nobody may subscribe (403)',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await client.subscribe(queue, { exclusive: true });
      const other = await engine.connect();
      assert.equal(await refusal(other.subscribe(queue)), 403);
      const shared = trial.name('shared');
      await client.declareQueue(shared);
      await client.subscribe(shared);
      assert.equal(await refusal((await engine.connect()).subscribe(shared, { exclusive: true })), 403);
    },
  },
  {
    id: 'cancel-keeps-held',
    title: 'A cancelled consumer gets no more, and may still acknowledge what it holds',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1', '2');
      const subscription = await client.subscribe(queue, { prefetch: 1 });
      const held = await subscription.next();
      await subscription.cancel();
      assert.deepEqual(await client.checkQueue(queue), { messages: 1, consumers: 0 });
      await client.ack(held);
      await engine.advance(100);
      assert.deepEqual(bodies(subscription.deliveries), ['1']);
      assert.deepEqual(await drain(client, queue), ['2']);
    },
  },
  {
    id: 'held-not-counted',
    title: 'A queue’s length counts what waits, not what consumers hold',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1', '2', '3');
      await client.get(queue);
      assert.deepEqual(await client.checkQueue(queue), { messages: 2, consumers: 0 });
    },
  },
  {
    id: 'get-from-empty',
    title: 'Asking an empty queue for a message gives none',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      assert.equal(await client.get(queue), undefined);
      await fill(client, queue, '1');
      assert.equal((await client.get(queue))?.body, '1');
      assert.equal(await client.get(queue), undefined);
    },
  },
  {
    id: 'deleted-queue-cancels',
    title: 'Deleting a queue ends its consumers and says how many messages went with it',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const consumer = await engine.connect();
      const subscription = await consumer.subscribe(queue, { prefetch: 1 });
      await fill(client, queue, '1', '2', '3');
      await subscription.next();
      assert.equal(await client.deleteQueue(queue), 2);
      await eventually(engine, async () => assert.equal(subscription.cancelled, true));
    },
  },
  {
    id: 'auto-delete',
    title: 'An auto-delete queue goes with its last consumer, not before it has had one',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { autoDelete: true });
      assert.equal((await client.checkQueue(queue)).consumers, 0);
      const [one, two] = [await client.subscribe(queue), await client.subscribe(queue)];
      await one.cancel();
      assert.equal((await client.checkQueue(queue)).consumers, 1);
      await two.cancel();
      const asker = await engine.connect();
      await eventually(engine, async () => {
        assert.equal(await refusal((await engine.connect()).checkQueue(queue)), 404);
      });
      await asker.close();
    },
  },
];
