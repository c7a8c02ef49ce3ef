import { strict as assert } from 'node:assert';
import type { MqttEngine } from '#sim/mqtt/engine.ts';
import type { Scenario } from '../scenario.ts';
import { bench } from './set-up.ts';

export const ROUTING: readonly Scenario<MqttEngine>[] = [
  {
    id: 'retained-late',
    title: 'A retained message reaches a late subscriber, with the retain flag',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      await publisher.publish(topic, 'v1', { qos: 1, retain: true });
      await publisher.publish(topic, 'v2', { qos: 1, retain: true });
      await publisher.publish(topic, 'v3', { qos: 1 });
      assert.deepEqual(await heard(await subscriber()), ['v2 q1 retain']);
    },
  },
  {
    id: 'retained-live',
    title: 'To who had subscribed before, a retained message comes without the flag',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const early = await subscriber();
      await publisher.publish(topic, 'v1', { qos: 1, retain: true });
      assert.deepEqual(await heard(early), ['v1 q1']);
    },
  },
  {
    id: 'retained-cleared',
    title: 'An empty body clears the retained message, and is delivered as an ordinary one',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      await publisher.publish(topic, 'v1', { qos: 1, retain: true });
      const early = await subscriber();
      await publisher.publish(topic, '', { qos: 1, retain: true });
      assert.deepEqual(await heard(early), ['v1 q1 retain', ' q1']);
      assert.deepEqual(await heard(await subscriber()), []);
    },
  },
  {
    id: 'retained-by-wildcard',
    title: 'A wildcard subscription is sent the retained message of every topic it hears',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      for (const word of ['', '/a', '/b', '/b/c']) {
        await publisher.publish(`${topic}${word}`, `at${word}`, { qos: 1, retain: true });
      }
      const all = await heard(await subscriber({}, `${topic}/#`));
      assert.deepEqual(all.toSorted(), [
        'at q1 retain',
        'at/a q1 retain',
        'at/b q1 retain',
        'at/b/c q1 retain',
      ]);
    },
  },
  {
    id: 'retained-qos',
    title: 'A retained message comes with the lower of its own and the subscription’s QoS',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      await publisher.publish(topic, 'v', { qos: 2, retain: true });
      assert.deepEqual(await heard(await subscriber({}, topic, 1)), ['v q1 retain']);
    },
  },
  {
    id: 'retained-again',
    title: 'Subscribing once more sends the retained message once more',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      await publisher.publish(topic, 'v', { qos: 1, retain: true });
      const client = await subscriber();
      await client.subscribe(topic, { qos: 1 });
      assert.deepEqual(await heard(client), ['v q1 retain', 'v q1 retain']);
    },
  },
  {
    id: 'retain-handling',
    title: 'In MQTT 5 a subscription can ask for retained messages never, or only when it is new',
    async run(engine, trial) {
      const { topic, publisher, client, heard } = await bench(engine, trial);
      await publisher.publish(topic, 'v', { qos: 1, retain: true });
      const five = await client({ version: 5 });
      await five.subscribe(topic, { qos: 1, retainHandling: 2 });
      assert.deepEqual(await heard(five), []);
      const other = await client({ version: 5 });
      await other.subscribe(topic, { qos: 1, retainHandling: 1 });
      await other.subscribe(topic, { qos: 1, retainHandling: 1 });
      assert.deepEqual(await heard(other), ['v q1 retain']);
    },
  },
  {
    id: 'retain-as-published',
    title: 'In MQTT 5 a subscription can ask that the retain flag be kept',
    async run(engine, trial) {
      const { topic, publisher, client, heard } = await bench(engine, trial);
      const five = await client({ version: 5 });
      await five.subscribe(topic, { qos: 1, retainAsPublished: true });
      await publisher.publish(topic, 'v', { qos: 1, retain: true });
      await publisher.publish(topic, 'w', { qos: 1 });
      assert.deepEqual(await heard(five), ['v q1 retain', 'w q1']);
    },
  },
  {
    id: 'retained-expiry',
    title: 'A retained message that has expired is sent to nobody',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial, 5);
      await publisher.publish(topic, 'v', { qos: 1, retain: true, expirySec: 1 });
      await engine.advance(2500);
      assert.deepEqual(await heard(await subscriber()), []);
    },
  },
  {
    id: 'no-local',
    title: 'In MQTT 5 a subscription can leave out what its own client publishes',
    async run(engine, trial) {
      const { topic, publisher, client, heard } = await bench(engine, trial);
      const five = await client({ version: 5 });
      await five.subscribe(topic, { qos: 1, noLocal: true });
      await five.publish(topic, 'own', { qos: 1 });
      await publisher.publish(topic, 'theirs', { qos: 1 });
      assert.deepEqual(await heard(five), ['theirs q1']);
    },
  },
  {
    id: 'own-messages',
    title: 'Without that, a client hears what it publishes itself',
    async run(engine, trial) {
      const { topic, subscriber, heard } = await bench(engine, trial);
      const client = await subscriber();
      await client.publish(topic, 'own', { qos: 1 });
      assert.deepEqual(await heard(client), ['own q1']);
    },
  },
  {
    id: 'resubscribe',
    title: 'Subscribing to the same filter again replaces the QoS',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const client = await subscriber({}, topic, 0);
      await client.subscribe(topic, { qos: 1 });
      await publisher.publish(topic, 'x', { qos: 1 });
      assert.deepEqual(await heard(client), ['x q1']);
    },
  },
  {
    id: 'overlapping-one-copy',
    title: 'In MQTT 3.1.1 overlapping subscriptions of one client give one copy',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const client = await subscriber({}, `${topic}/#`, 1);
      await client.subscribe([`${topic}/+`, `${topic}/x`], { qos: 1 });
      await publisher.publish(`${topic}/x`, 'x', { qos: 1 });
      assert.deepEqual(await heard(client), ['x q1']);
    },
  },
  {
    id: 'overlapping-best-qos',
    title: 'That copy has the best QoS of the subscriptions that match',
    divergences: [
      {
        engine: 'mqtt',
        range: '<2.1',
        reason: 'Mosquitto takes the QoS of the subscription that it finds first',
        link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/3319',
      },
    ],
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const client = await subscriber({}, `${topic}/+`, 0);
      await client.subscribe(`${topic}/#`, { qos: 1 });
      await publisher.publish(`${topic}/x`, 'x', { qos: 1 });
      assert.deepEqual(await heard(client), ['x q1']);
    },
  },
  {
    id: 'overlapping-mqtt5',
    title: 'In MQTT 5 each overlapping subscription gives a copy with its own QoS',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const client = await subscriber({ version: 5 }, `${topic}/#`, 0);
      await client.subscribe(`${topic}/+`, { qos: 1 });
      await publisher.publish(`${topic}/x`, 'x', { qos: 2 });
      assert.deepEqual((await heard(client)).toSorted(), ['x q0', 'x q1']);
    },
  },
  {
    id: 'shared',
    title: 'A shared subscription gives each message to one member of its group; others hear all',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const shared = (group: string) => subscriber({}, `$share/${group}/${topic}`);
      const [a, b, alone, plain] = [
        await shared('g'),
        await shared('g'),
        await shared('h'),
        await subscriber(),
      ];
      for (let n = 0; n < 6; n++) await publisher.publish(topic, `${n}`, { qos: 1 });
      const [one, other] = [await heard(a), await heard(b)];
      assert.deepEqual([...one, ...other].toSorted(), ['0 q1', '1 q1', '2 q1', '3 q1', '4 q1', '5 q1']);
      assert.deepEqual([one.length, other.length], [3, 3]);
      assert.deepEqual([(await heard(alone)).length, (await heard(plain)).length], [6, 6]);
    },
  },
  {
    id: 'shared-absent-member',
    title: 'A member that is away keeps its turn: its messages wait in its session',
    async run(engine, trial) {
      const { topic, id, publisher, client, subscriber, heard } = await bench(engine, trial);
      const filter = `$share/g/${topic}`;
      await (await subscriber({ clientId: id, clean: false }, filter)).die();
      const present = await subscriber({}, filter);
      for (let n = 0; n < 4; n++) await publisher.publish(topic, `${n}`, { qos: 1 });
      assert.equal((await heard(present)).length, 2);
      assert.equal((await heard(await client({ clientId: id, clean: false }))).length, 2);
    },
  },
  {
    id: 'shared-not-retained',
    title: 'A shared subscription is sent no retained messages',
    divergences: [
      {
        engine: 'mqtt',
        range: '=2.0.11',
        reason: 'Mosquitto sends them, to clients of MQTT 5 as well',
        link: 'https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html#_Toc3901250',
      },
    ],
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      await publisher.publish(topic, 'v', { qos: 1, retain: true });
      assert.deepEqual(await heard(await subscriber({}, `$share/g/${topic}`)), []);
    },
  },
  {
    id: 'shared-names',
    title: 'A shared subscription needs a group without wildcards, and a filter',
    async run(engine) {
      for (const filter of ['$share', '$share/a+/b', '$share/#/b']) {
        assert.equal(await engine.accepts({ subscribeTo: filter }), false, filter);
      }
      assert.equal(await engine.accepts({ subscribeTo: '$share/a/b' }), true);
    },
  },
  {
    id: 'shared-empty-names',
    title: 'Neither the group nor the filter of a shared subscription may be empty',
    divergences: [
      {
        engine: 'mqtt',
        range: '<2.2',
        reason: 'Mosquitto accepts them',
        link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/3706',
      },
    ],
    async run(engine) {
      for (const filter of ['$share//b', '$share/a/', '$share/a']) {
        assert.equal(await engine.accepts({ subscribeTo: filter }), false, filter);
      }
    },
  },
  {
    id: 'own-topics-of-the-broker',
    title: 'What a client publishes under $SYS is dropped; in MQTT 5 the broker says that it may not (135)',
    async run(engine, trial) {
      const { topic, publisher, client, subscriber, heard } = await bench(engine, trial);
      const watcher = await subscriber({}, '$SYS/handbook/#');
      const five = await client({ version: 5 });
      assert.equal(await publisher.publish(`$SYS/handbook/${topic}`, 'x', { qos: 1 }), 0);
      assert.equal(await five.publish(`$SYS/handbook/${topic}`, 'x', { qos: 1 }), 135);
      assert.deepEqual(await heard(watcher), []);
    },
  },
];
