/** Topics and producers. */
import { strict as assert } from 'node:assert';
import type { LogEngine } from '#sim/log/engine.ts';
import type { Scenario } from '../scenario.ts';
import { failsWith, valuesOf } from './helpers.ts';

export const topics: readonly Scenario<LogEngine>[] = [
  {
    id: 'topic-name',
    title: 'A topic name has letters, digits, dot, underscore and hyphen, and 249 characters at most',
    async run(engine, { name }) {
      for (const bad of ['orders:new', 'orders/new', 'bücher', 'a b', '', '.', '..', 'x'.repeat(250)]) {
        await failsWith('INVALID_TOPIC_EXCEPTION', engine.createTopic(bad, { partitions: 1 }));
      }
      await engine.createTopic(name('Orders-1.new'), { partitions: 1 });
      await engine.createTopic('x'.repeat(249), { partitions: 1 });
    },
  },
  {
    id: 'topic-collision',
    title: 'Two topics that differ only in dot and underscore cannot stand side by side',
    async run(engine, { name }) {
      const topic = name('a.b');
      await engine.createTopic(topic, { partitions: 1 });
      await failsWith('TOPIC_ALREADY_EXISTS', engine.createTopic(topic, { partitions: 1 }));
      await failsWith(
        'INVALID_TOPIC_EXCEPTION',
        engine.createTopic(topic.replace('.', '_'), { partitions: 1 }),
      );
      await failsWith('INVALID_PARTITIONS', engine.createTopic(name('none'), { partitions: 0 }));
    },
  },
  {
    id: 'offsets-per-partition',
    title: 'Every partition counts its offsets from 0',
    async run(engine, { name }) {
      const topic = name('orders');
      await engine.createTopic(topic, { partitions: 2 });
      const producer = await engine.producer();
      const offsets: number[] = [];
      for (const partition of [0, 1, 0, 0, 1]) {
        offsets.push((await producer.send(topic, { value: 'x', partition })).offset);
      }
      assert.deepEqual(offsets, [0, 0, 1, 2, 1]);
      assert.deepEqual(await engine.offsets(topic), [
        { earliest: 0, latest: 3 },
        { earliest: 0, latest: 2 },
      ]);
    },
  },
  {
    id: 'unknown-topic',
    title: 'Sending to a topic or partition that is not there is refused',
    async run(engine, { name }) {
      const producer = await engine.producer();
      await failsWith(
        'UNKNOWN_TOPIC_OR_PARTITION',
        producer.send(name('nothing'), { value: 'x', partition: 0 }),
      );
      const topic = name('orders');
      await engine.createTopic(topic, { partitions: 2 });
      await failsWith('UNKNOWN_TOPIC_OR_PARTITION', producer.send(topic, { value: 'x', partition: 2 }));
    },
  },
  {
    id: 'key-to-partition',
    title: 'A key goes to the partition that its hash names, and keeps its order there',
    async run(engine, { name }) {
      const topic = name('orders');
      await engine.createTopic(topic, { partitions: 17 });
      const producer = await engine.producer({ partitioner: 'murmur2' });
      // Hashes of librdkafka's own tests, tests/0048-partitioner.c.
      const hejsan = [await producer.send(topic, { key: 'hejsan', value: '1' })];
      for (const value of ['2', '3']) hejsan.push(await producer.send(topic, { key: 'hejsan', value }));
      const other = await producer.send(topic, { key: '23456', value: '1' });
      assert.deepEqual(
        hejsan.map(({ partition }) => partition),
        Array(3).fill(0x5ec19395 % 17),
      );
      assert.deepEqual(
        hejsan.map(({ offset }) => offset),
        [0, 1, 2],
      );
      assert.equal(other.partition, 0x058d780f % 17);
    },
  },
  {
    id: 'two-partitioners',
    title: 'Producers with different partitioners put one key into different partitions',
    needs: ['partitioners'],
    async run(engine, { name }) {
      const topic = name('orders');
      await engine.createTopic(topic, { partitions: 17 });
      const java = await engine.producer({ partitioner: 'murmur2' });
      const c = await engine.producer({ partitioner: 'crc32' });
      assert.equal((await java.send(topic, { key: 'hejsan', value: 'x' })).partition, 0x5ec19395 % 17);
      assert.equal((await c.send(topic, { key: 'hejsan', value: 'x' })).partition, 0xd077037e % 17);
    },
  },
  {
    id: 'no-key-sticks',
    title: 'Messages without a key stay together until a batch is full, and then go elsewhere',
    needs: ['partitioners'],
    async run(engine, { name }) {
      const topic = name('clicks');
      await engine.createTopic(topic, { partitions: 5 });
      const producer = await engine.producer();
      const places: number[] = [];
      for (let n = 0; n < 8; n++)
        places.push((await producer.send(topic, { value: 'x'.repeat(4096) })).partition);
      assert.equal(new Set(places.slice(0, 4)).size, 1);
      assert.equal(new Set(places.slice(4)).size, 1);
      assert.notEqual(places[0], places[4]);
    },
  },
  {
    id: 'idempotent-producer',
    title: 'A producer that numbers its records may send one twice: it stands there once',
    needs: ['lost-acks'],
    async run(engine, { name }) {
      const topic = name('orders');
      await engine.createTopic(topic, { partitions: 1 });
      const safe = await engine.producer({ idempotent: true });
      assert.equal((await safe.send(topic, { value: 'o-1' }, 2)).offset, 0);
      assert.equal((await safe.send(topic, { value: 'o-2' })).offset, 1);
      assert.deepEqual(await valuesOf(engine, topic), ['o-1', 'o-2']);
    },
  },
  {
    id: 'lost-ack-duplicates',
    title: 'A producer that does not number them writes a record again when an answer is lost',
    needs: ['lost-acks'],
    async run(engine, { name }) {
      const topic = name('orders');
      await engine.createTopic(topic, { partitions: 1 });
      const plain = await engine.producer({ idempotent: false });
      assert.equal((await plain.send(topic, { value: 'o-1' }, 1)).offset, 1);
      assert.deepEqual(await valuesOf(engine, topic), ['o-1', 'o-1']);
    },
  },
  {
    id: 'idempotent-per-session',
    title: 'A producer that was restarted is another one: what it repeats is written again',
    async run(engine, { name }) {
      const topic = name('orders');
      await engine.createTopic(topic, { partitions: 1 });
      await (await engine.producer()).send(topic, { value: 'o-1' });
      await (await engine.producer()).send(topic, { value: 'o-1' });
      assert.deepEqual(await valuesOf(engine, topic), ['o-1', 'o-1']);
    },
  },
];
