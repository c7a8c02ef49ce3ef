import { strict as assert } from 'node:assert';
import type { JetStreamEngine } from '#sim/jetstream/engine.ts';
import type { Scenario } from '../scenario.ts';
import { bench, refusedWith } from './set-up.ts';

export const PUBLISHING: readonly Scenario<JetStreamEngine>[] = [
  {
    id: 'publish-ack',
    title: 'The acknowledgement of a publish names the stream and counts sequences up from 1',
    async run(engine, trial) {
      const { stream } = await bench(engine, trial);
      const publish = (word: string) => engine.publish(`${stream}.${word}`, word);
      assert.deepEqual(await publish('a'), { stream, seq: 1, duplicate: false });
      assert.deepEqual(await publish('b'), { stream, seq: 2, duplicate: false });
    },
  },
  {
    id: 'no-stream',
    title: 'A publish to a subject that no stream stores is answered by nobody, and the client says so',
    async run(engine, { name }) {
      await refusedWith(503, engine.publish(name('nowhere'), 'x'));
    },
  },
  {
    id: 'duplicate-id',
    title: 'A second message with an id inside the window gets the first one’s sequence and is stored once',
    async run(engine, trial) {
      const { stream, state } = await bench(engine, trial);
      await engine.publish(`${stream}.a`, 'first', { id: 'o-1' });
      const again = await engine.publish(`${stream}.b`, 'second', { id: 'o-1' });
      assert.deepEqual(again, { stream, seq: 1, duplicate: true });
      assert.deepEqual(await state(), [1, 1, 1]);
    },
  },
  {
    id: 'duplicate-window-ends',
    title: 'After the window the same id is stored again',
    async run(engine, trial) {
      const { stream } = await bench(engine, trial, { duplicateWindowMs: 200 });
      await engine.publish(`${stream}.a`, 'first', { id: 'o-1' });
      await engine.advance(350);
      const again = await engine.publish(`${stream}.a`, 'second', { id: 'o-1' });
      assert.deepEqual(again, { stream, seq: 2, duplicate: false });
    },
  },
  {
    id: 'duplicate-outlives-message',
    title: 'An id is remembered even when its message has been deleted',
    async run(engine, trial) {
      const { stream, state } = await bench(engine, trial);
      await engine.publish(`${stream}.a`, 'first', { id: 'o-1' });
      await engine.deleteMessage(stream, 1);
      assert.equal((await engine.publish(`${stream}.a`, 'second', { id: 'o-1' })).duplicate, true);
      assert.equal((await state())[0], 0);
    },
  },
  {
    id: 'expected-last-sequence',
    title: 'A publish that expects another last sequence is refused (10071) and stores nothing',
    async run(engine, trial) {
      const { stream, fill, state } = await bench(engine, trial);
      await fill('a1', 'b2');
      const expecting = (lastSequence: number) =>
        engine.publish(`${stream}.a`, 'x', { expect: { lastSequence } });
      await refusedWith(10071, expecting(1));
      assert.deepEqual(await state(), [2, 1, 2]);
      assert.equal((await expecting(2)).seq, 3);
    },
  },
  {
    id: 'expected-last-subject-sequence',
    title: 'The expected last sequence of a subject looks at that subject only; 0 says that it has none',
    async run(engine, trial) {
      const { stream, fill } = await bench(engine, trial);
      await fill('a1', 'b2', 'b3');
      const expecting = (subject: string, lastSubjectSequence: number) =>
        engine.publish(`${stream}.${subject}`, 'x', { expect: { lastSubjectSequence } });
      await refusedWith(10071, expecting('a', 3));
      await refusedWith(10071, expecting('a', 0));
      assert.equal((await expecting('a', 1)).seq, 4);
      assert.equal((await expecting('new', 0)).seq, 5);
      await refusedWith(10071, expecting('other', 5));
    },
  },
  {
    id: 'last-subject-sequence-after-delete',
    title: 'When a subject’s last message is deleted, its last sequence is that of the one before',
    async run(engine, trial) {
      const { stream, fill } = await bench(engine, trial);
      await fill('a1', 'a2', 'b3');
      await engine.deleteMessage(stream, 2);
      const publish = (lastSubjectSequence: number) =>
        engine.publish(`${stream}.a`, 'x', { expect: { lastSubjectSequence } });
      await refusedWith(10071, publish(2));
      assert.equal((await publish(1)).seq, 4);
    },
  },
  {
    id: 'two-writers',
    title: 'Of two writers that expect the same last sequence one is refused',
    async run(engine, trial) {
      const { stream, fill } = await bench(engine, trial);
      await fill('a1');
      const outcomes = await Promise.allSettled(
        ['x', 'y'].map((body) => engine.publish(`${stream}.a`, body, { expect: { lastSubjectSequence: 1 } })),
      );
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    },
  },
  {
    id: 'expected-last-id',
    title: 'The expected last message id is that of the very last message, which may have none (10070)',
    async run(engine, trial) {
      const { stream } = await bench(engine, trial);
      const publish = (id: string | undefined, lastId?: string) =>
        engine.publish(`${stream}.a`, 'x', {
          ...(id !== undefined && { id }),
          ...(lastId !== undefined && { expect: { lastId } }),
        });
      await publish('o-1');
      await refusedWith(10070, publish('o-2', 'o-9'));
      await publish('o-2', 'o-1');
      await publish(undefined, 'o-2');
      await refusedWith(10070, publish('o-3', 'o-2'));
    },
  },
  {
    id: 'expected-stream',
    title: 'A publish that expects another stream is refused (10060), also if its id is known',
    async run(engine, trial) {
      const { stream } = await bench(engine, trial);
      await engine.publish(`${stream}.a`, 'x', { id: 'o-1', expect: { stream } });
      const elsewhere = { id: 'o-1', expect: { stream: 'elsewhere' } };
      await refusedWith(10060, engine.publish(`${stream}.a`, 'x', elsewhere));
    },
  },
  {
    id: 'duplicate-before-expectation',
    title: 'A known id is answered as a duplicate before the expected sequence is looked at',
    async run(engine, trial) {
      const { stream } = await bench(engine, trial);
      await engine.publish(`${stream}.a`, 'x', { id: 'o-1' });
      const again = await engine.publish(`${stream}.a`, 'x', { id: 'o-1', expect: { lastSequence: 0 } });
      assert.deepEqual(again, { stream, seq: 1, duplicate: true });
    },
  },
  {
    id: 'refused-id-is-free',
    title: 'The id of a refused message is not remembered',
    async run(engine, trial) {
      const { stream } = await bench(engine, trial);
      const publish = (lastSequence: number) =>
        engine.publish(`${stream}.a`, 'x', { id: 'o-1', expect: { lastSequence } });
      await refusedWith(10071, publish(5));
      assert.deepEqual(await publish(0), { stream, seq: 1, duplicate: false });
    },
  },
];
