/** Core NATS: requests and their answers. */
import { strict as assert } from 'node:assert';
import type { NatsCoreEngine, NatsCoreSubscription } from '#sim/pub-sub/engine.ts';
import { refused } from '../refused.ts';
import type { Scenario } from '../scenario.ts';
import { soon } from '../soon.ts';
import { heard, rejection } from './heard.ts';

export const REQUEST_SCENARIOS: readonly Scenario<NatsCoreEngine>[] = [
  {
    id: 'request-reply',
    title: 'A request gets the first answer',
    async run(engine, { name }) {
      const [subject, asking, answering] = [name('price'), await engine.connect(), await engine.connect()];
      await answering.subscribe(subject, { answer: (data) => `price of ${data}` });
      assert.equal(await asking.request(subject, 'tea', { timeout: 2000 }), 'price of tea');
    },
  },
  {
    id: 'request-first-answer',
    title: 'If several answer, the request takes the first answer, and the others are nobody’s',
    async run(engine, { name }) {
      const [subject, nats] = [name('price'), await engine.connect()];
      const answering: NatsCoreSubscription[] = [];
      for (const price of ['1', '2']) answering.push(await nats.subscribe(subject, { answer: () => price }));
      assert.match(await nats.request(subject, 'tea', { timeout: 2000 }), /^[12]$/);
      for (const one of answering) assert.deepEqual(await heard(one), ['tea']);
    },
  },
  {
    id: 'request-one-of-group',
    title: 'A request to a queue group is answered by one member only',
    async run(engine, { name }) {
      const [subject, asking] = [name('price'), await engine.connect()];
      const members: NatsCoreSubscription[] = [];
      for (const answer of [() => 'a', () => 'b']) {
        members.push(await asking.subscribe(subject, { queue: 'prices', answer }));
      }
      for (let n = 0; n < 6; n++) {
        assert.match(await asking.request(subject, 'tea', { timeout: 2000 }), /^[ab]$/);
      }
      assert.equal((await Promise.all(members.map(heard))).flat().length, 6);
    },
  },
  {
    id: 'no-responders',
    title: 'A request fails at once if nobody listens, and after its time if nobody answers',
    // The server tells since 2.2 (release notes: “no responders”).
    versions: { nats: '>=2.2' },
    async run(engine, { name }) {
      const [subject, nats] = [name('price'), await engine.connect()];
      const text = `no responders: '${subject}'`;
      const hopeless = nats.request(subject, 'tea', { timeout: 20_000 });
      await soon(engine, refused(hopeless, text));
      const silent = await nats.subscribe(subject);
      const waiting = rejection(nats.request(subject, 'tea', { timeout: 100 }));
      await engine.advance(150);
      assert.equal(await waiting, 'TimeoutError');
      assert.deepEqual(await heard(silent), ['tea']);
    },
  },
  {
    id: 'reply-is-a-subject',
    title: 'The address for answers is a subject like any other: anybody may listen there',
    async run(engine, { name }) {
      const [subject, inbox, nats] = [name('price'), name('inbox'), await engine.connect()];
      const spy = await nats.subscribe(`${inbox}.>`);
      const asked = await nats.subscribe(subject, { answer: (data) => `${data}!` });
      await nats.publish(subject, 'tea', { reply: `${inbox}.1` });
      assert.deepEqual(await asked.received(), [{ subject, data: 'tea', reply: `${inbox}.1` }]);
      assert.deepEqual(await heard(spy), ['tea!']);
    },
  },
  {
    id: 'restart-forgets',
    title:
      'After a restart nobody is subscribed: a request has no responders until somebody subscribes again',
    needs: ['restart'],
    versions: { nats: '>=2.2' },
    async run(engine, { name }) {
      const subject = name('price');
      const answer = () => '3.20';
      await (await engine.connect()).subscribe(subject, { answer });
      await engine.restart();
      const [asking, again] = [await engine.connect(), await engine.connect()];
      await refused(asking.request(subject, 'tea', { timeout: 1000 }), 'no responders');
      await again.subscribe(subject, { answer });
      assert.equal(await asking.request(subject, 'tea', { timeout: 2000 }), '3.20');
    },
  },
];
