/** Redis Pub/Sub. */
import { strict as assert } from 'node:assert';
import type { RedisPubSubConnection, RedisPubSubEngine } from '#sim/pub-sub/engine.ts';
import { refused } from '../refused.ts';
import type { Scenario } from '../scenario.ts';

/** What came, as `channel message` or `pattern channel message`; a pattern stands without the channel's own name. */
async function heard(connection: RedisPubSubConnection): Promise<string[]> {
  const messages = await connection.received();
  return messages.map(({ pattern, message }) => (pattern === undefined ? message : `${message} by pattern`));
}

export const REDIS_SCENARIOS: readonly Scenario<RedisPubSubEngine>[] = [
  {
    id: 'nobody-there',
    title: 'PUBLISH without subscribers answers 0, and the message is gone',
    async run(engine, { name }) {
      const [channel, publisher, late] = [name('news'), await engine.connect(), await engine.connect()];
      assert.equal(await publisher.publish(channel, 'm1'), 0);
      await late.subscribe([channel]);
      assert.deepEqual(await late.received(), []);
    },
  },
  {
    id: 'everybody-gets-it',
    title: 'Every subscriber gets every message, in the order of publishing',
    async run(engine, { name }) {
      const [channel, publisher] = [name('news'), await engine.connect()];
      const replicas = await Promise.all([1, 2, 3].map(() => engine.connect()));
      for (const replica of replicas) await replica.subscribe([channel]);
      for (const message of ['m1', 'm2']) assert.equal(await publisher.publish(channel, message), 3);
      for (const replica of replicas) assert.deepEqual(await heard(replica), ['m1', 'm2']);
    },
  },
  {
    id: 'missed-while-away',
    title: 'Who was away has missed what was published meanwhile',
    async run(engine, { name }) {
      const [channel, publisher, first] = [name('news'), await engine.connect(), await engine.connect()];
      await first.subscribe([channel]);
      assert.equal(await publisher.publish(channel, 'm1'), 1);
      await first.crash();
      assert.equal(await publisher.publish(channel, 'm2'), 0);
      const again = await engine.connect();
      await again.subscribe([channel]);
      assert.equal(await publisher.publish(channel, 'm3'), 1);
      assert.deepEqual(await heard(again), ['m3']);
    },
  },
  {
    id: 'twice-by-channel-and-pattern',
    title:
      'Who is subscribed to a channel and to two patterns that match gets three copies, and PUBLISH counts three',
    async run(engine, { name }) {
      const [base, publisher, one] = [name('news'), await engine.connect(), await engine.connect()];
      await one.subscribe([`${base}.eu`]);
      await one.pSubscribe([`${base}.*`, `${base}*`]);
      assert.equal(await publisher.publish(`${base}.eu`, 'm1'), 3);
      assert.deepEqual((await heard(one)).toSorted(), ['m1', 'm1 by pattern', 'm1 by pattern']);
      assert.equal(await publisher.publish(`${base}.us`, 'm2'), 2);
    },
  },
  {
    id: 'subscribing-twice',
    title: 'Subscribing twice to the same channel or pattern is subscribing once',
    async run(engine, { name }) {
      const [channel, publisher, one] = [name('news'), await engine.connect(), await engine.connect()];
      for (let n = 0; n < 2; n++) {
        await one.subscribe([channel, channel]);
        await one.pSubscribe([`${channel}*`]);
      }
      assert.equal(await publisher.publish(channel, 'm1'), 2);
      await one.unsubscribe([channel]);
      assert.equal(await publisher.publish(channel, 'm2'), 1);
    },
  },
  {
    id: 'unsubscribe',
    title: 'UNSUBSCRIBE takes channels only, PUNSUBSCRIBE patterns only; without names they take all',
    async run(engine, { name }) {
      const [channel, publisher, one] = [name('news'), await engine.connect(), await engine.connect()];
      await one.subscribe([channel, `${channel}.a`]);
      await one.pSubscribe([`${channel}*`]);
      await one.unsubscribe([`${channel}*`]);
      assert.equal(await publisher.publish(channel, 'm1'), 2);
      await one.unsubscribe();
      for (const each of [channel, `${channel}.a`]) assert.equal(await publisher.publish(each, 'm2'), 1);
      await one.pUnsubscribe();
      assert.equal(await publisher.publish(channel, 'm3'), 0);
      const rest = ['m2 by pattern', 'm2 by pattern'];
      assert.deepEqual(await heard(one), ['m1', 'm1 by pattern', ...rest]);
    },
  },
  {
    id: 'channel-before-pattern',
    title: 'Of one message, the copy for the channel comes before the copies for patterns',
    async run(engine, { name }) {
      const [channel, publisher, one] = [name('news'), await engine.connect(), await engine.connect()];
      await one.pSubscribe([`${channel}*`]);
      await one.subscribe([channel]);
      await publisher.publish(channel, 'm1');
      assert.deepEqual(await heard(one), ['m1', 'm1 by pattern']);
    },
  },
  {
    id: 'star-crosses-dots',
    title: '* stands for any characters, dots included, and for none',
    async run(engine, { name }) {
      const [base, publisher, one] = [name('order'), await engine.connect(), await engine.connect()];
      await one.pSubscribe([`${base}.*`]);
      for (const rest of ['.placed', '.placed.eu', '.', '', 's.placed'])
        await publisher.publish(base + rest, rest);
      const channels = (await one.received()).map(({ message }) => message);
      assert.deepEqual(channels, ['.placed', '.placed.eu', '.']);
    },
  },
  {
    id: 'empty-channel',
    title: 'The empty channel fits the empty pattern only: * does not fit it',
    async run(engine) {
      const one = await engine.connect();
      await one.subscribe(['']);
      // Asked of the list of channels: whoever subscribed to * would be counted wherever others publish on this server.
      const isListed = async (pattern?: string) => (await engine.pubSubChannels(pattern)).includes('');
      assert.deepEqual([await isListed(), await isListed('')], [true, true]);
      for (const pattern of ['*', '**', '?']) assert.equal(await isListed(pattern), false);
    },
  },
  {
    id: 'protocol-2-only-listens',
    title: 'A connection that is subscribed can do nothing else in version 2 of the protocol',
    async run(engine, { name }) {
      const channel = name('news');
      const old = await engine.connect({ protocol: 2 });
      await old.subscribe([channel]);
      await refused(old.publish(channel, 'm1'), "ERR Can't execute 'publish': only (P|S)SUBSCRIBE");
      await old.unsubscribe();
      assert.equal(await old.publish(channel, 'm2'), 0);
      await old.pSubscribe([`${channel}*`]);
      await refused(old.publish(channel, 'm3'), "ERR Can't execute 'publish'");
    },
  },
  {
    id: 'protocol-3-hears-itself',
    title: 'In version 3 of the protocol it can publish, and gets what it publishes itself',
    versions: { redis: '>=6.0' },
    async run(engine, { name }) {
      const channel = name('news');
      const one = await engine.connect({ protocol: 3 });
      await one.subscribe([channel]);
      assert.equal(await one.publish(channel, 'm1'), 1);
      assert.deepEqual(await heard(one), ['m1']);
    },
  },
  {
    id: 'restart-forgets',
    title: 'After a restart nobody is subscribed, however long they had been',
    needs: ['restart'],
    async run(engine, { name }) {
      const channel = name('news');
      const one = await engine.connect();
      await one.subscribe([channel]);
      await one.pSubscribe([`${channel}*`]);
      await engine.restart();
      const publisher = await engine.connect();
      assert.equal(await publisher.publish(channel, 'm1'), 0);
    },
  },
  {
    id: 'who-is-there',
    title: 'PUBSUB tells channels and their subscribers; patterns do not count there',
    async run(engine, { name }) {
      const base = name('news');
      const [one, two] = [await engine.connect(), await engine.connect()];
      await one.subscribe([`${base}.a`, `${base}.b`]);
      await two.subscribe([`${base}.a`]);
      await two.pSubscribe([`${base}.*`]);
      assert.deepEqual((await engine.pubSubChannels(`${base}*`)).toSorted(), [`${base}.a`, `${base}.b`]);
      assert.ok((await engine.pubSubChannels()).includes(`${base}.b`));
      assert.deepEqual(await engine.pubSubNumSub([`${base}.a`, `${base}.b`, `${base}.c`]), {
        [`${base}.a`]: 2,
        [`${base}.b`]: 1,
        [`${base}.c`]: 0,
      });
      await one.crash();
      assert.deepEqual(await engine.pubSubChannels(`${base}*`), [`${base}.a`]);
    },
  },
];
