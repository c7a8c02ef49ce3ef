import { strict as assert } from 'node:assert';
import type { JetStreamEngine } from '#sim/jetstream/engine.ts';
import type { Scenario } from '../scenario.ts';
import { ack, bench, brief, refusedWith, term } from './set-up.ts';

export const KEEPING: readonly Scenario<JetStreamEngine>[] = [
  {
    id: 'limit-drops-oldest',
    title: 'A full stream drops its oldest message, read or not',
    async run(engine, trial) {
      const { stream, fill, consumer, pulled, state } = await bench(engine, trial, { maxMessages: 2 });
      await consumer();
      await fill('a1', 'a2', 'a3', 'a4');
      assert.deepEqual(await state(), [2, 3, 4]);
      assert.equal((await engine.consumerInfo(stream, 'c')).pending, 2);
      assert.deepEqual(await pulled(), ['a3 ×1', 'a4 ×1']);
    },
  },
  {
    id: 'limit-drops-pending',
    title: 'A message that is dropped while it is out counts as done',
    async run(engine, trial) {
      const { stream, fill, consumer, pull, pulled } = await bench(engine, trial, { maxMessages: 3 });
      await consumer({ ackWaitMs: 200 });
      await fill('a1', 'a2', 'a3');
      await pull(2);
      await fill('a4', 'a5');
      await engine.advance(350);
      const { ackPending, ackFloor } = await engine.consumerInfo(stream, 'c');
      assert.deepEqual({ ackPending, ackFloor }, { ackPending: 0, ackFloor: [2, 2] });
      assert.deepEqual(await pulled(), ['a3 ×1', 'a4 ×1', 'a5 ×1']);
    },
  },
  {
    id: 'discard-new',
    title: 'With “discard new” a full stream refuses (10077); its sequences have no gap',
    async run(engine, trial) {
      const { stream, fill, state } = await bench(engine, trial, { maxMessages: 2, discard: 'new' });
      await fill('a1', 'a2');
      await refusedWith(10077, engine.publish(`${stream}.a`, 'a3', { id: 'o-3' }));
      await engine.deleteMessage(stream, 1);
      const { seq, duplicate } = await engine.publish(`${stream}.a`, 'a3', { id: 'o-3' });
      assert.deepEqual({ seq, duplicate }, { seq: 3, duplicate: false });
      assert.deepEqual(await state(), [2, 2, 3]);
    },
  },
  {
    id: 'max-bytes',
    title: 'A limit in bytes counts subject, body and 16 bytes for each message in memory',
    async run(engine, trial) {
      const each = 16 + `${trial.name('orders')}.a`.length + 20;
      const { stream, fill, state } = await bench(engine, trial, { maxBytes: 3 * each });
      await fill(...Array.from({ length: 4 }, () => 'a'.repeat(20)));
      assert.deepEqual(await state(), [3, 2, 4]);
      assert.equal((await engine.streamInfo(stream)).bytes, 3 * (16 + `${stream}.a`.length + 20));
    },
  },
  {
    id: 'message-too-large',
    title: 'A message beyond the largest size is refused (10054)',
    async run(engine, trial) {
      const { stream } = await bench(engine, trial, { maxMessageBytes: 10 });
      await refusedWith(10054, engine.publish(`${stream}.a`, 'x'.repeat(11)));
      assert.equal((await engine.publish(`${stream}.a`, 'x'.repeat(10))).seq, 1);
    },
  },
  {
    id: 'max-age',
    title: 'Messages leave at their maximal age, and their sequences are not given again',
    async run(engine, trial) {
      const { fill, state } = await bench(engine, trial, { maxAgeMs: 300 });
      await fill('a1', 'a2');
      await engine.advance(700);
      assert.deepEqual(await state(), [0, 3, 2]);
      assert.deepEqual(await fill('a3'), [3]);
    },
  },
  {
    id: 'max-per-subject',
    title: 'A limit per subject keeps the last messages of each subject',
    async run(engine, trial) {
      const { stream, fill, consumer, pulled } = await bench(engine, trial, { maxPerSubject: 1 });
      await fill('a1', 'b2', 'a3', 'c4', 'b5');
      await consumer();
      assert.deepEqual(await pulled(), ['a3 ×1', 'c4 ×1', 'b5 ×1']);
      assert.equal((await engine.message(stream, { lastOf: `${stream}.a` })).body, 'a3');
    },
  },
  {
    id: 'per-subject-and-discard-new',
    title: 'A full subject replaces its oldest even under “discard new”, unless asked to refuse (10077)',
    async run(engine, trial) {
      const full = { maxPerSubject: 1, maxMessages: 2, discard: 'new' } as const;
      const replacing = await bench(engine, trial, full);
      await replacing.fill('a1', 'b2', 'a3');
      assert.deepEqual(await replacing.state(), [2, 2, 3]);
      await refusedWith(10077, replacing.fill('c4'));
      const refusing = await bench(engine, trial, { ...full, discardNewPerSubject: true });
      await refusing.fill('a1');
      await refusedWith(10077, refusing.fill('a2'));
    },
  },
  {
    id: 'delete-message',
    title: 'A deleted message is not found (10037), cannot be deleted twice (10043), and nobody is given it',
    async run(engine, trial) {
      const { stream, fill, consumer, pulled, state } = await bench(engine, trial);
      await fill('a1', 'a2', 'a3');
      await consumer();
      await engine.deleteMessage(stream, 2);
      await refusedWith(10037, engine.message(stream, { seq: 2 }));
      await refusedWith(10043, engine.deleteMessage(stream, 2));
      assert.deepEqual(await state(), [2, 1, 3]);
      assert.deepEqual(await pulled(), ['a1 ×1', 'a3 ×1']);
    },
  },
  {
    id: 'purge',
    title: 'A purge removes all, what lies before a sequence, or all but the last; sequences go on',
    async run(engine, trial) {
      const { stream, fill, state } = await bench(engine, trial);
      await fill('a1', 'b2', 'a3', 'b4', 'a5', 'b6');
      assert.equal(await engine.purge(stream, { before: 3 }), 2);
      assert.equal(await engine.purge(stream, { filter: `${stream}.a` }), 2);
      assert.deepEqual(await state(), [2, 4, 6]);
      assert.equal(await engine.purge(stream, { keep: 1 }), 1);
      assert.equal(await engine.purge(stream), 1);
      assert.deepEqual(await state(), [0, 7, 6]);
      assert.deepEqual(await fill('a7'), [7]);
    },
  },
  {
    id: 'purge-moves-consumers',
    title: 'A purge takes unread and unacknowledged messages from every consumer',
    async run(engine, trial) {
      const { stream, fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1', 'a2', 'a3');
      await consumer();
      await pull(1);
      await engine.purge(stream);
      const { pending, ackPending } = await engine.consumerInfo(stream, 'c');
      assert.deepEqual({ pending, ackPending }, { pending: 0, ackPending: 0 });
      await fill('a4');
      assert.deepEqual(await pulled(), ['a4 ×1']);
    },
  },
  {
    id: 'purge-of-a-subject',
    title: 'A purge of one subject takes nothing else from a consumer',
    divergences: [
      {
        engine: 'nats',
        range: '<=2.9.11',
        reason: 'the consumer loses its place: it skips what was not purged',
        link: 'https://github.com/nats-io/nats-server/pull/3838',
      },
    ],
    async run(engine, trial) {
      const { stream, fill, consumer, pulled } = await bench(engine, trial);
      await fill('a1', 'b2', 'a3', 'b4');
      await consumer();
      assert.deepEqual(await pulled(1), ['a1 ×1']);
      await engine.purge(stream, { filter: `${stream}.a` });
      assert.deepEqual(await pulled(), ['b2 ×1', 'b4 ×1']);
    },
  },
  {
    id: 'work-queue',
    title: 'In a work queue an acknowledged or terminated message leaves the stream',
    async run(engine, trial) {
      const { fill, consumer, pull, state } = await bench(engine, trial, { retention: 'workqueue' });
      await fill('a1', 'a2', 'a3');
      await consumer();
      const [one, two] = await pull();
      await engine.answer(one!, ack);
      await engine.answer(two!, term);
      await engine.advance(50);
      assert.deepEqual(await state(), [1, 3, 3]);
    },
  },
  {
    id: 'work-queue-exhausted',
    title: 'In a work queue a message that has been delivered too often stays',
    async run(engine, trial) {
      const { fill, consumer, pulled, state } = await bench(engine, trial, { retention: 'workqueue' });
      await fill('a1');
      await consumer({ maxDeliver: 1, ackWaitMs: 150 });
      assert.deepEqual(await pulled(), ['a1 ×1']);
      await engine.advance(250);
      assert.deepEqual(await pulled(), []);
      assert.deepEqual(await state(), [1, 1, 1]);
    },
  },
  {
    id: 'work-queue-consumers',
    title: 'A work queue’s consumers must not overlap, acknowledge each message, and start at the beginning',
    async run(engine, trial) {
      const { stream, consumer } = await bench(engine, trial, { retention: 'workqueue' });
      await refusedWith(10098, consumer({ ack: 'all' }));
      await refusedWith(10084, consumer({ ack: 'none' }));
      await refusedWith(10101, consumer({ deliver: 'new' }));
      await consumer({ filter: `${stream}.a` });
      await refusedWith(10099, consumer({ name: 'd' }));
      await refusedWith(10100, consumer({ name: 'd', filter: `${stream}.*` }));
      await consumer({ name: 'd', filter: `${stream}.b` });
    },
    versions: { nats: '<2.10' },
  },
  {
    id: 'interest',
    title: 'With interest retention a message leaves once each interested consumer has acknowledged it',
    async run(engine, trial) {
      const { stream, fill, consumer, pull, state } = await bench(engine, trial, { retention: 'interest' });
      await consumer();
      await consumer({ name: 'd', filter: `${stream}.a` });
      await fill('a1', 'b2', 'a3');
      for (const delivery of await pull()) await engine.answer(delivery, ack);
      await engine.advance(50);
      assert.equal((await state())[0], 2);
      const { deliveries } = await engine.pull(stream, 'd', { batch: 1 });
      assert.deepEqual(brief(deliveries), ['a1 ×1']);
      await engine.answer(deliveries[0]!, ack);
      await engine.advance(50);
      assert.deepEqual(await state(), [1, 3, 3]);
      await engine.deleteConsumer(stream, 'd');
      await engine.advance(50);
      assert.deepEqual(await state(), [0, 4, 3]);
    },
  },
  {
    id: 'interest-of-nobody',
    title: 'With interest retention and nobody interested, a message gets its sequence and is gone',
    async run(engine, trial) {
      const { fill, consumer, pulled, state } = await bench(engine, trial, { retention: 'interest' });
      assert.deepEqual(await fill('a1'), [1]);
      assert.deepEqual(await state(), [0, 2, 1]);
      await consumer();
      await fill('a2');
      assert.deepEqual(await pulled(), ['a2 ×1']);
    },
  },
  {
    id: 'stream-refused',
    title:
      'Streams are refused: same name (10058), overlapping subjects (10065), contradicting limits (10052)',
    async run(engine, trial) {
      const { stream } = await bench(engine, trial);
      const subjects = [`${stream}.>`];
      await engine.addStream({ name: stream, subjects });
      await refusedWith(10058, engine.addStream({ name: stream, subjects, maxMessages: 3 }));
      await refusedWith(10065, engine.addStream({ name: `${stream}-2`, subjects: [`${stream}.a`] }));
      const limits = { discardNewPerSubject: true, maxPerSubject: 1 };
      await refusedWith(
        10052,
        engine.addStream({ name: `${stream}-3`, subjects: [`${stream}-3`], ...limits }),
      );
      await refusedWith(10059, engine.streamInfo(`${stream}-4`));
    },
  },
  {
    id: 'restart-keeps-files',
    title: 'A restart keeps streams on file with their durable consumers; streams in memory are gone',
    needs: ['restart'],
    async run(engine, trial) {
      const { stream, fill, consumer, pull, pulled } = await bench(engine, trial, { storage: 'file' });
      const inMemory = await bench(engine, trial);
      await inMemory.fill('a1');
      await fill('a1', 'a2');
      await engine.publish(`${stream}.b`, 'b3', { id: 'o-3' });
      await consumer();
      await engine.answer((await pull(1))[0]!, ack);
      // The server writes a consumer's state now and then, and when it ends in good order.
      await engine.advance(500);
      await engine.restart();
      assert.deepEqual(await pulled(), ['a2 ×1', 'b3 ×1']);
      assert.equal((await engine.publish(`${stream}.b`, 'again', { id: 'o-3' })).duplicate, true);
      await refusedWith(10059, engine.streamInfo(inMemory.stream));
    },
  },
];
