/** Acknowledging, handing back, and dying with messages in hand. */
import { strict as assert } from 'node:assert';
import { clientWithQueue, drain, eventually, fill, marked, refusal, type QueueScenario } from './support.ts';

export const ANSWERING: readonly QueueScenario[] = [
  {
    id: 'ack-removes',
    title: 'What is acknowledged never comes again, not even when its consumer dies later',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const consumer = await engine.connect();
      await fill(client, queue, '1', '2');
      await consumer.ack((await consumer.get(queue))!);
      await consumer.crash();
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 1));
      assert.deepEqual(await drain(client, queue), ['2']);
    },
  },
  {
    id: 'ack-multiple',
    title: 'An acknowledgement of several covers all before it on the channel, and none after it',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const consumer = await engine.connect();
      await fill(client, queue, '1', '2', '3', '4');
      const held = [];
      for (let n = 0; n < 4; n++) held.push((await consumer.get(queue))!);
      await consumer.ack(held[2]!, { multiple: true });
      await consumer.close();
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 1));
      assert.deepEqual(await drain(client, queue), ['4!']);
    },
  },
  {
    id: 'requeue-keeps-position',
    title:
      'What is handed back takes its original position, before what was never delivered, in whatever order it comes',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1', '2', '3', '4');
      const [first, second, third] = [
        await client.get(queue),
        await client.get(queue),
        await client.get(queue),
      ];
      await client.nack(third!, { requeue: true });
      await client.nack(first!, { requeue: true });
      await client.reject(second!, { requeue: true });
      assert.deepEqual(await drain(client, queue), ['1!', '2!', '3!', '4']);
    },
  },
  {
    id: 'quorum-requeue-to-end',
    title: 'A quorum queue without a delivery limit puts what is handed back behind all others',
    // Since 4.0 there always is a limit.
    versions: { rabbitmq: '>=3.10 <4.0' },
    like: '3.10',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { type: 'quorum' });
      await fill(client, queue, '1', '2', '3', '4');
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 4));
      const [first, , third] = [await client.get(queue), await client.get(queue), await client.get(queue)];
      await client.nack(third!, { requeue: true });
      await client.nack(first!, { requeue: true });
      await engine.advance(200);
      assert.deepEqual(await drain(client, queue), ['4', '3!', '1!']);
    },
  },
  {
    id: 'quorum-requeue-in-front',
    title:
      'A quorum queue with a delivery limit puts what is handed back in front, in the order of coming back',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { type: 'quorum', deliveryLimit: 5 });
      await fill(client, queue, '1', '2', '3', '4');
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 4));
      const [first, , third] = [await client.get(queue), await client.get(queue), await client.get(queue)];
      await client.nack(third!, { requeue: true });
      await client.nack(first!, { requeue: true });
      await engine.advance(200);
      assert.deepEqual(await drain(client, queue), ['3!', '1!', '4']);
    },
  },
  {
    id: 'quorum-crash-in-front',
    title:
      'What a dead consumer held stands in front of a quorum queue, in order, and is marked as redelivered',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { type: 'quorum' });
      const doomed = await engine.connect();
      await fill(client, queue, '1', '2', '3', '4');
      const subscription = await doomed.subscribe(queue, { prefetch: 2 });
      await subscription.next();
      await subscription.next();
      await doomed.crash();
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 4));
      assert.deepEqual(await drain(client, queue), ['1!', '2!', '3', '4']);
    },
  },
  {
    id: 'nack-multiple',
    title: 'Several can be handed back at once',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1', '2', '3');
      await client.get(queue);
      const second = await client.get(queue);
      await client.nack(second!, { multiple: true, requeue: true });
      assert.deepEqual(await drain(client, queue), ['1!', '2!', '3']);
    },
  },
  {
    id: 'refused-without-dead-letters',
    title: 'What is refused for good is gone, if the queue names no dead-letter exchange',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1', '2', '3');
      await client.nack((await client.get(queue))!, { requeue: false });
      await client.reject((await client.get(queue))!, { requeue: false });
      assert.deepEqual(await drain(client, queue), ['3']);
    },
  },
  {
    id: 'crash-requeues',
    title: 'When a consumer dies, what it held returns in the original order and is marked as redelivered',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const doomed = await engine.connect();
      await fill(client, queue, '1', '2', '3', '4');
      const subscription = await doomed.subscribe(queue, { prefetch: 3 });
      for (let n = 0; n < 3; n++) await subscription.next();
      await doomed.ack(subscription.deliveries[1]!);
      await subscription.next();
      await doomed.crash();
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 3));
      assert.deepEqual(await drain(client, queue), ['1!', '3!', '4!']);
    },
  },
  {
    id: 'close-requeues',
    title: 'A consumer that leaves in good order gives back what it held, too',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const leaving = await engine.connect();
      await fill(client, queue, '1', '2', '3');
      await leaving.get(queue);
      await leaving.close();
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 3));
      assert.deepEqual(await drain(client, queue), ['1!', '2', '3']);
    },
  },
  {
    id: 'crash-goes-to-other',
    title: 'What a dead consumer held goes to one that lives',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const [doomed, living] = [await engine.connect(), await engine.connect()];
      const lost = await doomed.subscribe(queue, { prefetch: 1 });
      await fill(client, queue, '1');
      await lost.next();
      const subscription = await living.subscribe(queue, { prefetch: 1 });
      await doomed.crash();
      assert.deepEqual(marked([await subscription.next()]), ['1!']);
    },
  },
  {
    id: 'redelivered-to-same',
    title: 'A consumer that hands a message back may be the one that gets it again',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const subscription = await client.subscribe(queue, { prefetch: 1 });
      await fill(client, queue, '1');
      for (let n = 0; n < 5; n++) await client.nack(await subscription.next(), { requeue: true });
      await client.ack(await subscription.next());
      assert.deepEqual(marked(subscription.deliveries), ['1', '1!', '1!', '1!', '1!', '1!']);
    },
  },
  {
    id: 'requeue-breaks-order',
    title: 'With two consumers, a message that is handed back is handled after a later one',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const [one, two] = [
        await client.subscribe(queue, { prefetch: 1 }),
        await client.subscribe(queue, { prefetch: 1 }),
      ];
      await fill(client, queue, '1', '2');
      const [a, b] = [await one.next(), await two.next()];
      const [early, late] = a.body === '1' ? [a, b] : [b, a];
      const handled: string[] = [];
      await client.nack(early, { requeue: true });
      await client.ack(late);
      handled.push(late.body);
      await eventually(engine, async () => {
        assert.equal(one.deliveries.length + two.deliveries.length, 3);
      });
      const again = [...one.deliveries, ...two.deliveries].find(({ redelivered }) => redelivered);
      handled.push(again!.body);
      assert.deepEqual(handled, ['2', '1']);
    },
  },
  {
    id: 'double-ack',
    title: 'Acknowledging twice closes the channel (406), and what else it held comes again',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const careless = await engine.connect();
      await fill(client, queue, '1', '2');
      const [first] = [await careless.get(queue), await careless.get(queue)];
      await careless.ack(first!);
      assert.equal(await refusal(careless.ack(first!)), 406);
      assert.equal(await refusal(careless.checkQueue(queue)), 406);
      await eventually(engine, async () => assert.equal((await client.checkQueue(queue)).messages, 1));
      assert.deepEqual(await drain(client, queue), ['2!']);
    },
  },
  {
    id: 'foreign-tag',
    title: 'A delivery can be acknowledged on its own channel only (406)',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1');
      const delivery = await client.get(queue);
      const other = await engine.connect();
      assert.equal(await refusal(other.ack(delivery!)), 406);
      assert.equal(await refusal(client.ack(delivery!)), undefined);
    },
  },
  {
    id: 'tags-count-up',
    title: 'Deliveries of a channel are numbered from 1, whatever queue they come from',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const second = trial.name('second');
      await client.declareQueue(second);
      await fill(client, queue, '1');
      await fill(client, second, '2');
      assert.deepEqual([(await client.get(second))?.tag, (await client.get(queue))?.tag], [1, 2]);
    },
  },
];
