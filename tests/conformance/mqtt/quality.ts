import { strict as assert } from 'node:assert';
import type { MqttEngine } from '#sim/mqtt/engine.ts';
import type { Scenario } from '../scenario.ts';
import { bench, lasting } from './set-up.ts';

export const QUALITY: readonly Scenario<MqttEngine>[] = [
  {
    id: 'qos-handshakes',
    title: 'QoS 0 is one packet, QoS 1 two, QoS 2 four',
    async run(engine, trial) {
      const { topic, client } = await bench(engine, trial);
      const handshake = async (qos: 0 | 1 | 2) => {
        const publisher = await client();
        await publisher.publish(topic, 'x', { qos });
        await engine.settle();
        return publisher.packets().join(' ');
      };
      assert.equal(await handshake(0), '> publish');
      assert.equal(await handshake(1), '> publish < puback');
      assert.equal(await handshake(2), '> publish < pubrec > pubrel < pubcomp');
    },
  },
  {
    id: 'qos-handshakes-to-subscriber',
    title: 'The broker shakes hands with a subscriber in the same way',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const far = await subscriber({}, topic, 2);
      await publisher.publish(topic, 'x', { qos: 2 });
      assert.deepEqual(await heard(far), ['x q2']);
      assert.equal(far.packets().join(' '), '< publish > pubrec < pubrel > pubcomp');
    },
  },
  {
    id: 'delivered-qos',
    title: 'A message is delivered with the lower of the publisher’s and the subscriber’s QoS',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const cells: string[] = [];
      for (const asked of [0, 1, 2] as const) {
        const one = await subscriber({}, topic, asked);
        for (const qos of [0, 1, 2] as const) await publisher.publish(topic, `${qos}to${asked}`, { qos });
        cells.push(...(await heard(one)).toSorted());
        await one.disconnect();
      }
      assert.deepEqual(cells, [
        '0to0 q0',
        '1to0 q0',
        '2to0 q0',
        '0to1 q0',
        '1to1 q1',
        '2to1 q1',
        '0to2 q0',
        '1to2 q1',
        '2to2 q2',
      ]);
    },
  },
  {
    id: 'qos2-after-release',
    title: 'A message of QoS 2 is forwarded when its publisher has released it, and once',
    async run(engine, trial) {
      const { topic, id, client, subscriber, heard } = await bench(engine, trial);
      const far = await subscriber({}, topic, 2);
      const publisher = await client({ clientId: id, clean: false, withhold: ['pubrel'] });
      await publisher.publish(topic, 'once', { qos: 2 });
      assert.deepEqual(await heard(far), []);
      await publisher.die();
      await client({ clientId: id, clean: false });
      assert.deepEqual(await heard(far), ['once q2']);
    },
  },
  {
    id: 'dup-on-redelivery',
    title: 'What a dead client had not acknowledged comes again with DUP set, before anything new',
    async run(engine, trial) {
      const { topic, id, publisher, client, subscriber, heard } = await bench(engine, trial);
      const first = await subscriber({ clientId: id, clean: false, withhold: ['puback'] });
      await publisher.publish(topic, 'a', { qos: 1 });
      assert.deepEqual(await heard(first), ['a q1']);
      await first.die();
      await publisher.publish(topic, 'b', { qos: 1 });
      const second = await client({ clientId: id, clean: false });
      assert.deepEqual(await heard(second), ['a q1 dup', 'b q1']);
    },
  },
  {
    id: 'dup-qos2',
    title: 'QoS 2 before PUBREC: the message comes again with DUP; after PUBREC only the release',
    async run(engine, trial) {
      const { topic, id, publisher, client, subscriber, heard } = await bench(engine, trial);
      const session = { clientId: id, clean: false } as const;
      const first = await subscriber({ ...session, withhold: ['pubrec'] }, topic, 2);
      await publisher.publish(topic, 'a', { qos: 2 });
      await heard(first);
      await first.die();
      const second = await client({ ...session, withhold: ['pubcomp'] });
      assert.deepEqual(await heard(second), ['a q2 dup']);
      await second.die();
      const third = await client(session);
      assert.deepEqual(await heard(third), []);
      assert.deepEqual(third.packets(), ['< pubrel', '> pubcomp']);
    },
  },
  {
    id: 'no-redelivery-on-one-connection',
    title: 'On one connection nothing is sent again, however long the acknowledgement takes',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const slow = await subscriber({ withhold: ['puback'] });
      await publisher.publish(topic, 'a', { qos: 1 });
      await engine.advance(600);
      assert.deepEqual(await heard(slow), ['a q1']);
    },
  },
  {
    id: 'receive-maximum',
    title: 'At the receive maximum messages of QoS 1 and 2 wait, and those of QoS 0 pass',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const slow = await subscriber({ version: 5, receiveMaximum: 2, withhold: ['puback'] });
      for (const body of ['a', 'b', 'c']) await publisher.publish(topic, body, { qos: 1 });
      await publisher.publish(topic, 'd', { qos: 0 });
      assert.deepEqual(await heard(slow), ['a q1', 'b q1', 'd q0']);
      await slow.release();
      assert.deepEqual(await heard(slow), ['a q1', 'b q1', 'd q0', 'c q1']);
    },
  },
  {
    id: 'twenty-under-way',
    title: 'To a client that names no maximum twenty messages are under way at most',
    async run(engine, trial) {
      const { topic, publisher, subscriber, heard } = await bench(engine, trial);
      const slow = await subscriber({ withhold: ['puback'] });
      for (let n = 0; n < 25; n++) await publisher.publish(topic, `${n}`, { qos: 1 });
      assert.equal((await heard(slow)).length, 20);
      await slow.release();
      assert.equal((await heard(slow)).length, 25);
    },
  },
  {
    id: 'no-subscribers',
    title:
      'In MQTT 5 an acknowledgement says that nobody has subscribed (16); the message is gone all the same',
    async run(engine, trial) {
      const { topic, publisher, subscriber } = await bench(engine, trial, 5);
      assert.equal(await publisher.publish(topic, 'x', { qos: 1 }), 16);
      await subscriber();
      assert.equal(await publisher.publish(topic, 'x', { qos: 1 }), 0);
    },
  },
  {
    id: 'message-expiry',
    title: 'A message that has expired while the client was away is not delivered',
    async run(engine, trial) {
      const { topic, id, publisher, client, subscriber, heard } = await bench(engine, trial, 5);
      const away = await subscriber({ clientId: id, ...lasting });
      await away.die();
      await publisher.publish(topic, 'short', { qos: 1, expirySec: 1 });
      await publisher.publish(topic, 'long', { qos: 1, expirySec: 60 });
      await engine.advance(2500);
      const back = await client({ clientId: id, ...lasting });
      assert.deepEqual(await heard(back), ['long q1']);
    },
  },
];
