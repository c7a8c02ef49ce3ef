/** Where messages go that a queue gives up. */
import { strict as assert } from 'node:assert';
import { deathsOf } from '#sim/queue/dead-letter.ts';
import type { QueueClient, QueueEngine } from '#sim/queue/engine.ts';
import type { QueueOptions } from '#sim/queue/queue-options.ts';
import type { Delivery } from '#sim/queue/settling.ts';
import type { Trial } from '../scenario.ts';
import { drain, eventually, fill, marked, type QueueScenario } from './support.ts';

/** A queue, its dead-letter exchange, and the queue behind that. */
async function setUp(engine: QueueEngine, trial: Trial<QueueEngine>, options: QueueOptions = {}) {
  const client = await engine.connect();
  const [queue, exchange, dead] = [trial.name('orders'), trial.name('dlx'), trial.name('dead')];
  await client.declareExchange(exchange, 'topic');
  await client.declareQueue(dead);
  await client.bindQueue(dead, exchange, '#');
  await client.declareQueue(queue, { deadLetterExchange: exchange, ...options });
  return { client, queue, exchange, dead };
}

async function takeDead(engine: QueueEngine, client: QueueClient, queue: string): Promise<Delivery> {
  let delivery: Delivery | undefined;
  await eventually(engine, async () => {
    delivery = await client.get(queue, { noAck: true });
    assert.ok(delivery, 'no dead letter came');
  });
  return delivery!;
}

/** Without the time, which no two engines share. */
const notesOf = ({ headers }: Delivery) =>
  deathsOf(headers).map(({ queue, reason, count, exchange, ...death }) => ({
    queue,
    reason,
    count,
    exchange,
    keys: death['routing-keys'],
  }));

export const DEAD_LETTERS: readonly QueueScenario[] = [
  {
    id: 'rejected',
    title:
      'A rejected message becomes a dead letter: same body and key, with queue, reason, count, exchange and key of its death',
    async run(engine, trial) {
      const { client, queue, exchange, dead } = await setUp(engine, trial);
      const shop = trial.name('shop');
      await client.declareExchange(shop, 'topic');
      await client.bindQueue(queue, shop, 'order.#');
      await client.publish(shop, 'order.placed', 'poison', { id: 'o-1', headers: { tenant: 'blue' } });
      await client.reject((await client.get(queue))!, { requeue: false });
      const letter = await takeDead(engine, client, dead);
      assert.deepEqual(
        [letter.body, letter.key, letter.exchange, letter.id, letter.redelivered, letter.headers['tenant']],
        ['poison', 'order.placed', exchange, 'o-1', false, 'blue'],
      );
      assert.deepEqual(notesOf(letter), [
        { queue, reason: 'rejected', count: 1, exchange: shop, keys: ['order.placed'] },
      ]);
      const first = ['queue', 'reason', 'exchange'].map((what) => letter.headers[`x-first-death-${what}`]);
      assert.deepEqual(first, [queue, 'rejected', shop]);
    },
  },
  {
    id: 'nack-dead-letters-all',
    title: 'Several refused at once become dead letters in their order',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial);
      await fill(client, queue, '1', '2', '3');
      await client.get(queue);
      await client.nack((await client.get(queue))!, { multiple: true, requeue: false });
      await eventually(engine, async () => assert.equal((await client.checkQueue(dead)).messages, 2));
      assert.deepEqual([await drain(client, dead), await drain(client, queue)], [['1', '2'], ['3']]);
    },
  },
  {
    id: 'expired',
    title:
      'A message whose time is over becomes a dead letter with the reason “expired”, and does not expire again',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial);
      await client.publish('', queue, 'late', { expiration: 50 });
      await engine.advance(400);
      const letter = await takeDead(engine, client, dead);
      assert.deepEqual(notesOf(letter), [
        { queue, reason: 'expired', count: 1, exchange: '', keys: [queue] },
      ]);
    },
  },
  {
    id: 'dead-letter-stays',
    title: 'In the dead-letter queue, a message’s own time to live counts no more',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial);
      await client.publish('', queue, 'late', { expiration: 100 });
      await engine.advance(900);
      assert.deepEqual(await drain(client, dead), ['late']);
    },
  },
  {
    id: 'maxlen',
    title: 'What a full queue drops becomes a dead letter with the reason “maxlen”',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial, { maxLength: 1 });
      await fill(client, queue, '1', '2');
      const letter = await takeDead(engine, client, dead);
      assert.deepEqual([letter.body, notesOf(letter)[0]?.reason], ['1', 'maxlen']);
      assert.deepEqual(await drain(client, queue), ['2']);
    },
  },
  {
    id: 'dead-letter-key',
    title: 'A queue may give its dead letters a routing key; the note keeps the old one',
    async run(engine, trial) {
      const { client, queue, exchange, dead } = await setUp(engine, trial, { deadLetterKey: 'parked' });
      const others = trial.name('others');
      await client.declareQueue(others);
      await client.unbindQueue(dead, exchange, '#');
      await client.bindQueue(dead, exchange, 'parked');
      await client.bindQueue(others, exchange, queue);
      await fill(client, queue, '1');
      await client.reject((await client.get(queue))!, { requeue: false });
      const letter = await takeDead(engine, client, dead);
      assert.deepEqual([letter.key, notesOf(letter)[0]?.keys], ['parked', [queue]]);
      assert.deepEqual(await drain(client, others), []);
    },
  },
  {
    id: 'retry-queue',
    title:
      'Rejected into a waiting queue that expires back, a message comes again, and each round is counted',
    async run(engine, trial) {
      const client = await engine.connect();
      const [work, wait] = [trial.name('work'), trial.name('wait')];
      await client.declareQueue(work, { deadLetterExchange: '', deadLetterKey: wait });
      await client.declareQueue(wait, { messageTtl: 60, deadLetterExchange: '', deadLetterKey: work });
      const subscription = await client.subscribe(work, { prefetch: 1 });
      await fill(client, work, 'o-1');
      for (let round = 0; round < 3; round++)
        await client.reject(await subscription.next(), { requeue: false });
      const last = await subscription.next();
      const counts = notesOf(last).map(({ queue, reason, count }) => [queue, reason, count]);
      assert.deepEqual(counts, [
        [wait, 'expired', 3],
        [work, 'rejected', 3],
      ]);
      assert.deepEqual([last.redelivered, last.headers['x-first-death-reason']], [false, 'rejected']);
    },
  },
  {
    id: 'automatic-circle-dropped',
    title: 'A dead letter that would go round with nobody rejecting it is dropped',
    async run(engine, trial) {
      const client = await engine.connect();
      const [one, two] = [trial.name('one'), trial.name('two')];
      await client.declareQueue(one, { messageTtl: 60, deadLetterExchange: '', deadLetterKey: two });
      await client.declareQueue(two, { messageTtl: 60, deadLetterExchange: '', deadLetterKey: one });
      await fill(client, one, 'o-1');
      await engine.advance(600);
      assert.deepEqual([await drain(client, one), await drain(client, two)], [[], []]);
    },
  },
  {
    id: 'no-dead-letter-exchange',
    title: 'If the dead-letter exchange does not exist, the message is dropped and nobody is told',
    async run(engine, trial) {
      const client = await engine.connect();
      const queue = trial.name('orders');
      await client.declareQueue(queue, { deadLetterExchange: trial.name('nowhere') });
      await fill(client, queue, '1', '2');
      await client.reject((await client.get(queue))!, { requeue: false });
      assert.deepEqual(await drain(client, queue), ['2']);
    },
  },
  {
    id: 'purge-is-no-death',
    title: 'Purged or deleted with their queue, messages do not become dead letters',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial);
      await fill(client, queue, '1');
      await client.purgeQueue(queue);
      await fill(client, queue, '2');
      await client.deleteQueue(queue);
      await engine.advance(200);
      assert.deepEqual(await drain(client, dead), []);
    },
  },
  {
    id: 'rejected-without-its-queue',
    title: 'What is rejected after its queue was deleted is no dead letter either',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial);
      await fill(client, queue, '1');
      const delivery = (await client.get(queue))!;
      await client.deleteQueue(queue);
      await client.nack(delivery, { requeue: false });
      await engine.advance(200);
      assert.deepEqual(await drain(client, dead), []);
    },
  },
  {
    id: 'requeue-is-no-death',
    title: 'A classic queue lets a message come back for ever',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial);
      await fill(client, queue, 'poison');
      for (let n = 0; n < 30; n++) await client.nack((await client.get(queue))!, { requeue: true });
      assert.deepEqual([await drain(client, dead), await drain(client, queue)], [[], ['poison!']]);
    },
  },
  {
    id: 'delivery-limit',
    title:
      'A quorum queue counts how often a message comes back, and beyond the limit makes it a dead letter',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial, { type: 'quorum', deliveryLimit: 2 });
      await fill(client, queue, 'poison');
      const subscription = await client.subscribe(queue, { prefetch: 1 });
      for (let n = 0; n < 3; n++) await client.reject(await subscription.next(), { requeue: true });
      const letter = await takeDead(engine, client, dead);
      assert.equal(notesOf(letter)[0]?.reason, 'delivery_limit');
      const counts = subscription.deliveries.map(({ headers }) => headers['x-delivery-count'] ?? 0);
      assert.deepEqual(
        [marked(subscription.deliveries), counts],
        [
          ['poison', 'poison!', 'poison!'],
          [0, 1, 2],
        ],
      );
    },
  },
  {
    id: 'delivery-limit-crash',
    title: 'A consumer that dies with a message in hand counts towards the delivery limit',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial, { type: 'quorum', deliveryLimit: 1 });
      await fill(client, queue, 'poison');
      for (let n = 0; n < 2; n++) {
        const doomed = await engine.connect();
        await (await doomed.subscribe(queue, { prefetch: 1 })).next();
        await doomed.crash();
      }
      const letter = await takeDead(engine, client, dead);
      assert.equal(notesOf(letter)[0]?.reason, 'delivery_limit');
    },
  },
  {
    id: 'delivery-limit-default',
    title: 'Since 4.0 a quorum queue has a delivery limit of 20 if it names none',
    versions: { rabbitmq: '>=4.0' },
    like: '4.0',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial, { type: 'quorum' });
      await fill(client, queue, 'poison');
      const subscription = await client.subscribe(queue, { prefetch: 1 });
      for (let n = 0; n < 21; n++) await client.reject(await subscription.next(), { requeue: true });
      assert.equal(notesOf(await takeDead(engine, client, dead))[0]?.reason, 'delivery_limit');
    },
  },
  {
    id: 'nack-not-counted',
    title: 'Since 4.3 a nack does not count towards the delivery limit, and a reject does',
    versions: { rabbitmq: '>=4.3' },
    like: '4.3',
    async run(engine, trial) {
      const { client, queue, dead } = await setUp(engine, trial, { type: 'quorum', deliveryLimit: 1 });
      await fill(client, queue, 'poison');
      const subscription = await client.subscribe(queue, { prefetch: 1 });
      for (let n = 0; n < 5; n++) await client.nack(await subscription.next(), { requeue: true });
      assert.equal((await client.checkQueue(dead)).messages, 0);
      for (let n = 0; n < 2; n++) await client.reject(await subscription.next(), { requeue: true });
      assert.equal(notesOf(await takeDead(engine, client, dead))[0]?.reason, 'delivery_limit');
    },
  },
];
