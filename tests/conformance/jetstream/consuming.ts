import { strict as assert } from 'node:assert';
import type { DeliverPolicy, JetStreamEngine } from '#sim/jetstream/engine.ts';
import type { Scenario } from '../scenario.ts';
import { ack, bench, brief, refusedWith } from './set-up.ts';

/** A consumer of a stream of a1 b2 a3 and, after a while, b4 c5; what it is given. */
function starts(id: string, title: string, deliver: DeliverPolicy, filter: string, given: string[]) {
  return {
    id,
    title,
    async run(engine, trial) {
      const { stream, fill, consumer, pull } = await bench(engine, trial);
      await fill('a1', 'b2', 'a3');
      await engine.advance(60);
      const time = engine.now();
      await engine.advance(60);
      await fill('b4', 'c5');
      const policy =
        typeof deliver === 'object' && 'time' in deliver ? { time: time + deliver.time } : deliver;
      await consumer({ deliver: policy, ...(filter && { filter: `${stream}.${filter}` }) });
      assert.deepEqual(
        (await pull()).map(({ body }) => body),
        given,
      );
    },
  } satisfies Scenario<JetStreamEngine>;
}

export const CONSUMING: readonly Scenario<JetStreamEngine>[] = [
  starts('deliver-all', 'Deliver all: the whole stream', 'all', '', ['a1', 'b2', 'a3', 'b4', 'c5']),
  starts('deliver-filtered', 'A filter subject: only what it matches', 'all', 'b', ['b2', 'b4']),
  starts('deliver-last', 'Deliver last: the last message and what follows', 'last', '', ['c5']),
  starts('deliver-last-filtered', 'Deliver last with a filter: its last message', 'last', 'a', ['a3']),
  starts('deliver-new', 'Deliver new: nothing that was there', 'new', '', []),
  starts('deliver-from-sequence', 'Deliver from a sequence on', { sequence: 3 }, '', ['a3', 'b4', 'c5']),
  starts('deliver-from-time', 'Deliver from a time on', { time: 0 }, '', ['b4', 'c5']),
  starts('deliver-from-early-time', 'Deliver from before the stream began: all', { time: -60_000 }, 'a', [
    'a1',
    'a3',
  ]),
  starts(
    'deliver-from-future',
    'Deliver from a future time: nothing that is there',
    { time: 60_000 },
    '',
    [],
  ),
  starts(
    'deliver-last-per-subject',
    'Deliver the last of each subject, by sequence',
    'last-per-subject',
    '>',
    ['a3', 'b4', 'c5'],
  ),
  {
    id: 'deliver-from-beyond-the-end',
    title: 'A start sequence beyond the end means the next message, whatever its sequence',
    async run(engine, trial) {
      const { fill, consumer, pulled } = await bench(engine, trial);
      await fill('a1');
      await consumer({ deliver: { sequence: 9 } });
      await fill('a2');
      assert.deepEqual(await pulled(), ['a2 ×1']);
    },
  },
  {
    id: 'pending-counts-down',
    title: 'Each delivery says how many are still to come, counted under the filter',
    async run(engine, trial) {
      const { stream, fill, consumer, pull } = await bench(engine, trial);
      await fill('a1', 'b2', 'a3', 'a4');
      await consumer({ filter: `${stream}.a` });
      assert.deepEqual(
        (await pull()).map(({ pending }) => pending),
        [2, 1, 0],
      );
    },
  },
  {
    id: 'two-consumers-each-get-all',
    title: 'Two consumers each get every message; two pulls on one consumer share',
    async run(engine, trial) {
      const { fill, consumer, pulled } = await bench(engine, trial);
      await fill('a1', 'a2');
      await consumer();
      await consumer({ name: 'd' });
      assert.deepEqual(await pulled(1), ['a1 ×1']);
      assert.deepEqual(await pulled(1), ['a2 ×1']);
      assert.deepEqual(await pulled(2, 'd'), ['a1 ×1', 'a2 ×1']);
    },
  },
  {
    id: 'waiting-pulls-take-turns',
    title: 'Messages go to the pulls that wait in turn',
    async run(engine, trial) {
      const { stream, fill, consumer } = await bench(engine, trial);
      await consumer();
      const one = await engine.startPull(stream, 'c', { batch: 2, expiresMs: 500 });
      const other = await engine.startPull(stream, 'c', { batch: 2, expiresMs: 500 });
      await fill('a1', 'a2', 'a3');
      await engine.advance(700);
      assert.deepEqual(brief(one.deliveries), ['a1 ×1', 'a3 ×1']);
      assert.deepEqual(brief(other.deliveries), ['a2 ×1']);
      assert.deepEqual([one.end, other.end], ['full', 'timeout']);
    },
  },
  {
    id: 'pull-ends',
    title: 'A pull that does not wait ends without messages, or with the few that there are',
    async run(engine, trial) {
      const { stream, fill, consumer } = await bench(engine, trial);
      await consumer();
      const pull = () => engine.pull(stream, 'c', { batch: 2 });
      assert.deepEqual(await pull(), { deliveries: [], end: 'no messages' });
      await fill('a1');
      const { deliveries, end } = await pull();
      assert.deepEqual([brief(deliveries), end], [['a1 ×1'], 'timeout']);
    },
  },
  {
    id: 'consumer-deleted-under-a-pull',
    title: 'Who waits at a consumer hears that it was deleted; after that it is not found (10014)',
    async run(engine, trial) {
      const { stream, consumer } = await bench(engine, trial);
      await consumer();
      const waiting = await engine.startPull(stream, 'c', { batch: 1, expiresMs: 5000 });
      await engine.deleteConsumer(stream, 'c');
      await engine.advance(50);
      assert.equal(waiting.end, 'consumer deleted');
      await refusedWith(10014, engine.consumerInfo(stream, 'c'));
      await refusedWith(10014, engine.deleteConsumer(stream, 'c'));
    },
  },
  {
    id: 'durable-again',
    title:
      'Adding a durable consumer again keeps its place; another ack or deliver policy is refused (10012)',
    async run(engine, trial) {
      const { fill, consumer, pull, pulled } = await bench(engine, trial);
      await fill('a1', 'a2');
      await consumer();
      await engine.answer((await pull(1))[0]!, ack);
      await consumer();
      assert.deepEqual(await pulled(), ['a2 ×1']);
      await refusedWith(10012, consumer({ ack: 'none' }));
      await refusedWith(10012, consumer({ deliver: 'new' }));
    },
  },
  {
    id: 'ephemeral-goes',
    title: 'An ephemeral consumer that nobody pulls from is removed; a durable one stays',
    async run(engine, trial) {
      const { stream, consumer } = await bench(engine, trial);
      await consumer({ name: 'e', durable: false, inactiveMs: 200 });
      await consumer();
      await engine.advance(1500);
      await refusedWith(10014, engine.consumerInfo(stream, 'e'));
      assert.equal((await engine.consumerInfo(stream, 'c')).pending, 0);
    },
  },
  {
    id: 'consumer-refused',
    title: 'Consumers are refused: foreign filter (10093), long backoff (10116), no stream (10059)',
    async run(engine, trial) {
      const { consumer } = await bench(engine, trial);
      await refusedWith(10093, consumer({ filter: 'elsewhere' }));
      await refusedWith(10116, consumer({ backoffMs: [100, 200], maxDeliver: 2 }));
      await refusedWith(10116, consumer({ backoffMs: [100, 200, 300], maxDeliver: 2 }));
      await refusedWith(10059, engine.addConsumer(trial.name('nowhere'), { name: 'c' }));
    },
    versions: { nats: '<2.10' },
  },
];
