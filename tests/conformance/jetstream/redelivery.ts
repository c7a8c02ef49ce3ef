import { strict as assert } from 'node:assert';
import type { JetStreamEngine } from '#sim/jetstream/engine.ts';
import type { Scenario } from '../scenario.ts';
import { ack, bench, brief, nak, term } from './set-up.ts';

export const REDELIVERY: readonly Scenario<JetStreamEngine>[] = [
  {
    id: 'ack-wait',
    title:
      'What is not acknowledged within the ack wait is delivered again with count 2, before anything new',
    async run(engine, trial) {
      const { fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1', 'a2', 'a3');
      await consumer({ ackWaitMs: 200 });
      const [first] = await pull(2);
      assert.deepEqual([first!.seq, first!.consumerSeq, first!.count], [1, 1, 1]);
      await engine.answer(first!, ack);
      await engine.advance(300);
      assert.deepEqual(await pulled(), ['a2 ×2', 'a3 ×1']);
    },
  },
  {
    id: 'late-ack-counts',
    title: 'An acknowledgement of the first delivery counts although the message is out again',
    async run(engine, trial) {
      const { stream, fill, consumer, pull } = await bench(engine, trial);
      await fill('a1');
      await consumer({ ackWaitMs: 150 });
      const [first] = await pull();
      await engine.advance(250);
      assert.equal((await pull())[0]?.count, 2);
      await engine.answer(first!, ack);
      assert.equal((await engine.consumerInfo(stream, 'c')).ackPending, 0);
      await engine.advance(250);
      assert.deepEqual(await pull(), []);
    },
  },
  {
    id: 'ack-floor',
    title: 'The ack floor rises over a gap once the gap is closed',
    async run(engine, trial) {
      const { stream, fill, consumer, pull } = await bench(engine, trial);
      await fill('a1', 'a2', 'a3');
      await consumer();
      const [one, two] = await pull();
      await engine.answer(two!, ack);
      const { ackFloor, ackPending } = await engine.consumerInfo(stream, 'c');
      assert.deepEqual({ ackFloor, ackPending }, { ackFloor: [0, 0], ackPending: 2 });
      await engine.answer(one!, ack);
      assert.deepEqual((await engine.consumerInfo(stream, 'c')).ackFloor, [2, 2]);
    },
  },
  {
    id: 'ack-twice',
    title: 'Acknowledging twice changes nothing more, and a nak after that neither',
    async run(engine, trial) {
      const { fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1', 'a2');
      await consumer();
      const [one] = await pull(1);
      await engine.answer(one!, ack);
      await engine.answer(one!, ack);
      await engine.answer(one!, nak);
      assert.deepEqual(await pulled(), ['a2 ×1']);
    },
  },
  {
    id: 'nak-comes-first',
    title: 'A nak delivers again at once and before anything new: the order of the stream is broken',
    async run(engine, trial) {
      const { fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1', 'a2', 'a3', 'a4');
      await consumer();
      const [one] = await pull(2);
      await engine.answer(one!, nak);
      assert.deepEqual(await pulled(), ['a1 ×2', 'a3 ×1', 'a4 ×1']);
    },
  },
  {
    id: 'naks-in-order-of-nak',
    title: 'Several naks are redelivered in the order of the naks, not of the stream',
    async run(engine, trial) {
      const { fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1', 'a2', 'a3');
      await consumer();
      const [one, , three] = await pull();
      await engine.answer(three!, nak);
      await engine.answer(one!, nak);
      assert.deepEqual(await pulled(), ['a3 ×2', 'a1 ×2']);
    },
  },
  {
    id: 'nak-with-delay',
    title: 'A nak with a delay lets others pass until the delay is over',
    async run(engine, trial) {
      const { fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1', 'a2');
      await consumer();
      const [one] = await pull(1);
      await engine.answer(one!, { type: 'nak', delayMs: 300 });
      assert.deepEqual(await pulled(), ['a2 ×1']);
      await engine.advance(400);
      assert.deepEqual(await pulled(), ['a1 ×2']);
    },
  },
  {
    id: 'term',
    title: 'A terminated message is never delivered again, and an advisory says so',
    async run(engine, trial) {
      const { stream, fill, consumer, pull, state } = await bench(engine, trial);
      await fill('a1');
      await consumer({ ackWaitMs: 150 });
      await engine.answer((await pull())[0]!, term);
      await engine.advance(250);
      assert.deepEqual(await pull(), []);
      const [advisory] = await engine.advisories(stream);
      assert.deepEqual([advisory?.type, advisory?.seq], ['MessageTerminated', 1]);
      assert.deepEqual(await state(), [1, 1, 1]);
    },
  },
  {
    id: 'in-progress',
    title: 'Saying that work is in progress starts the ack wait anew',
    async run(engine, trial) {
      const { fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1');
      await consumer({ ackWaitMs: 500 });
      const [one] = await pull();
      for (let i = 0; i < 3; i++) {
        await engine.advance(250);
        await engine.answer(one!, { type: 'in-progress' });
      }
      assert.deepEqual(await pulled(), []);
      await engine.advance(700);
      assert.deepEqual(await pulled(), ['a1 ×2']);
    },
  },
  {
    id: 'max-deliveries',
    title: 'After the last delivery the message stays in the stream, and an advisory says so',
    async run(engine, trial) {
      const { stream, fill, consumer, pulled, state } = await bench(engine, trial);
      await fill('a1');
      await consumer({ ackWaitMs: 150, maxDeliver: 2 });
      assert.deepEqual(await pulled(), ['a1 ×1']);
      await engine.advance(250);
      assert.deepEqual(await pulled(), ['a1 ×2']);
      await engine.advance(250);
      assert.deepEqual(await pulled(), []);
      assert.deepEqual(await engine.advisories(stream), [
        { type: 'MaxDeliveriesReached', stream, consumer: 'c', seq: 1, deliveries: 2 },
      ]);
      assert.deepEqual(await state(), [1, 1, 1]);
    },
  },
  {
    id: 'max-deliveries-by-nak',
    title: 'A nak of the last delivery exhausts a message as well, and the next one comes',
    async run(engine, trial) {
      const { fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1', 'a2');
      await consumer({ maxDeliver: 2 });
      for (let i = 0; i < 2; i++) await engine.answer((await pull(1))[0]!, nak);
      assert.deepEqual(await pulled(), ['a2 ×1']);
    },
  },
  {
    id: 'backoff',
    title: 'A backoff list gives the ack wait of each delivery; its last entry serves for all that follow',
    async run(engine, trial) {
      const { fill, consumer, pulled } = await bench(engine, trial);
      await fill('a1');
      await consumer({ backoffMs: [200, 600], maxDeliver: 4 });
      const counts: string[][] = [await pulled()];
      for (const wait of [350, 350, 400, 750]) {
        await engine.advance(wait);
        counts.push(await pulled());
      }
      assert.deepEqual(counts, [['a1 ×1'], ['a1 ×2'], [], ['a1 ×3'], ['a1 ×4']]);
    },
  },
  {
    id: 'max-ack-pending',
    title: 'At the limit of unacknowledged messages nothing new comes, but redeliveries do',
    async run(engine, trial) {
      const { fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1', 'a2', 'a3');
      await consumer({ maxAckPending: 2 });
      const [one, two] = await pull();
      assert.deepEqual(await pulled(), []);
      await engine.answer(two!, nak);
      assert.deepEqual(await pulled(), ['a2 ×2']);
      await engine.answer(one!, ack);
      assert.deepEqual(await pulled(), ['a3 ×1']);
    },
  },
  {
    id: 'ack-all',
    title: 'With the policy “all” an acknowledgement covers everything before it',
    async run(engine, trial) {
      const { stream, fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1', 'a2', 'a3');
      await consumer({ ack: 'all', ackWaitMs: 200 });
      const [, two] = await pull();
      await engine.answer(two!, ack);
      const { ackFloor, ackPending } = await engine.consumerInfo(stream, 'c');
      assert.deepEqual({ ackFloor, ackPending }, { ackFloor: [2, 2], ackPending: 1 });
      await engine.advance(300);
      assert.deepEqual(await pulled(), ['a3 ×2']);
    },
  },
  {
    id: 'ack-none',
    title: 'With the policy “none” what is delivered counts as acknowledged: at most once',
    async run(engine, trial) {
      const { stream, fill, consumer, pulled } = await bench(engine, trial);
      await fill('a1', 'a2');
      await consumer({ ack: 'none', ackWaitMs: 150 });
      assert.deepEqual(await pulled(1), ['a1 ×1']);
      const { ackFloor, ackPending } = await engine.consumerInfo(stream, 'c');
      assert.deepEqual({ ackFloor, ackPending }, { ackFloor: [1, 1], ackPending: 0 });
      await engine.advance(250);
      assert.deepEqual(await pulled(), ['a2 ×1']);
    },
  },
  {
    id: 'redelivered-while-waiting',
    title: 'A pull that waits gets what becomes due again',
    async run(engine, trial) {
      const { fill, consumer, pull } = await bench(engine, trial);
      await fill('a1');
      await consumer({ ackWaitMs: 200 });
      await pull();
      assert.deepEqual(brief(await pull(1, 1000)), ['a1 ×2']);
    },
  },
];
