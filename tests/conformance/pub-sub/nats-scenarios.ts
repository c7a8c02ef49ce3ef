/** Core NATS: subjects, subscriptions, queue groups. */
import { strict as assert } from 'node:assert';
import type { NatsCoreEngine, NatsCoreSubscription } from '#sim/pub-sub/engine.ts';
import { refused } from '../refused.ts';
import type { Scenario } from '../scenario.ts';
import { heard, rejection } from './heard.ts';

export const NATS_SCENARIOS: readonly Scenario<NatsCoreEngine>[] = [
  {
    id: 'nothing-kept',
    title: 'What nobody is subscribed to is gone, without an error',
    async run(engine, { name }) {
      const [subject, nats] = [name('news'), await engine.connect()];
      await nats.publish(subject, 'm1');
      const late = await nats.subscribe(subject);
      await nats.publish(subject, 'm2');
      assert.deepEqual(await heard(late), ['m2']);
    },
  },
  {
    id: 'plain-subscribers-all',
    title: 'Every plain subscription gets every message, also two of one connection',
    async run(engine, { name }) {
      const [subject, a, b] = [name('news'), await engine.connect(), await engine.connect()];
      const all = [await a.subscribe(subject), await a.subscribe(subject), await b.subscribe(subject)];
      for (const data of ['m1', 'm2']) await b.publish(subject, data);
      for (const subscription of all) assert.deepEqual(await heard(subscription), ['m1', 'm2']);
    },
  },
  {
    id: 'wildcards',
    title: '* is exactly one token, > one or more',
    async run(engine, { name }) {
      const [base, nats] = [name('order'), await engine.connect()];
      const one = await nats.subscribe(`${base}.*`);
      const rest = await nats.subscribe(`${base}.>`);
      for (const end of ['', '.placed', '.placed.eu']) await nats.publish(base + end, end);
      assert.deepEqual(await heard(one), ['.placed']);
      assert.deepEqual(await heard(rest), ['.placed', '.placed.eu']);
    },
  },
  {
    id: 'wildcard-is-a-whole-token',
    title: 'An asterisk inside a token is an asterisk',
    async run(engine, { name }) {
      const [base, nats] = [name('order'), await engine.connect()];
      const odd = await nats.subscribe(`${base}.pla*`);
      for (const token of ['placed', 'pla', 'pla*']) await nats.publish(`${base}.${token}`, token);
      assert.deepEqual(await heard(odd), ['pla*']);
    },
  },
  {
    id: 'published-wildcard',
    title: 'A published * or > is a token like any other: only wildcards match it',
    async run(engine, { name }) {
      const [base, nats] = [name('order'), await engine.connect()];
      const exact = await nats.subscribe(`${base}.placed`);
      const any = await nats.subscribe(`${base}.*`);
      for (const token of ['*', '>']) await nats.publish(`${base}.${token}`, token);
      assert.deepEqual(await heard(exact), []);
      assert.deepEqual(await heard(any), ['*', '>']);
    },
  },
  {
    id: 'empty-token',
    title: 'A subscription with an empty token is refused; a message to such a subject reaches nobody',
    async run(engine, { name }) {
      const [base, nats] = [name('order'), await engine.connect()];
      for (const subject of [`${base}..eu`, `${base}.`, `.${base}`, `${base}.>.eu`]) {
        await refused(nats.subscribe(subject), 'Invalid Subject');
        assert.equal(await rejection(nats.subscribe(subject)), 'InvalidSubjectError');
      }
      const rest = await nats.subscribe(`${base}.>`);
      for (const subject of [`${base}..eu`, `${base}.`]) await nats.publish(subject, 'm1');
      assert.deepEqual(await heard(rest), []);
    },
  },
  {
    id: 'spaces',
    title: 'The client refuses a subject that is empty or has spaces, for subscribing and for publishing',
    async run(engine) {
      const nats = await engine.connect();
      for (const subject of ['', 'order placed', 'order\tplaced']) {
        for (const refusal of [nats.subscribe(subject), nats.publish(subject, 'm1')]) {
          assert.equal(await rejection(refusal), 'InvalidSubjectError');
        }
      }
    },
  },
  {
    id: 'queue-group',
    title: 'Of a queue group one member gets each message, and plain subscribers still get all',
    async run(engine, { name }) {
      const [subject, publisher] = [name('jobs'), await engine.connect()];
      const members: NatsCoreSubscription[] = [];
      for (let n = 0; n < 3; n++) {
        const replica = await engine.connect();
        members.push(await replica.subscribe(subject, { queue: 'workers' }));
      }
      const plain = await publisher.subscribe(subject);
      const sent = Array.from({ length: 60 }, (_, n) => `m${n}`);
      for (const data of sent) await publisher.publish(subject, data);
      const shares = await Promise.all(members.map(heard));
      assert.deepEqual(shares.flat().toSorted(), sent.toSorted());
      // Each message goes to one of three by chance: that somebody gets none of 60 happens once in ten thousand million.
      for (const share of shares) assert.ok(share.length > 0, 'somebody got nothing');
      assert.deepEqual(await heard(plain), sent);
    },
  },
  {
    id: 'queue-groups-each',
    title: 'Each queue group gets the message once',
    async run(engine, { name }) {
      const [subject, nats] = [name('jobs'), await engine.connect()];
      const mail = [
        await nats.subscribe(subject, { queue: 'mail' }),
        await nats.subscribe(subject, { queue: 'mail' }),
      ];
      const billing = await nats.subscribe(subject, { queue: 'billing' });
      for (const data of ['m1', 'm2', 'm3']) await nats.publish(subject, data);
      assert.equal((await Promise.all(mail.map(heard))).flat().length, 3);
      assert.equal((await heard(billing)).length, 3);
    },
  },
  {
    id: 'queue-group-by-name',
    title: 'A queue group is its name: members with different subjects share what matches both',
    async run(engine, { name }) {
      const [base, nats] = [name('jobs'), await engine.connect()];
      const members = [
        await nats.subscribe(`${base}.*`, { queue: 'mail' }),
        await nats.subscribe(`${base}.eu`, { queue: 'mail' }),
      ];
      for (let n = 0; n < 10; n++) await nats.publish(`${base}.eu`, `m${n}`);
      assert.equal((await Promise.all(members.map(heard))).flat().length, 10);
    },
  },
  {
    id: 'queue-member-dies',
    title: 'When a member of a queue group dies, the others get all',
    async run(engine, { name }) {
      const [subject, publisher] = [name('jobs'), await engine.connect()];
      const [first, second] = [await engine.connect(), await engine.connect()];
      await first.subscribe(subject, { queue: 'workers' });
      const left = await second.subscribe(subject, { queue: 'workers' });
      await first.crash();
      for (const data of ['m1', 'm2', 'm3', 'm4']) await publisher.publish(subject, data);
      assert.equal((await heard(left)).length, 4);
    },
  },
  {
    id: 'no-echo',
    title: 'A connection without echo does not get what it publishes; others do, and it hears others',
    async run(engine, { name }) {
      const subject = name('news');
      const [quiet, other] = [await engine.connect({ echo: false }), await engine.connect()];
      const [own, foreign] = [await quiet.subscribe(subject), await other.subscribe(subject)];
      await quiet.publish(subject, 'mine');
      await other.publish(subject, 'theirs');
      assert.deepEqual(await heard(own), ['theirs']);
      assert.deepEqual(await heard(foreign), ['mine', 'theirs']);
    },
  },
  {
    id: 'max',
    title: 'A subscription with max ends by itself after so many messages',
    async run(engine, { name }) {
      const [subject, nats] = [name('news'), await engine.connect()];
      const two = await nats.subscribe(subject, { max: 2 });
      for (const data of ['m1', 'm2', 'm3']) await nats.publish(subject, data);
      assert.deepEqual(await heard(two), ['m1', 'm2']);
    },
  },
  {
    id: 'unsubscribe',
    title: 'What has ended gets nothing more, others go on',
    async run(engine, { name }) {
      const [subject, nats] = [name('news'), await engine.connect()];
      const [ending, other] = [await nats.subscribe(subject), await nats.subscribe(subject)];
      await ending.unsubscribe();
      await nats.publish(subject, 'm1');
      assert.deepEqual([await heard(ending), await heard(other)], [[], ['m1']]);
    },
  },
  {
    id: 'unsubscribe-after',
    title: 'unsubscribe(n) counts from the beginning of the subscription, not from now',
    async run(engine, { name }) {
      const [subject, nats] = [name('news'), await engine.connect()];
      const [three, over] = [await nats.subscribe(subject), await nats.subscribe(subject)];
      for (const data of ['m1', 'm2']) await nats.publish(subject, data);
      await three.unsubscribe(3);
      await over.unsubscribe(2);
      for (const data of ['m3', 'm4']) await nats.publish(subject, data);
      assert.deepEqual(await heard(three), ['m1', 'm2', 'm3']);
      assert.deepEqual(await heard(over), ['m1', 'm2']);
    },
  },
  {
    id: 'max-payload',
    title: 'A message of more than a mebibyte is refused',
    async run(engine, { name }) {
      const [subject, nats] = [name('big'), await engine.connect()];
      const subscription = await nats.subscribe(subject);
      const limit = 1_048_576;
      await nats.publish(subject, 'a'.repeat(limit));
      for (const data of ['a'.repeat(limit + 1), 'é'.repeat(limit / 2 + 1)]) {
        assert.equal(await rejection(nats.publish(subject, data)), 'InvalidArgumentError');
      }
      assert.deepEqual(
        (await heard(subscription)).map((data) => data.length),
        [limit],
      );
    },
  },
];
