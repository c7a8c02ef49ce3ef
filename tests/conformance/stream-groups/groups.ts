/** Consumer groups: who gets what, and what an acknowledgement does. */
import { strict as assert } from 'node:assert';
import { refused } from '../refused.ts';
import { fill, history, news, read, withGroup, type StreamScenario } from './reading.ts';

export const GROUP_SCENARIOS: readonly StreamScenario[] = [
  {
    id: 'group-from-end',
    title: 'A group created at $ gets only what is added later',
    async run(engine, { name }) {
      const key = name('orders');
      await fill(engine, key, 2);
      await engine.xGroupCreate(key, 'mail', '$');
      assert.equal(await engine.xReadGroup('mail', 'a', news(key)), null);
      await engine.xAdd(key, '3', { n: '3' });
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', news(key))), ['3-0']);
    },
  },
  {
    id: 'group-from-start',
    title: 'A group created at 0 gets all that there is, one created at an id what comes after it',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 3);
      await engine.xGroupCreate(key, 'late', '2');
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', news(key))), ['1-0', '2-0', '3-0']);
      assert.deepEqual(read(await engine.xReadGroup('late', 'a', news(key))), ['3-0']);
    },
  },
  {
    id: 'groups-get-all',
    title: 'Two groups each get every entry',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 3);
      await engine.xGroupCreate(key, 'billing', '0');
      for (const group of ['mail', 'billing']) {
        assert.equal(read(await engine.xReadGroup(group, 'a', news(key))).length, 3);
      }
    },
  },
  {
    id: 'consumers-share',
    title: 'Two consumers of a group share the entries: each goes to one of them',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 5);
      const next = async (consumer: string) =>
        read(await engine.xReadGroup('mail', consumer, news(key), { COUNT: 2 }));
      assert.deepEqual(await next('a'), ['1-0', '2-0']);
      assert.deepEqual(await next('b'), ['3-0', '4-0']);
      assert.deepEqual(await next('a'), ['5-0']);
      assert.deepEqual(await next('b'), []);
    },
  },
  {
    id: 'news-never-repeats',
    title: '> never repeats an entry, acknowledged or not; reading from 0 repeats what is pending',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      assert.equal(read(await engine.xReadGroup('mail', 'a', news(key))).length, 2);
      assert.equal(await engine.xReadGroup('mail', 'a', news(key)), null);
      await engine.xAck(key, 'mail', '1');
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', history(key))), ['2-0']);
    },
  },
  {
    id: 'history-is-ones-own',
    title: 'A consumer that reads from 0 gets its own pending entries, not those of its group',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      await engine.xReadGroup('mail', 'a', news(key));
      const reply = await engine.xReadGroup('mail', 'b', history(key));
      assert.deepEqual(reply, [{ name: key, messages: [] }]);
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', history(key, '1'))), ['2-0']);
    },
  },
  {
    id: 'history-counts',
    title: 'Reading one’s pending entries counts as a delivery, and makes them fresh',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.advance(400);
      await engine.xReadGroup('mail', 'a', history(key));
      const [pending] = await engine.xPendingRange(key, 'mail', '-', '+', 1);
      assert.equal(pending?.deliveriesCounter, 2);
      assert.ok((pending?.millisecondsSinceLastDelivery ?? 400) < 400);
    },
  },
  {
    id: 'ack-once',
    title: 'The first acknowledgement counts 1, the second 0, and one in a group that is not there 0',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      await engine.xReadGroup('mail', 'a', news(key));
      assert.equal(await engine.xAck(key, 'mail', ['1', '7']), 1);
      assert.equal(await engine.xAck(key, 'mail', '1'), 0);
      assert.equal(await engine.xAck(key, 'nobody', '2'), 0);
      assert.equal((await engine.xPending(key, 'mail')).pending, 1);
    },
  },
  {
    id: 'ack-removes-nothing',
    title: 'An acknowledged entry stays in the stream',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.xAck(key, 'mail', '1');
      assert.equal(await engine.xLen(key), 1);
    },
  },
  {
    id: 'any-consumer-may-ack',
    title: 'An acknowledgement does not say whose entry it is: anybody may acknowledge it',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.xReadGroup('mail', 'b', history(key));
      assert.equal(await engine.xAck(key, 'mail', '1'), 1);
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', history(key))), []);
    },
  },
  {
    id: 'pending-summary',
    title: 'XPENDING says how many are pending, between which ids, and with whom',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 3);
      assert.deepEqual(await engine.xPending(key, 'mail'), {
        pending: 0,
        firstId: null,
        lastId: null,
        consumers: null,
      });
      await engine.xReadGroup('mail', 'b', news(key), { COUNT: 2 });
      await engine.xReadGroup('mail', 'a', news(key));
      assert.deepEqual(await engine.xPending(key, 'mail'), {
        pending: 3,
        firstId: '1-0',
        lastId: '3-0',
        consumers: [
          { name: 'a', deliveriesCounter: 1 },
          { name: 'b', deliveriesCounter: 2 },
        ],
      });
    },
  },
  {
    id: 'noack',
    title: 'With NOACK nothing is pending: what its consumer loses is lost',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      assert.equal(read(await engine.xReadGroup('mail', 'a', news(key), { NOACK: true })).length, 2);
      assert.equal((await engine.xPending(key, 'mail')).pending, 0);
      assert.deepEqual(read(await engine.xReadGroup('mail', 'a', history(key))), []);
      assert.equal(await engine.xReadGroup('mail', 'b', news(key)), null);
    },
  },
  {
    id: 'consumer-by-mention',
    title: 'A consumer comes into being when it first gets something',
    // From 7.2 on it does so when it first asks: https://github.com/redis/redis/pull/11099
    versions: { redis: '>=7.0 <7.2' },
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      const names = async () => (await engine.xInfoConsumers(key, 'mail')).map((one) => one.name);
      await engine.xReadGroup('mail', 'b', news(key));
      await engine.xReadGroup('mail', 'a', news(key));
      assert.deepEqual(await names(), ['b']);
      await engine.xReadGroup('mail', 'a', history(key));
      assert.deepEqual(await names(), ['a', 'b']);
      assert.equal(await engine.xGroupCreateConsumer(key, 'mail', 'a'), 0);
      assert.equal(await engine.xGroupCreateConsumer(key, 'mail', 'c'), 1);
    },
  },
  {
    id: 'asking-in-vain-is-idle',
    title: 'A consumer that asks and gets nothing counts as idle',
    // From 7.2 on it does not: https://github.com/redis/redis/pull/11099
    versions: { redis: '>=7.0 <7.2' },
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      const idle = async () => (await engine.xInfoConsumers(key, 'mail'))[0]?.idle ?? -1;
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.advance(400);
      await engine.xReadGroup('mail', 'a', news(key));
      assert.ok((await idle()) >= 390);
      await engine.xReadGroup('mail', 'a', history(key));
      assert.ok((await idle()) < 390);
    },
  },
  {
    id: 'delete-consumer-loses',
    title: 'What a deleted consumer had pending is pending no longer, and no other consumer gets it',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      await engine.xReadGroup('mail', 'a', news(key));
      assert.equal(await engine.xGroupDelConsumer(key, 'mail', 'a'), 2);
      assert.deepEqual(await engine.xInfoConsumers(key, 'mail'), []);
      assert.equal(await engine.xGroupDelConsumer(key, 'mail', 'a'), 0);
      assert.equal((await engine.xPending(key, 'mail')).pending, 0);
      assert.equal(await engine.xReadGroup('mail', 'b', news(key)), null);
    },
  },
  {
    id: 'group-set-back',
    title: 'XGROUP SETID sends a group back: it gets the entries again, and their counters begin at 1',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 2);
      await engine.xReadGroup('mail', 'a', news(key));
      await engine.xReadGroup('mail', 'a', history(key));
      await engine.xGroupSetId(key, 'mail', '0');
      assert.deepEqual(read(await engine.xReadGroup('mail', 'b', news(key))), ['1-0', '2-0']);
      const pending = await engine.xPendingRange(key, 'mail', '-', '+', 9);
      const holders = pending.map((one) => `${one.id} ${one.consumer} ${one.deliveriesCounter}`);
      assert.deepEqual(holders, ['1-0 b 1', '2-0 b 1']);
    },
  },
  {
    id: 'busygroup',
    title: 'A group that is there already is refused with BUSYGROUP',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await refused(engine.xGroupCreate(key, 'mail', '$'), 'BUSYGROUP Consumer Group name already exists');
      assert.equal(read(await engine.xReadGroup('mail', 'a', news(key))).length, 1);
    },
  },
  {
    id: 'nogroup',
    title: 'Without the group, reading, claiming and looking at what is pending fail with NOGROUP',
    async run(engine, { name }) {
      const key = name('orders');
      await fill(engine, key, 1);
      const text = `NOGROUP No such key '${key}' or consumer group 'mail'`;
      await refused(engine.xReadGroup('mail', 'a', news(key)), `${text} in XREADGROUP with GROUP option`);
      await refused(engine.xPending(key, 'mail'), text);
      await refused(engine.xClaim(key, 'mail', 'a', 0, '1'), text);
      await refused(engine.xAutoClaim(key, 'mail', 'a', 0, '0'), text);
      await refused(
        engine.xInfoConsumers(key, 'mail'),
        `NOGROUP No such consumer group 'mail' for key name '${key}'`,
      );
    },
  },
  {
    id: 'group-needs-stream',
    title: 'A group needs its stream, unless MKSTREAM makes an empty one',
    async run(engine, { name }) {
      const key = name('orders');
      const text = 'ERR The XGROUP subcommand requires the key to exist.';
      await refused(engine.xGroupCreate(key, 'mail', '$'), text);
      await refused(engine.xGroupDestroy(key, 'mail'), text);
      assert.equal(await engine.xGroupCreate(key, 'mail', '$', { MKSTREAM: true }), 'OK');
      assert.equal(await engine.xLen(key), 0);
      assert.equal(await engine.xGroupDestroy(key, 'mail'), 1);
      assert.equal(await engine.xGroupDestroy(key, 'mail'), 0);
    },
  },
  {
    id: 'dollar-in-group',
    title: 'XREADGROUP refuses $, and XREAD refuses >',
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 1);
      await refused(
        engine.xReadGroup('mail', 'a', { key, id: '$' }),
        'ERR The $ ID is meaningless in the context of XREADGROUP',
      );
      await refused(
        engine.xRead({ key, id: '>' }),
        'ERR The > ID can be specified only when calling XREADGROUP',
      );
    },
  },
  {
    id: 'lag',
    title: 'Redis knows how far a group is behind, until an entry is deleted ahead of it',
    // XINFO GROUPS, “History”: entries-read and lag are there since 7.0. Later versions know it in more cases.
    versions: { redis: '>=7.0 <7.2' },
    async run(engine, { name }) {
      const key = await withGroup(engine, name, 5);
      const lag = async () => (await engine.xInfoGroups(key))[0]?.lag;
      assert.equal(await lag(), 5);
      await engine.xReadGroup('mail', 'a', news(key), { COUNT: 2 });
      assert.equal(await lag(), 3);
      await engine.xDel(key, '4');
      assert.equal(await lag(), null);
      await engine.xReadGroup('mail', 'a', news(key));
      assert.equal(await lag(), 0);
    },
  },
];
