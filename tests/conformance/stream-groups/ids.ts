/** Ids of entries. */
import { strict as assert } from 'node:assert';
import { refused } from '../refused.ts';
import { fill, idsOf, type StreamScenario } from './reading.ts';

const NOT_GREATER = 'ERR The ID specified in XADD is equal or smaller than the target stream top item';
const order = (a: string, b: string) => {
  const [ms = 0n, counter = 0n] = a.split('-').map(BigInt);
  const [otherMs = 0n, otherCounter = 0n] = b.split('-').map(BigInt);
  return ms === otherMs ? Number(counter - otherCounter) : Number(ms - otherMs);
};

export const ID_SCENARIOS: readonly StreamScenario[] = [
  {
    id: 'ids-increase',
    title: 'Ids that the server chooses increase strictly, however fast entries are added',
    async run(engine, { name }) {
      const key = name('orders');
      const ids: string[] = [];
      for (let n = 0; n < 20; n++) ids.push((await engine.xAdd(key, '*', { n: '1' })) as string);
      assert.equal(new Set(ids).size, 20);
      assert.deepEqual(ids, ids.toSorted(order));
      assert.deepEqual(idsOf(await engine.xRange(key, '-', '+')), ids);
    },
  },
  {
    id: 'id-follows-the-clock',
    title: 'The first part of an id is the server’s clock in milliseconds',
    async run(engine, { name }) {
      const key = name('orders');
      const msOf = async () => Number(((await engine.xAdd(key, '*', { n: '1' })) as string).split('-')[0]);
      const first = await msOf();
      await engine.advance(50);
      const later = await msOf();
      assert.ok(later - first >= 45, `${later - first} ms passed between the ids`);
    },
  },
  {
    id: 'id-must-be-greater',
    title: 'An id that is not greater than the last one is refused',
    async run(engine, { name }) {
      const key = name('orders');
      assert.equal(await engine.xAdd(key, '5-3', { n: '1' }), '5-3');
      for (const id of ['5-3', '5-2', '5', '4-9'])
        await refused(engine.xAdd(key, id, { n: '2' }), NOT_GREATER);
      assert.equal(await engine.xLen(key), 1);
    },
  },
  {
    id: 'id-zero',
    title: 'The id 0-0 is refused, and the least one is 0-1',
    async run(engine, { name }) {
      const key = name('orders');
      await refused(
        engine.xAdd(key, '0-0', { n: '1' }),
        'ERR The ID specified in XADD must be greater than 0-0',
      );
      assert.equal(await engine.xAdd(key, '0-1', { n: '1' }), '0-1');
    },
  },
  {
    id: 'id-partial',
    title: 'With 5-* the server counts within that millisecond',
    // XADD, “History”: the form <ms>-* is there since 7.0.
    versions: { redis: '>=7.0' },
    async run(engine, { name }) {
      const key = name('orders');
      assert.equal(await engine.xAdd(key, '0-*', { n: '1' }), '0-1');
      for (const id of ['5-0', '5-1', '5-2']) assert.equal(await engine.xAdd(key, '5-*', { n: '1' }), id);
      await refused(engine.xAdd(key, '4-*', { n: '1' }), NOT_GREATER);
    },
  },
  {
    id: 'id-malformed',
    title: 'What is no id is refused',
    async run(engine, { name }) {
      for (const id of ['abc', '5-', '-5', '5-x', '5-1-2', '18446744073709551616-0', '$']) {
        await refused(
          engine.xAdd(name('orders'), id, { n: '1' }),
          'ERR Invalid stream ID specified as stream command argument',
        );
      }
    },
  },
  {
    id: 'id-never-again',
    title: 'An id is not free again when its entry has been deleted or trimmed',
    async run(engine, { name }) {
      const key = name('orders');
      await fill(engine, key, 3);
      await engine.xDel(key, ['3']);
      await refused(engine.xAdd(key, '3', { n: '3' }), NOT_GREATER);
      await engine.xTrim(key, 'MAXLEN', 0);
      await refused(engine.xAdd(key, '2', { n: '2' }), NOT_GREATER);
      assert.equal(await engine.xLen(key), 0);
    },
  },
  {
    id: 'counter-runs-out',
    // The text of the refusal is left open: 7.0 decides it by an error code that an earlier command has left behind.
    title: '5-* is refused when the counter of that millisecond is at its end; * goes on in the next one',
    versions: { redis: '>=7.0' },
    async run(engine, { name }) {
      const key = name('orders');
      const [ms, full] = [9_999_999_999_999, '18446744073709551615'];
      await engine.xAdd(key, `${ms}-${full}`, { n: '1' });
      await refused(engine.xAdd(key, `${ms}-*`, { n: '2' }), 'ERR ');
      assert.equal(await engine.xAdd(key, '*', { n: '3' }), `${ms + 1}-0`);
    },
  },
  {
    id: 'no-fields',
    title: 'An entry without fields is refused',
    async run(engine, { name }) {
      await refused(engine.xAdd(name('orders'), '*', {}), "ERR wrong number of arguments for 'xadd' command");
    },
  },
  {
    id: 'ids-run-out',
    title: 'After the greatest possible id nothing can be added',
    async run(engine, { name }) {
      const key = name('orders');
      const last = '18446744073709551615-18446744073709551615';
      assert.equal(await engine.xAdd(key, last, { n: '1' }), last);
      await refused(engine.xAdd(key, '*', { n: '2' }), 'ERR The stream has exhausted the last possible ID');
    },
  },
  {
    id: 'no-dedup',
    title: 'The same message added twice is two entries',
    async run(engine, { name }) {
      const key = name('orders');
      for (let n = 0; n < 2; n++) await engine.xAdd(key, '*', { order: 'o-1' });
      const messages = (await engine.xRange(key, '-', '+')) ?? [];
      assert.deepEqual(
        messages.map(({ message }) => message),
        [{ order: 'o-1' }, { order: 'o-1' }],
      );
    },
  },
  {
    id: 'nomkstream',
    title: 'With NOMKSTREAM nothing is added where there is no stream',
    async run(engine, { name }) {
      const key = name('orders');
      assert.equal(await engine.xAdd(key, '1', { n: '1' }, { NOMKSTREAM: true }), null);
      assert.equal(await engine.xLen(key), 0);
      await engine.xAdd(key, '1', { n: '1' });
      assert.equal(await engine.xAdd(key, '2', { n: '2' }, { NOMKSTREAM: true }), '2-0');
    },
  },
];
