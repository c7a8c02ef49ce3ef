/** What is kept, and for how long. */
import { strict as assert } from 'node:assert';
import type { LogEngine } from '#sim/log/engine.ts';
import type { Scenario } from '../scenario.ts';
import { failsWith, sendAll, valuesOf } from './helpers.ts';

export const keeping: readonly Scenario<LogEngine>[] = [
  {
    id: 'reading-removes-nothing',
    title: 'Reading removes nothing: every group has the whole log',
    async run(engine, { name }) {
      const topic = name('orders');
      await engine.createTopic(topic, { partitions: 1 });
      await sendAll(engine, topic, ['o-1', 'o-2']);
      for (const group of ['mail', 'stock']) {
        const consumer = await engine.consumer({
          id: group,
          topics: [topic],
          group: name(group),
          reset: 'earliest',
        });
        assert.deepEqual(
          (await consumer.poll()).map(({ value }) => value),
          ['o-1', 'o-2'],
        );
        await consumer.commit();
      }
      assert.deepEqual(await valuesOf(engine, topic), ['o-1', 'o-2']);
    },
  },
  {
    id: 'retention',
    title: 'Retention cuts off the old end a segment at a time; offsets go on counting',
    needs: ['cleaning'],
    async run(engine, { name }) {
      const topic = name('clicks');
      await engine.createTopic(topic, { partitions: 1, retentionMs: 1000, segmentRecords: 2 });
      await sendAll(engine, topic, ['1', '2', '3']);
      await engine.advance(600);
      await sendAll(engine, topic, ['4']);
      await engine.advance(500); // 1 to 3 are 1,100 ms old, but 3 shares its segment with 4
      await engine.clean();
      assert.deepEqual(await engine.offsets(topic), [{ earliest: 2, latest: 4 }]);
      assert.deepEqual(await valuesOf(engine, topic), ['3', '4']);
      await engine.advance(1000);
      await engine.clean();
      assert.deepEqual(await engine.offsets(topic), [{ earliest: 4, latest: 4 }]);
    },
  },
  {
    id: 'retention-unread',
    title: 'Retention does not ask whether anybody has read',
    needs: ['cleaning'],
    async run(engine, { name }) {
      const topic = name('clicks');
      await engine.createTopic(topic, { partitions: 1, retentionMs: 1000, segmentRecords: 1 });
      await sendAll(engine, topic, ['1', '2', '3']);
      const consumer = await engine.consumer({
        id: 'a',
        topics: [topic],
        group: name('g'),
        reset: 'earliest',
      });
      assert.equal((await consumer.poll(1)).length, 1);
      await consumer.commit();
      await engine.advance(2000);
      await engine.clean();
      assert.deepEqual(await consumer.poll(), []);
    },
  },
  {
    id: 'out-of-range',
    title: 'An offset that was cut off is reset to the earliest, to the latest, or not at all',
    needs: ['cleaning'],
    async run(engine, { name }) {
      const topic = name('clicks');
      await engine.createTopic(topic, { partitions: 1, retentionMs: 1000, segmentRecords: 1 });
      await sendAll(engine, topic, ['1', '2']);
      await engine.advance(2000);
      await sendAll(engine, topic, ['3', '4']);
      await engine.clean();
      const place = { topic, partition: 0 };
      const read = async (reset: 'earliest' | 'latest' | 'none') => {
        const consumer = await engine.consumer({ id: reset, topics: [topic], reset });
        await consumer.poll(0).catch(() => []);
        await consumer.seek(place, 0);
        return (await consumer.poll()).map(({ offset }) => offset);
      };
      assert.deepEqual(await read('earliest'), [2, 3]);
      assert.deepEqual(await read('latest'), []);
      await failsWith('OFFSET_OUT_OF_RANGE', read('none'));
    },
  },
  {
    id: 'compaction',
    title: 'Compaction keeps the newest record of each key, at its offset and in its order',
    needs: ['cleaning'],
    async run(engine, { name }) {
      const topic = name('prices');
      await engine.createTopic(topic, { partitions: 1, cleanup: 'compact', segmentRecords: 3 });
      const producer = await engine.producer();
      for (const [key, value] of ['a1', 'b1', 'a2', 'c1', 'a3', 'b2', 'd1'].map((text) => [...text])) {
        await producer.send(topic, { key, value: value! });
      }
      await engine.clean();
      const reader = await engine.consumer({ id: 'r', topics: [topic], reset: 'earliest' });
      const left = (await reader.poll()).map(({ key, value, offset }) => `${key}${value}@${offset}`);
      assert.deepEqual(left, ['c1@3', 'a3@4', 'b2@5', 'd1@6']);
      assert.deepEqual(await engine.offsets(topic), [{ earliest: 0, latest: 7 }]);
    },
  },
  {
    id: 'compaction-active-segment',
    title: 'The newest segment is not compacted, so a key may stand there several times',
    needs: ['cleaning'],
    async run(engine, { name }) {
      const topic = name('prices');
      await engine.createTopic(topic, { partitions: 1, cleanup: 'compact', segmentRecords: 2 });
      await sendAll(engine, topic, ['1', '2', '3', '4'], 'a');
      await engine.clean();
      assert.deepEqual(await valuesOf(engine, topic), ['2', '3', '4']);
    },
  },
  {
    id: 'tombstone',
    title: 'A tombstone takes its key away, and goes itself when every reader had time to see it',
    needs: ['cleaning'],
    async run(engine, { name }) {
      const topic = name('customers');
      await engine.createTopic(topic, {
        partitions: 1,
        cleanup: 'compact',
        segmentRecords: 2,
        deleteRetentionMs: 1000,
      });
      const producer = await engine.producer();
      await producer.send(topic, { key: 'c-7', value: 'Ada' });
      await producer.send(topic, { key: 'c-7', value: null });
      await producer.send(topic, { key: 'c-9', value: 'Bob' });
      await engine.clean();
      assert.deepEqual(await valuesOf(engine, topic), [null, 'Bob']);
      await engine.advance(900);
      await engine.clean();
      assert.deepEqual(await valuesOf(engine, topic), [null, 'Bob']);
      await engine.advance(200);
      await engine.clean();
      assert.deepEqual(await valuesOf(engine, topic), ['Bob']);
    },
  },
  {
    id: 'compacted-needs-key',
    title: 'A compacted topic refuses a record without a key',
    async run(engine, { name }) {
      const topic = name('prices');
      await engine.createTopic(topic, { partitions: 1, cleanup: 'compact' });
      const producer = await engine.producer();
      await failsWith('INVALID_RECORD', producer.send(topic, { value: 'x' }));
    },
  },
];
