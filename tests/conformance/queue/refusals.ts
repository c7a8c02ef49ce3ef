/** What the broker refuses, and with which reply code. */
import { strict as assert } from 'node:assert';
import type { ExchangeKind } from '#sim/queue/exchanges.ts';
import { clientWithQueue, drain, eventually, fill, refusal, type QueueScenario } from './support.ts';

export const REFUSALS: readonly QueueScenario[] = [
  {
    id: 'publish-nowhere',
    title: 'Publishing to an exchange that does not exist closes the channel (404)',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1');
      await client.get(queue);
      assert.equal(await refusal(client.publish(trial.name('nowhere'), 'key', 'o-1')), 404);
      assert.equal(await refusal(client.checkQueue(queue)), 404);
      const next = await engine.connect();
      await eventually(engine, async () => assert.equal((await next.checkQueue(queue)).messages, 1));
      assert.deepEqual(await drain(next, queue), ['1!']);
    },
  },
  {
    id: 'no-such-queue',
    title: 'A queue that does not exist can be neither asked, consumed from, purged nor bound (404)',
    async run(engine, trial) {
      const queue = trial.name('nowhere');
      const codes = [
        await refusal((await engine.connect()).checkQueue(queue)),
        await refusal((await engine.connect()).subscribe(queue)),
        await refusal((await engine.connect()).get(queue)),
        await refusal((await engine.connect()).purgeQueue(queue)),
        await refusal((await engine.connect()).bindQueue(queue, 'amq.topic', '#')),
      ];
      assert.deepEqual(codes, [404, 404, 404, 404, 404]);
      assert.equal(await (await engine.connect()).deleteQueue(queue), 0);
    },
  },
  {
    id: 'no-such-exchange',
    title: 'A queue cannot be bound to an exchange that does not exist (404); to delete one is no error',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      const exchange = trial.name('nowhere');
      await client.deleteExchange(exchange);
      assert.equal(await refusal(client.bindQueue(queue, exchange, 'key')), 404);
      assert.equal(await refusal((await engine.connect()).bindExchange(exchange, 'amq.topic', '#')), 404);
    },
  },
  {
    id: 'declare-again',
    title: 'Declaring a queue again as it is changes nothing and tells its state',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { maxLength: 5 });
      await fill(client, queue, '1', '2');
      assert.deepEqual(await client.declareQueue(queue, { maxLength: 5 }), { messages: 2, consumers: 0 });
    },
  },
  {
    id: 'redeclare-queue',
    title: 'Declaring a queue again in another way is refused (406), for every property',
    async run(engine, trial) {
      const { queue } = await clientWithQueue(engine, trial, { maxLength: 5 });
      const others = [
        {},
        { maxLength: 6 },
        { maxLength: 5, durable: false },
        { maxLength: 5, autoDelete: true },
        { maxLength: 5, messageTtl: 1000 },
        { maxLength: 5, deadLetterExchange: 'dlx' },
      ];
      const codes = [];
      for (const options of others) {
        codes.push(await refusal((await engine.connect()).declareQueue(queue, options)));
      }
      assert.deepEqual(
        codes,
        others.map(() => 406),
      );
    },
  },
  {
    id: 'redeclare-exchange',
    title: 'Declaring an exchange again as another kind is refused (406)',
    async run(engine, trial) {
      const client = await engine.connect();
      const exchange = trial.name('shop');
      await client.declareExchange(exchange, 'topic');
      await client.declareExchange(exchange, 'topic');
      assert.equal(await refusal(client.declareExchange(exchange, 'fanout')), 406);
      assert.equal(
        await refusal((await engine.connect()).declareExchange(exchange, 'topic', { durable: false })),
        406,
      );
    },
  },
  {
    id: 'invalid-arguments',
    title: 'Limits that make no sense are refused (406)',
    async run(engine, trial) {
      const wrong = [
        { messageTtl: -1 },
        { maxLength: -1 },
        { expires: 0 },
        { type: 'quorum', durable: false },
        { type: 'quorum', exclusive: true },
      ] as const;
      const codes = [];
      for (const options of wrong) {
        codes.push(await refusal((await engine.connect()).declareQueue(trial.name('wrong'), options)));
      }
      assert.deepEqual(
        codes,
        wrong.map(() => 406),
      );
      const { client, queue } = await clientWithQueue(engine, trial);
      assert.equal(await refusal(client.publish('', queue, 'o-1', { expiration: -5 })), 406);
    },
  },
  {
    id: 'unknown-kind',
    title: 'An exchange of an unknown kind is refused, and costs the whole connection (503)',
    async run(engine, trial) {
      const client = await engine.connect();
      assert.equal(
        await refusal(client.declareExchange(trial.name('shop'), 'circular' as ExchangeKind)),
        503,
      );
      assert.equal(await refusal(client.checkQueue('any')), 503);
    },
  },
  {
    id: 'consumer-tag-twice',
    title: 'A consumer’s name used twice on a channel costs the whole connection (530)',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await client.subscribe(queue, { consumer: 'stock' });
      assert.equal(await refusal(client.subscribe(queue, { consumer: 'stock' })), 530);
      const other = await engine.connect();
      await eventually(engine, async () => assert.equal((await other.checkQueue(queue)).consumers, 0));
    },
  },
  {
    id: 'reserved-names',
    title: 'Exchanges named amq.… and the default exchange are the broker’s own (403)',
    async run(engine, trial) {
      const queue = trial.name('orders');
      await (await engine.connect()).declareQueue(queue);
      const codes = [
        await refusal((await engine.connect()).declareExchange('amq.mine', 'direct')),
        await refusal((await engine.connect()).deleteExchange('amq.topic')),
        await refusal((await engine.connect()).bindQueue(queue, '', 'key')),
        await refusal((await engine.connect()).unbindQueue(queue, '', queue)),
        await refusal((await engine.connect()).deleteExchange('')),
      ];
      assert.deepEqual(codes, [403, 403, 403, 403, 403]);
    },
  },
  {
    id: 'exclusive-queue',
    title: 'An exclusive queue is locked for every other connection (405), and goes with its own',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial, { exclusive: true, durable: false });
      const codes = [
        await refusal((await engine.connect()).checkQueue(queue)),
        await refusal((await engine.connect()).subscribe(queue)),
        await refusal((await engine.connect()).declareQueue(queue, { exclusive: true, durable: false })),
        await refusal((await engine.connect()).deleteQueue(queue)),
      ];
      assert.deepEqual(codes, [405, 405, 405, 405]);
      // Only the queue is locked: who publishes to it is not asked.
      const other = await engine.connect();
      assert.equal((await other.publish('', queue, 'o-1', { mandatory: true })).returned, undefined);
      await client.crash();
      await eventually(engine, async () => {
        assert.equal(await refusal((await engine.connect()).checkQueue(queue)), 404);
      });
    },
  },
  {
    id: 'delete-if',
    title: 'A queue in use or not empty is not deleted if the client asks for that (406)',
    async run(engine, trial) {
      const { client, queue } = await clientWithQueue(engine, trial);
      await fill(client, queue, '1');
      assert.equal(await refusal((await engine.connect()).deleteQueue(queue, { ifEmpty: true })), 406);
      await client.subscribe(queue);
      assert.equal(await refusal((await engine.connect()).deleteQueue(queue, { ifUnused: true })), 406);
      const exchange = trial.name('shop');
      await client.declareExchange(exchange, 'fanout');
      await client.bindQueue(queue, exchange, '');
      assert.equal(await refusal((await engine.connect()).deleteExchange(exchange, { ifUnused: true })), 406);
      assert.equal(await client.deleteQueue(queue), 0);
    },
  },
];
