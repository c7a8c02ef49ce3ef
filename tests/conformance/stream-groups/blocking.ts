/** Reads that wait. */
import { strict as assert } from 'node:assert';
import { refused } from '../refused.ts';
import { soon } from '../soon.ts';
import { history, news, read, withGroup, type StreamScenario } from './reading.ts';

export const BLOCKING_SCENARIOS: readonly StreamScenario[] = [
  {
    id: 'block-until-added',
    title: 'A blocking XREAD at $ gets the next entry, not those before',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      const next = engine.xRead({ key, id: '$' }, { BLOCK: 5000 });
      await engine.advance(60);
      await engine.xAdd(key, '3', { n: '3' });
      assert.deepEqual(read(await soon(engine, next)), ['3-0']);
    },
  },
  {
    id: 'block-times-out',
    title: 'A blocking read ends with null when its time is over, and does not wait where there is something',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      assert.deepEqual(read(await engine.xRead({ key, id: '0' }, { BLOCK: 5000 })), ['1-0']);
      const next = engine.xRead({ key, id: '1' }, { BLOCK: 40 });
      await engine.advance(60);
      assert.equal(await next, null);
      await refused(engine.xRead({ key, id: '1' }, { BLOCK: -1 }), 'ERR timeout is negative');
    },
  },
  {
    id: 'block-plain-readers',
    title: 'All who wait in XREAD get the entry',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 0);
      const waiting = [1, 2, 3].map(() => engine.xRead({ key, id: '$' }, { BLOCK: 5000 }));
      await engine.advance(80);
      await engine.xAdd(key, '1', { n: '1' });
      assert.deepEqual((await soon(engine, Promise.all(waiting))).map(read), [['1-0'], ['1-0'], ['1-0']]);
    },
  },
  {
    id: 'block-group',
    title: 'Of the consumers of a group that wait, the one that has waited longest gets the entry',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 0);
      const first = engine.xReadGroup('mail', 'a', news(key), { BLOCK: 5000 });
      await engine.advance(60);
      const second = engine.xReadGroup('mail', 'b', news(key), { BLOCK: 5000 });
      await engine.advance(60);
      await engine.xAdd(key, '1', { n: '1' });
      assert.deepEqual(read(await soon(engine, first)), ['1-0']);
      await engine.xAdd(key, '2', { n: '2' });
      assert.deepEqual(read(await soon(engine, second)), ['2-0']);
    },
  },
  {
    id: 'block-for-ever',
    title: 'With BLOCK 0 a read waits for as long as it takes',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 0);
      const next = engine.xReadGroup('mail', 'a', news(key), { BLOCK: 0 });
      await engine.advance(150);
      await engine.xAdd(key, '1', { n: '1' });
      assert.deepEqual(read(await soon(engine, next)), ['1-0']);
    },
  },
  {
    id: 'block-after-an-id',
    title: 'Who waits for what comes after an id, alone or for a group, is not woken by entries before it',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await engine.xGroupCreate(key, 'late', '10');
      const alone = engine.xRead({ key, id: '10' }, { BLOCK: 5000 });
      const grouped = engine.xReadGroup('late', 'a', news(key), { BLOCK: 5000 });
      await engine.advance(80);
      for (const id of ['5', '10', '11']) await engine.xAdd(key, id, { n: id });
      assert.deepEqual(read(await soon(engine, alone)), ['11-0']);
      assert.deepEqual(read(await soon(engine, grouped)), ['11-0']);
    },
  },
  {
    id: 'block-answered-at-once',
    title: 'A blocking read that is answered at once does not wait any more: the next entry is for others',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', news(key), { BLOCK: 5000 })), ['1-0']);
      await engine.xAdd(key, '2', { n: '2' });
      assert.deepEqual(read(await engine.xReadGroup('mail', 'b', news(key))), ['2-0']);
    },
  },
  {
    id: 'history-never-blocks',
    title: 'Reading one’s pending entries never waits, even if there are none',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      const reply = await engine.xReadGroup('mail', 'a', history(key), { BLOCK: 0 });
      assert.deepEqual(reply, [{ name: key, messages: [] }]);
    },
  },
  {
    id: 'block-group-destroyed',
    // From 7.2 on the text may be another one: https://github.com/redis/redis/pull/11012
    title: 'Whoever waits for a group that is destroyed gets NOGROUP',
    versions: { redis: '>=7.0 <7.2' },
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 0);
      const waiting = refused(
        engine.xReadGroup('mail', 'a', news(key), { BLOCK: 5000 }),
        'NOGROUP the consumer group this client was blocked on no longer exists',
      );
      await engine.advance(60);
      await engine.xGroupDestroy(key, 'mail');
      await soon(engine, waiting);
    },
  },
  {
    id: 'block-stream-deleted',
    // From 7.2 on the error is another one: https://github.com/redis/redis/pull/11012
    title: 'When the stream is deleted, a waiting consumer gets UNBLOCKED; a waiting XREAD goes on waiting',
    versions: { redis: '>=7.0 <7.2' },
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 0);
      const plain = engine.xRead({ key, id: '$' }, { BLOCK: 5000 });
      const waiting = refused(
        engine.xReadGroup('mail', 'a', news(key), { BLOCK: 5000 }),
        'UNBLOCKED the stream key no longer exists',
      );
      await engine.advance(80);
      await engine.del(key);
      await soon(engine, waiting);
      await engine.xAdd(key, '1', { n: '1' });
      assert.deepEqual(read(await soon(engine, plain)), ['1-0']);
    },
  },
];
