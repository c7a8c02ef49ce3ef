/** The stream as a log: reading, trimming, deleting. */
import { strict as assert } from 'node:assert';
import { refused } from '../refused.ts';
import { fill, history, idsOf, news, read, withGroup, type StreamScenario } from './reading.ts';

export const LOG_SCENARIOS: readonly StreamScenario[] = [
  {
    id: 'reading-removes-nothing',
    title: 'Whoever reads gets everything, as often as they ask',
    async run(engine, { name }) {
      const key = name('orders');
      const ids = await fill(engine, key, 3);
      for (let n = 0; n < 2; n++) assert.deepEqual(read(await engine.xRead({ key, id: '0' })), ids);
      assert.equal(await engine.xLen(key), 3);
    },
  },
  {
    id: 'read-after',
    title: 'XREAD gives what comes after an id, and null if nothing does',
    async run(engine, { name }) {
      const key = name('orders');
      await fill(engine, key, 4);
      assert.deepEqual(read(await engine.xRead({ key, id: '2' }, { COUNT: 1 })), ['3-0']);
      for (const id of ['4', '$']) assert.equal(await engine.xRead({ key, id }), null);
      assert.equal(await engine.xRead({ key: name('nothing'), id: '0' }), null);
    },
  },
  {
    id: 'read-several',
    title: 'One XREAD reads several streams, and leaves out those with nothing new',
    async run(engine, { name }) {
      const [a, b, c] = [name('a'), name('b'), name('c')];
      for (const key of [a, b, c]) await fill(engine, key, 2);
      const reply = await engine.xRead([
        { key: c, id: '1' },
        { key: b, id: '2' },
        { key: a, id: '0' },
      ]);
      const got = (reply ?? []).map((one) => [one.name, idsOf(one.messages)]);
      assert.deepEqual(got, [
        [c, ['2-0']],
        [a, ['1-0', '2-0']],
      ]);
    },
  },
  {
    id: 'range-bounds',
    title: 'A range includes both ends; a bare millisecond means all of it; ( leaves an end out',
    async run(engine, { name }) {
      const key = name('orders');
      for (const id of ['1-0', '1-1', '2-0', '3-5']) await engine.xAdd(key, id, { n: '1' });
      const range = async (start: string, end: string) => idsOf(await engine.xRange(key, start, end));
      assert.deepEqual(await range('1', '1'), ['1-0', '1-1']);
      assert.deepEqual(await range('1-1', '+'), ['1-1', '2-0', '3-5']);
      assert.deepEqual(await range('(1-0', '(2-0'), ['1-1']);
      assert.deepEqual(await range('(1', '(3-5'), ['1-1', '2-0']);
      assert.deepEqual(await range('2', '1'), []);
    },
  },
  {
    id: 'range-open-end',
    title: '(2 as the end of a range leaves out no entry of millisecond 2 that anybody would add',
    async run(engine, { name }) {
      const key = name('orders');
      for (const id of ['1-0', '2-0', '2-1']) await engine.xAdd(key, id, { n: '1' });
      assert.deepEqual(idsOf(await engine.xRange(key, '-', '(2')), ['1-0', '2-0', '2-1']);
      assert.deepEqual(idsOf(await engine.xRange(key, '-', '(2-0')), ['1-0']);
    },
  },
  {
    id: 'range-of-nothing',
    title: 'What leaves out the last of all ids or the first one is no range',
    async run(engine, { name }) {
      const key = name('orders');
      await fill(engine, key, 1);
      const last = '18446744073709551615-18446744073709551615';
      await refused(engine.xRange(key, `(${last}`, '+'), 'ERR invalid start ID for the interval');
      await refused(engine.xRange(key, '-', '(0-0'), 'ERR invalid end ID for the interval');
    },
  },
  {
    id: 'range-backwards',
    title: 'XREVRANGE begins with the newest',
    async run(engine, { name }) {
      const key = name('orders');
      await fill(engine, key, 4);
      assert.deepEqual(idsOf(await engine.xRevRange(key, '+', '-', { COUNT: 1 })), ['4-0']);
      assert.deepEqual(idsOf(await engine.xRevRange(key, '3', '2')), ['3-0', '2-0']);
    },
  },
  {
    id: 'trim-maxlen',
    title: 'MAXLEN keeps the newest, with XTRIM and with XADD, which counts the new entry too',
    async run(engine, { name }) {
      const key = name('orders');
      await fill(engine, key, 4);
      assert.equal(await engine.xTrim(key, 'MAXLEN', 3), 1);
      assert.equal(await engine.xTrim(key, 'MAXLEN', 3), 0);
      await engine.xAdd(key, '5', { n: '5' }, { TRIM: { strategy: 'MAXLEN', threshold: 2 } });
      assert.deepEqual(idsOf(await engine.xRange(key, '-', '+')), ['4-0', '5-0']);
    },
  },
  {
    id: 'trim-refuses',
    title: 'MAXLEN is a whole number, 0 or more',
    async run(engine, { name }) {
      const key = name('orders');
      await fill(engine, key, 2);
      await refused(engine.xTrim(key, 'MAXLEN', -1), 'ERR The MAXLEN argument must be >= 0.');
      await refused(engine.xTrim(key, 'MAXLEN', 1.5), 'ERR value is not an integer or out of range');
      assert.equal(await engine.xLen(key), 2);
      assert.equal(await engine.xTrim(key, 'MAXLEN', 0), 2);
    },
  },
  {
    id: 'trim-minid',
    title: 'MINID removes what is older than an id, and keeps that id',
    async run(engine, { name }) {
      const key = name('orders');
      await fill(engine, key, 4);
      assert.equal(await engine.xTrim(key, 'MINID', '3'), 2);
      assert.deepEqual(idsOf(await engine.xRange(key, '-', '+')), ['3-0', '4-0']);
    },
  },
  {
    id: 'trim-loses-unread',
    title: 'What was trimmed before a group read it is lost to it, and nobody says so',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 5);
      await engine.xTrim(key, 'MAXLEN', 2);
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', news(key))), ['4-0', '5-0']);
      assert.equal((await engine.xPending(key, 'mail')).pending, 2);
    },
  },
  {
    id: 'trimmed-while-pending',
    title: 'What was trimmed while it was pending stays pending, and is read again without its fields',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.xTrim(key, 'MAXLEN', 1);
      const reply = await engine.xReadGroup('mail', 'a', history(key));
      assert.deepEqual(reply?.[0]?.messages, [
        { id: '1-0', message: null },
        { id: '2-0', message: { n: '2' } },
      ]);
      const pending = await engine.xPendingRange(key, 'mail', '-', '+', 9);
      const counters = pending.map((one) => [one.id, one.deliveriesCounter]);
      assert.deepEqual(counters, [
        ['1-0', 1],
        ['2-0', 2],
      ]);
      assert.equal(await engine.xAck(key, 'mail', ['1', '2']), 2);
    },
  },
  {
    id: 'delete-one',
    title: 'XDEL deletes single entries, counts those that were there, and leaves an empty stream',
    async run(engine, { name }) {
      const key = name('orders');
      await fill(engine, key, 2);
      assert.equal(await engine.xDel(key, ['1', '9']), 1);
      assert.equal(await engine.xDel(key, ['1', '2']), 1);
      assert.equal(await engine.xLen(key), 0);
      assert.equal((await engine.xInfoStream(key))['last-generated-id'], '2-0');
    },
  },
];
