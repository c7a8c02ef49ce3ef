import { strict as assert } from 'node:assert';
import type { MqttEngine } from '#sim/mqtt/engine.ts';
import type { Scenario } from '../scenario.ts';
import { bench, lasting } from './set-up.ts';

const TAKEOVER = 'https://github.com/eclipse-mosquitto/mosquitto/issues/3509';

export const SESSIONS: readonly Scenario<MqttEngine>[] = [
  {
    id: 'offline-queue',
    title: 'For a persistent session QoS 1 and 2 wait while the client is away; QoS 0 is lost',
    async run(engine, trial) {
      const { topic, id, publisher, client, subscriber, heard } = await bench(engine, trial);
      const away = await subscriber({ clientId: id, clean: false }, topic, 2);
      await away.die();
      for (const qos of [0, 1, 2] as const) await publisher.publish(topic, `m${qos}`, { qos });
      const back = await client({ clientId: id, clean: false });
      assert.equal(back.sessionPresent, true);
      assert.deepEqual(await heard(back), ['m1 q1', 'm2 q2']);
    },
  },
  {
    id: 'offline-qos0-subscription',
    title: 'A subscription with QoS 0 keeps nothing for a client that is away',
    async run(engine, trial) {
      const { topic, id, publisher, client, subscriber, heard } = await bench(engine, trial);
      await (await subscriber({ clientId: id, clean: false }, topic, 0)).disconnect();
      await publisher.publish(topic, 'x', { qos: 1 });
      assert.deepEqual(await heard(await client({ clientId: id, clean: false })), []);
    },
  },
  {
    id: 'clean-session',
    title: 'A clean connection ends an older session, and leaves none',
    async run(engine, trial) {
      const { topic, id, publisher, client, subscriber, heard } = await bench(engine, trial);
      await (await subscriber({ clientId: id, clean: false })).die();
      await publisher.publish(topic, 'x', { qos: 1 });
      const clean = await client({ clientId: id });
      assert.deepEqual([clean.sessionPresent, await heard(clean)], [false, []]);
      await clean.disconnect();
      assert.equal((await client({ clientId: id, clean: false })).sessionPresent, false);
    },
  },
  {
    id: 'subscriptions-stay',
    title: 'A persistent session keeps its subscriptions over a goodbye',
    async run(engine, trial) {
      const { topic, id, publisher, client, subscriber, heard } = await bench(engine, trial);
      await (await subscriber({ clientId: id, clean: false })).disconnect();
      const back = await client({ clientId: id, clean: false });
      await publisher.publish(topic, 'x', { qos: 1 });
      assert.deepEqual(await heard(back), ['x q1']);
    },
  },
  {
    id: 'unsubscribe',
    title: 'After an unsubscribe nothing comes',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const client = await subscriber();
      await publisher.publish(topic, 'a', { qos: 1 });
      await client.unsubscribe(topic);
      await publisher.publish(topic, 'b', { qos: 1 });
      assert.deepEqual(await heard(client), ['a q1']);
    },
  },
  {
    id: 'takeover',
    title: 'A second connection with the same client id ends the first and takes its session over',
    async run(engine, trial) {
      const { topic, id, publisher, client, subscriber, heard } = await bench(engine, trial);
      const first = await subscriber({ clientId: id, clean: false, withhold: ['puback'] });
      await publisher.publish(topic, 'x', { qos: 1 });
      await engine.settle();
      const second = await client({ clientId: id, clean: false });
      assert.deepEqual(await heard(second), ['x q1 dup']);
      assert.deepEqual([first.open, second.open, second.sessionPresent], [false, true, true]);
    },
  },
  {
    id: 'session-expiry',
    title: 'In MQTT 5 a session stays for as long as the client has asked',
    async run(engine, trial) {
      const { id, client } = await bench(engine, trial);
      const connect = () => client({ clientId: id, version: 5, clean: false, sessionExpirySec: 1 });
      await (await connect()).die();
      const soon = await connect();
      assert.equal(soon.sessionPresent, true);
      await soon.die();
      await engine.advance(2800);
      assert.equal((await connect()).sessionPresent, false);
    },
  },
  {
    id: 'session-expiry-unset',
    title: 'In MQTT 5 a session that asks for no time ends with its connection, clean or not',
    async run(engine, trial) {
      const { id, client } = await bench(engine, trial);
      await (await client({ clientId: id, version: 5, clean: false })).die();
      assert.equal((await client({ clientId: id, version: 5, clean: false })).sessionPresent, false);
    },
  },
  {
    id: 'session-ended-by-goodbye',
    title: 'In MQTT 5 a goodbye can end the session at once',
    async run(engine, trial) {
      const { id, client } = await bench(engine, trial);
      await (await client({ clientId: id, ...lasting })).disconnect({ sessionExpirySec: 0 });
      assert.equal((await client({ clientId: id, ...lasting })).sessionPresent, false);
    },
  },
  {
    id: 'will-on-death',
    title: 'The last will is published when a connection breaks off',
    async run(engine, trial) {
      const { topic, client, subscriber, heard } = await bench(engine, trial);
      const watcher = await subscriber();
      const sensor = await client({ will: { topic, body: 'gone', qos: 1 } });
      await sensor.die();
      await engine.advance(50);
      assert.deepEqual(await heard(watcher), ['gone q1']);
    },
  },
  {
    id: 'no-will-on-goodbye',
    title: 'After a goodbye there is no last will',
    async run(engine, trial) {
      const { topic, client, subscriber, heard } = await bench(engine, trial);
      const watcher = await subscriber();
      await (await client({ will: { topic, body: 'gone', qos: 1 } })).disconnect();
      await engine.advance(50);
      assert.deepEqual(await heard(watcher), []);
    },
  },
  {
    id: 'will-by-goodbye',
    title: 'In MQTT 5 a goodbye with reason 4 has the will published',
    async run(engine, trial) {
      const { topic, client, subscriber, heard } = await bench(engine, trial);
      const watcher = await subscriber();
      await (await client({ version: 5, will: { topic, body: 'gone' } })).disconnect({ reason: 4 });
      await engine.advance(50);
      assert.deepEqual(await heard(watcher), ['gone q0']);
    },
  },
  {
    id: 'retained-will',
    title: 'A retained will tells who comes later that the client has died',
    async run(engine, trial) {
      const { topic, client, subscriber, heard } = await bench(engine, trial);
      await (await client({ will: { topic, body: 'offline', retain: true } })).die();
      await engine.advance(50);
      assert.deepEqual(await heard(await subscriber()), ['offline q0 retain']);
    },
  },
  {
    id: 'will-delay',
    title: 'In MQTT 5 a delayed will is not published if the client is back in time',
    async run(engine, trial) {
      const { topic, id, client, subscriber, heard } = await bench(engine, trial);
      const watcher = await subscriber();
      const sensor = (clientId: string) =>
        client({ clientId, ...lasting, will: { topic, body: clientId, qos: 1, delaySec: 1 } });
      const gone = trial.name('gone');
      await (await sensor(gone)).die();
      await (await sensor(id)).die();
      await sensor(id);
      assert.deepEqual(await heard(watcher), []);
      await engine.advance(2800);
      assert.deepEqual(await heard(watcher), [`${gone} q1`]);
    },
  },
  {
    id: 'will-on-takeover',
    title: 'When a clean session is taken over, the old connection’s will is published',
    async run(engine, trial) {
      const { topic, id, client, subscriber, heard } = await bench(engine, trial);
      const watcher = await subscriber();
      await client({ clientId: id, will: { topic, body: 'gone', qos: 1 } });
      await client({ clientId: id });
      await engine.advance(50);
      assert.deepEqual(await heard(watcher), ['gone q1']);
    },
  },
  {
    id: 'will-on-takeover-of-session',
    title: 'So it is when a persistent session is taken over',
    divergences: [
      {
        engine: 'mqtt',
        range: '<2.1',
        reason: 'Mosquitto publishes no will when a persistent session goes on in a new connection',
        link: TAKEOVER,
      },
    ],
    async run(engine, trial) {
      const { topic, id, client, subscriber, heard } = await bench(engine, trial);
      const watcher = await subscriber();
      await client({ clientId: id, clean: false, will: { topic, body: 'gone', qos: 1 } });
      await client({ clientId: id, clean: false });
      await engine.advance(50);
      assert.deepEqual(await heard(watcher), ['gone q1']);
    },
  },
  {
    id: 'restart-keeps-sessions',
    title: 'A restart keeps persistent sessions, what waits in them, and retained messages',
    needs: ['restart'],
    async run(engine, trial) {
      const { topic, id, publisher, client, subscriber, heard } = await bench(engine, trial);
      await (await subscriber({ clientId: id, clean: false })).die();
      await publisher.publish(topic, 'waits', { qos: 1 });
      await publisher.publish(`${topic}/state`, 'on', { qos: 1, retain: true });
      await engine.restart();
      const back = await client({ clientId: id, clean: false });
      assert.equal(back.sessionPresent, true);
      assert.deepEqual(await heard(back), ['waits q1']);
      assert.deepEqual(await heard(await subscriber({}, `${topic}/state`)), ['on q1 retain']);
    },
  },
];
