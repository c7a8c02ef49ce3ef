/** Consumers, groups and what a commit is worth. */
import { strict as assert } from 'node:assert';
import type { LogConsumer, LogEngine } from '#sim/log/engine.ts';
import type { AssignorName } from '#sim/log/assign.ts';
import type { Scenario, Trial } from '../scenario.ts';
import { failsWith, sendAll } from './helpers.ts';

const values = async (consumer: LogConsumer, max?: number) =>
  (await consumer.poll(max)).map(({ value }) => value);

/** A topic of some partitions with one record in each, and a way to add members to its group. */
async function shop(engine: LogEngine, { name }: Trial<LogEngine>, partitions: number) {
  const topic = name('orders');
  const group = name('stock');
  await engine.createTopic(topic, { partitions });
  const producer = await engine.producer();
  for (let partition = 0; partition < partitions; partition++) {
    await producer.send(topic, { value: `o-${partition}`, partition });
  }
  const member = (id: string, assignor: AssignorName = 'range') =>
    engine.consumer({ id, topics: [topic], group, reset: 'earliest', assignor });
  const places = async () =>
    Object.fromEntries(
      Object.entries(await engine.members(group)).map(([id, all]) => [
        id,
        all.map((one) => Number(one.split('-').at(-1))),
      ]),
    );
  return { topic, group, member, places, place: { topic, partition: 0 } };
}

export const groups: readonly Scenario<LogEngine>[] = [
  {
    id: 'members-share',
    title: 'Members of a group share the partitions, each to one of them',
    async run(engine, trial) {
      const { member, places } = await shop(engine, trial, 3);
      const [a, b] = [await member('a'), await member('b')];
      await a.poll(0);
      await b.poll(0);
      assert.deepEqual(await places(), { a: [0, 1], b: [2] });
      assert.deepEqual([await values(a), await values(b)], [['o-0', 'o-1'], ['o-2']]);
    },
  },
  {
    id: 'idle-member',
    title: 'Of more members than partitions, some have nothing to do, until another goes',
    async run(engine, trial) {
      const { member, places } = await shop(engine, trial, 2);
      const [a, b, c] = [await member('a'), await member('b'), await member('c')];
      for (const one of [a, b, c]) await one.poll(0);
      assert.deepEqual(await places(), { a: [0], b: [1], c: [] });
      assert.deepEqual(await values(c), []);
      await a.close();
      assert.deepEqual(await places(), { b: [0], c: [1] });
      assert.deepEqual(await values(c), ['o-1']);
    },
  },
  {
    id: 'round-robin',
    title: 'Round-robin deals the partitions like cards',
    async run(engine, trial) {
      const { member, places } = await shop(engine, trial, 5);
      for (const id of ['a', 'b']) await (await member(id, 'round-robin')).poll(0);
      assert.deepEqual(await places(), { a: [0, 2, 4], b: [1, 3] });
    },
  },
  {
    id: 'cooperative-keeps',
    title: 'A cooperative rebalance takes from a member only what another is to get',
    needs: ['revocation-callback'],
    async run(engine, { name }) {
      const topic = name('orders');
      await engine.createTopic(topic, { partitions: 4 });
      const lost: Record<string, string[]> = { 'cooperative-sticky': [], range: [] };
      for (const assignor of ['cooperative-sticky', 'range'] as const) {
        const options = { topics: [topic], group: name(assignor), assignor };
        const onRevoked = (all: readonly { partition: number }[]) => {
          lost[assignor]!.push(...all.map(({ partition }) => String(partition)));
        };
        const a = await engine.consumer({ ...options, id: 'a', onRevoked });
        await a.poll(0);
        await (await engine.consumer({ ...options, id: 'b' })).poll(0);
        assert.equal((await a.assignment()).length, 2);
      }
      assert.equal(lost['cooperative-sticky']!.length, 2);
      assert.deepEqual(lost['range']!.toSorted(), ['0', '1', '2', '3']);
    },
  },
  {
    id: 'one-protocol',
    title: 'A member that does not offer the group’s assignor is refused',
    async run(engine, trial) {
      const { member } = await shop(engine, trial, 2);
      await (await member('a', 'range')).poll(0);
      await failsWith('INCONSISTENT_GROUP_PROTOCOL', (await member('b', 'round-robin')).poll(0));
    },
  },
  {
    id: 'crash-before-commit',
    title: 'A crash before the commit: another member gets the records again',
    async run(engine, trial) {
      const { member, group, place } = await shop(engine, trial, 1);
      const a = await member('a');
      assert.deepEqual(await values(a), ['o-0']);
      await a.crash();
      assert.equal(await engine.committed(group, place), undefined);
      const b = await member('b');
      assert.deepEqual(await values(b), []); // a is thought to be alive
      await engine.advance(45_000);
      assert.deepEqual(await values(b), ['o-0']);
    },
  },
  {
    id: 'commit-before-work',
    title: 'A commit before the work, then a crash: nobody gets the records again',
    async run(engine, trial) {
      const { member, group, place } = await shop(engine, trial, 1);
      const a = await member('a');
      assert.deepEqual(await values(a), ['o-0']);
      await a.commit();
      await a.crash();
      await engine.advance(45_000);
      assert.equal(await engine.committed(group, place), 1);
      assert.deepEqual(await values(await member('b')), []);
    },
  },
  {
    id: 'commit-is-next-offset',
    title: 'What is committed is the offset of the next record, not of the last one read',
    async run(engine, trial) {
      const { topic, member, group, place } = await shop(engine, trial, 1);
      await sendAll(engine, topic, ['o-1', 'o-2']);
      const a = await member('a');
      assert.deepEqual(await values(a, 2), ['o-0', 'o-1']);
      assert.equal(await a.position(place), 2);
      await a.commit();
      assert.equal(await engine.committed(group, place), 2);
      await a.commit(place, 1); // the last one read, by mistake
      await a.close();
      assert.deepEqual(await values(await member('b')), ['o-1', 'o-2']);
    },
  },
  {
    id: 'auto-commit',
    title: 'Automatic commits come with a later poll, and commit what the polls before it returned',
    async run(engine, { name }) {
      const [topic, group] = [name('orders'), name('stock')];
      await engine.createTopic(topic, { partitions: 1 });
      await sendAll(engine, topic, ['o-1', 'o-2']);
      const a = await engine.consumer({
        id: 'a',
        topics: [topic],
        group,
        reset: 'earliest',
        autoCommitMs: 5000,
      });
      const committed = () => engine.committed(group, { topic, partition: 0 });
      await a.poll(1);
      await engine.advance(5000);
      assert.equal(await committed(), undefined); // time alone commits nothing
      await a.poll(1);
      assert.equal(await committed(), 1);
      await a.close();
      assert.equal(await committed(), 2);
    },
  },
  {
    id: 'missed-heartbeats',
    title: 'A member that was silent for too long has lost its partitions, and cannot commit',
    needs: ['stalls'],
    async run(engine, trial) {
      const { member, places } = await shop(engine, trial, 2);
      const [a, b] = [await member('a'), await member('b')];
      await a.poll();
      await b.poll();
      await b.commit();
      await a.stall(50_000);
      assert.deepEqual(await places(), { b: [0, 1] });
      assert.deepEqual(await values(b), ['o-0']); // what a has read and not committed
      await failsWith('COMMIT_FAILED', a.commit());
      await a.poll(); // it joins again
      assert.deepEqual(await places(), { a: [0], b: [1] });
    },
  },
  {
    id: 'short-stall',
    title: 'A silence shorter than the session costs nothing',
    needs: ['stalls'],
    async run(engine, trial) {
      const { member, places, group, place } = await shop(engine, trial, 1);
      const a = await member('a');
      await a.poll();
      await a.stall(44_000);
      await a.commit();
      assert.equal(await engine.committed(group, place), 1);
      assert.deepEqual(await places(), { a: [0] });
    },
  },
  {
    id: 'poll-limit',
    title: 'A member that does not poll in time leaves its group, though its process lives',
    needs: ['long-waits'],
    async run(engine, trial) {
      const { member, places } = await shop(engine, trial, 2);
      const [a, b] = [await member('a'), await member('b')];
      await a.poll();
      await engine.advance(200_000);
      await b.poll();
      assert.deepEqual(await places(), { a: [0], b: [1] });
      await engine.advance(150_000); // 350 s since a polled
      assert.deepEqual(await places(), { b: [0, 1] });
      await failsWith('COMMIT_FAILED', a.commit());
    },
  },
  {
    id: 'rebalance-rereads',
    title: 'What was read and not committed before a rebalance is read again by whoever gets the partition',
    async run(engine, trial) {
      const { member } = await shop(engine, trial, 2);
      const a = await member('a');
      assert.deepEqual(await values(a), ['o-0', 'o-1']);
      const b = await member('b');
      assert.deepEqual(await values(b), ['o-1']);
    },
  },
  {
    id: 'commit-in-revoked',
    title: 'The moment of revocation is early enough to commit',
    needs: ['revocation-callback'],
    async run(engine, { name }) {
      const [topic, group] = [name('orders'), name('stock')];
      await engine.createTopic(topic, { partitions: 1 });
      await sendAll(engine, topic, ['o-1']);
      let committing: Promise<void> | undefined;
      const options = { topics: [topic], group, reset: 'earliest' as const };
      const b = await engine.consumer({ ...options, id: 'b', onRevoked: () => (committing = b.commit()) });
      await b.poll();
      const a = await engine.consumer({ ...options, id: 'a' });
      assert.deepEqual(await values(a), []);
      await committing;
      assert.equal(await engine.committed(group, { topic, partition: 0 }), 1);
    },
  },
  {
    id: 'start-without-offset',
    title: 'A new group begins at the earliest, at the latest, or refuses to guess',
    async run(engine, { name }) {
      const topic = name('orders');
      await engine.createTopic(topic, { partitions: 1 });
      await sendAll(engine, topic, ['o-1']);
      const from = (reset: 'earliest' | 'latest' | 'none') =>
        engine.consumer({ id: reset, topics: [topic], group: name(reset), reset });
      const latest = await from('latest');
      assert.deepEqual(await values(await from('earliest')), ['o-1']);
      assert.deepEqual(await values(latest), []);
      await failsWith('NO_OFFSET_FOR_PARTITION', (await from('none')).poll());
      await sendAll(engine, topic, ['o-2']);
      assert.deepEqual(await values(latest), ['o-2']);
    },
  },
  {
    id: 'seek-and-replay',
    title: 'A consumer can go back and read again, and the committed offset stays where it is',
    async run(engine, trial) {
      const { topic, member, group, place } = await shop(engine, trial, 1);
      await sendAll(engine, topic, ['o-1', 'o-2']);
      const a = await member('a');
      await a.poll();
      await a.commit();
      await a.seek(place, 1);
      assert.deepEqual(await values(a), ['o-1', 'o-2']);
      await a.seek(place, 'earliest');
      assert.deepEqual(await values(a), ['o-0', 'o-1', 'o-2']);
      await a.seek(place, 'latest');
      assert.deepEqual(await values(a), []);
      assert.equal(await engine.committed(group, place), 3);
    },
  },
  {
    id: 'no-partition-starves',
    title: 'Small polls serve the partitions in turn',
    async run(engine, trial) {
      const { topic, member } = await shop(engine, trial, 2);
      const producer = await engine.producer();
      for (const partition of [0, 1]) await producer.send(topic, { value: `late-${partition}`, partition });
      const a = await member('a');
      const seen = [await values(a, 1), await values(a, 1), await values(a, 1), await values(a, 1)].flat();
      assert.deepEqual(seen.slice(0, 2).toSorted(), ['o-0', 'o-1']);
      assert.deepEqual(seen.slice(2).toSorted(), ['late-0', 'late-1']);
    },
  },
];
