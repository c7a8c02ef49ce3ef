/** What becomes of entries whose consumer has died: claims, counters, idle time. */
import { strict as assert } from 'node:assert';
import type { StreamGroupsEngine } from '#sim/stream-groups/engine.ts';
import { refused } from '../refused.ts';
import { soon } from '../soon.ts';
import { idsOf, history, news, read, withGroup, type StreamScenario } from './reading.ts';

/** What is pending, as `id consumer counter`. */
async function pendingOf(engine: StreamGroupsEngine, key: string): Promise<string[]> {
  const pending = await engine.xPendingRange(key, 'mail', '-', '+', 99);
  return pending.map((one) => `${one.id} ${one.consumer} ${one.deliveriesCounter}`);
}

export const CLAIM_SCENARIOS: readonly StreamScenario[] = [
  {
    id: 'death-leaves-pending',
    title: 'Nobody notices that a consumer has died: its entries wait for it, under its name',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.advance(60);
      assert.equal(await engine.xReadGroup('mail', 'b', news(key)), null);
      assert.deepEqual(await pendingOf(engine, key), ['1-0 a 1', '2-0 a 1']);
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', history(key))), ['1-0', '2-0']);
    },
  },
  {
    id: 'claim-after-idle',
    title: 'An entry that has been idle long enough can be claimed, and its counter becomes 2',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.advance(80);
      const claimed = await engine.xClaim(key, 'mail', 'b', 50, '1');
      assert.deepEqual(claimed, [{ id: '1-0', message: { n: '1' } }]);
      assert.deepEqual(await pendingOf(engine, key), ['1-0 b 2']);
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', history(key))), []);
    },
  },
  {
    id: 'busy-is-not-stolen',
    title: 'An entry that was delivered a moment ago is not claimed',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await engine.xReadGroup('mail', 'a', news(key));
      assert.deepEqual(await engine.xClaim(key, 'mail', 'b', 60_000, '1'), []);
      const { messages, nextId } = await engine.xAutoClaim(key, 'mail', 'b', 60_000, '0');
      assert.deepEqual([messages, nextId], [[], '0-0']);
      assert.deepEqual(await pendingOf(engine, key), ['1-0 a 1']);
    },
  },
  {
    id: 'two-claimers',
    title: 'A claim makes the entry fresh, so that of two who claim it one gets it',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.advance(500);
      const winners = await Promise.all(
        ['b', 'c'].map(async (consumer) => idsOf(await engine.xClaim(key, 'mail', consumer, 450, '1'))),
      );
      assert.deepEqual(winners.flat(), ['1-0']);
    },
  },
  {
    id: 'claim-just-id',
    title: 'JUSTID takes over without counting a delivery',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      await engine.xReadGroup('mail', 'a', news(key));
      assert.deepEqual(await engine.xClaimJustId(key, 'mail', 'b', 0, '1'), ['1-0']);
      const { messages } = await engine.xAutoClaimJustId(key, 'mail', 'b', 0, '2');
      assert.deepEqual(messages, ['2-0']);
      assert.deepEqual(await pendingOf(engine, key), ['1-0 b 1', '2-0 b 1']);
    },
  },
  {
    id: 'claims-count',
    title: 'Each claim counts, so that an entry which kills its consumers can be told by its counter',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await engine.xReadGroup('mail', 'a', news(key));
      for (const consumer of ['b', 'c', 'b']) await engine.xAutoClaim(key, 'mail', consumer, 0, '0');
      assert.deepEqual(await pendingOf(engine, key), ['1-0 b 4']);
    },
  },
  {
    id: 'claim-options',
    title: 'A claim can set counter and idle time instead of counting',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.xClaim(key, 'mail', 'b', 0, '1', { RETRYCOUNT: 7, IDLE: 5000 });
      const [pending] = await engine.xPendingRange(key, 'mail', '-', '+', 1);
      assert.equal(pending?.deliveriesCounter, 7);
      assert.ok((pending?.millisecondsSinceLastDelivery ?? 0) >= 5000);
    },
  },
  {
    id: 'claim-needs-pending',
    title: 'What nobody has pending is not claimed, except with FORCE',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      await engine.xReadGroup('mail', 'a', news(key), { COUNT: 1 });
      await engine.xAck(key, 'mail', '1');
      assert.deepEqual(await engine.xClaim(key, 'mail', 'b', 0, ['1', '2']), []);
      assert.deepEqual(idsOf(await engine.xClaim(key, 'mail', 'b', 0, ['2'], { FORCE: true })), ['2-0']);
      assert.deepEqual(await pendingOf(engine, key), ['2-0 b 2']);
    },
  },
  {
    id: 'autoclaim-cursor',
    title: 'XAUTOCLAIM says where to go on, and 0-0 at the end',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 5);
      await engine.xReadGroup('mail', 'a', news(key));
      const rounds: [string[], string][] = [];
      let start = '0';
      do {
        const { messages, nextId } = await engine.xAutoClaim(key, 'mail', 'b', 0, start, { COUNT: 2 });
        rounds.push([idsOf(messages), nextId]);
        start = nextId;
      } while (start !== '0-0');
      assert.deepEqual(rounds, [
        [['1-0', '2-0'], '3-0'],
        [['3-0', '4-0'], '5-0'],
        [['5-0'], '0-0'],
      ]);
    },
  },
  {
    id: 'autoclaim-takes-a-hundred',
    title: 'XAUTOCLAIM without COUNT takes 100 entries, and makes them fresh',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 101);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.advance(500);
      const { messages, nextId } = await engine.xAutoClaim(key, 'mail', 'b', 450, '0');
      assert.deepEqual([messages.length, nextId], [100, '101-0']);
      const again = await engine.xAutoClaim(key, 'mail', 'c', 450, '0');
      assert.deepEqual([idsOf(again.messages), again.nextId], [['101-0'], '0-0']);
    },
  },
  {
    id: 'autoclaim-looks-on',
    title: 'XAUTOCLAIM looks at ten times COUNT entries, and may come back with none and a place to go on',
    versions: { redis: '>=7.0' },
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 12);
      await engine.xReadGroup('mail', 'a', news(key));
      const claim = (start: string) => engine.xAutoClaim(key, 'mail', 'b', 60_000, start, { COUNT: 1 });
      assert.deepEqual(await claim('0'), { nextId: '11-0', messages: [], deletedMessages: [] });
      assert.deepEqual(await claim('3'), { nextId: '0-0', messages: [], deletedMessages: [] });
    },
  },
  {
    id: 'autoclaim-reports-deleted',
    title: 'XAUTOCLAIM reports pending entries that are gone, and takes them off the list',
    // XAUTOCLAIM, “History”: the third element of its reply is there since 7.0.
    versions: { redis: '>=7.0' },
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 3);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.xDel(key, '2');
      const { messages, deletedMessages } = await engine.xAutoClaim(key, 'mail', 'b', 0, '0');
      assert.deepEqual(idsOf(messages), ['1-0', '3-0']);
      assert.deepEqual(deletedMessages, ['2-0']);
      assert.deepEqual(await pendingOf(engine, key), ['1-0 b 2', '3-0 b 2']);
    },
  },
  {
    id: 'claim-of-deleted',
    title: 'Claiming an entry that is gone takes it off the list',
    // XCLAIM, note on 7.0: deleted entries are deleted from the list of pending ones too.
    versions: { redis: '>=7.0' },
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.xTrim(key, 'MAXLEN', 1);
      assert.deepEqual(await engine.xClaim(key, 'mail', 'b', 0, ['1', '2']), [
        { id: '2-0', message: { n: '2' } },
      ]);
      assert.deepEqual(await pendingOf(engine, key), ['2-0 b 2']);
    },
  },
  {
    id: 'restart-keeps',
    title: 'A restart keeps entries, groups, and what is pending with its holder and counter',
    needs: ['restart'],
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 4);
      await engine.xReadGroup('mail', 'a', news(key), { COUNT: 3 });
      await engine.xAck(key, 'mail', '1');
      await engine.xClaim(key, 'mail', 'b', 0, '3');
      await engine.restart();
      assert.equal(await engine.xLen(key), 4);
      assert.deepEqual(await pendingOf(engine, key), ['2-0 a 1', '3-0 b 2']);
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', news(key))), ['4-0']);
      await refused(engine.xAdd(key, '4', { n: '4' }), 'ERR The ID specified in XADD is equal or smaller');
    },
  },
  {
    id: 'restart-ends-waiting',
    title: 'Whoever waits in a blocking read learns of a restart, and can read again',
    needs: ['restart'],
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 0);
      const waiting = engine.xReadGroup('mail', 'a', news(key), { BLOCK: 20_000 }).then(
        () => 'answered',
        () => 'rejected',
      );
      await engine.advance(60);
      await engine.restart();
      assert.equal(await soon(engine, waiting), 'rejected');
      await engine.xAdd(key, '1', { n: '1' });
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', news(key))), ['1-0']);
    },
  },
  {
    id: 'pending-filters',
    title: 'XPENDING filters by idle time, by consumer and by range of ids',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 4);
      const pending = async (start: string, end: string, options = {}) =>
        (await engine.xPendingRange(key, 'mail', start, end, 9, options)).map(({ id }) => id);
      await engine.xReadGroup('mail', 'a', news(key), { COUNT: 2 });
      await engine.advance(500);
      await engine.xReadGroup('mail', 'b', news(key));
      assert.deepEqual(await pending('-', '+', { IDLE: 450 }), ['1-0', '2-0']);
      assert.deepEqual(await pending('-', '+', { consumer: 'b' }), ['3-0', '4-0']);
      assert.deepEqual(await pending('(1-0', '3'), ['2-0', '3-0']);
      assert.deepEqual(await pending('-', '+', { consumer: 'nobody' }), []);
    },
  },
];
