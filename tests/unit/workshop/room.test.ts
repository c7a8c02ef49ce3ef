import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '#workshop/decide.ts';
import type { FactLog } from '#workshop/log.ts';
import { createMemoryLog } from '#workshop/memory-log.ts';
import type { Actor, SeenFact } from '#workshop/protocol.ts';
import { createRoom, NotKept } from '#workshop/room.ts';
import type { Command } from '#workshop/schema.ts';
import { evolve, initialSession } from '#workshop/session.ts';
import { ada, bob, grace } from './given.ts';

const EXERCISE = 'event-loop/01-a-c-b';
const people: readonly Actor[] = [ada, bob, { role: 'attendee', attendee: 'eve-0001' }];

async function openRoom(log: FactLog = createMemoryLog(), now = () => 1_000) {
  const room = await createRoom({ log, now });
  if (room.version === 0)
    await room.handle({ type: 'OpenSession', id: 'open-0001', title: 'Streams' }, grace);
  return room;
}

/** What anybody might send, sensible or not, with ids of its own. */
const command = fc.oneof(
  fc.record({ type: fc.constant('Join'), name: fc.constantFrom('Ada', 'Bob'), mirrors: fc.boolean() }),
  fc.record({ type: fc.constant('ChangeConsent'), mirrors: fc.boolean() }),
  fc.record({
    type: fc.constant('RaiseHand'),
    exercise: fc.constant(null),
    note: fc.constantFrom('', 'Why?'),
  }),
  fc.record({ type: fc.constant('LowerHand') }),
  fc.record({
    type: fc.constant('ReportProgress'),
    exercise: fc.constant(EXERCISE),
    state: fc.constantFrom('opened', 'ran', 'failed', 'passed'),
    failing: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('MirrorCode'),
    exercise: fc.constant(EXERCISE),
    files: fc.record({ 'main.js': fc.constantFrom('a', 'b') }),
  }),
  fc.record({
    type: fc.constant('AnswerPoll'),
    poll: fc.constantFrom('poll-0001', 'poll-0002'),
    choice: fc.nat(2),
  }),
  fc.record({ type: fc.constant('Leave') }),
);
const instructorCommand = fc.oneof(
  fc.record({ type: fc.constant('MoveRoom'), path: fc.constantFrom('/a/', '/b/') }),
  fc.record({
    type: fc.constant('OpenPoll'),
    poll: fc.constantFrom('poll-0001', 'poll-0002'),
    question: fc.constant('Which?'),
    choices: fc.constant(['A', 'B']),
    answer: fc.constantFrom(null, 1),
  }),
  fc.record({ type: fc.constant('ClosePoll'), poll: fc.constantFrom('poll-0001', 'poll-0002') }),
  fc.record({ type: fc.constantFrom('LockSolutions', 'UnlockSolutions') }),
  fc.record({
    type: fc.constantFrom('AnswerHand', 'RemoveAttendee'),
    attendee: fc.constantFrom('ada-0001', 'bob-0001'),
  }),
);
const sent = fc
  .array(
    fc.oneof(
      fc.record({ command, by: fc.constantFrom(...people) }),
      fc.record({ command: instructorCommand, by: fc.constant(grace) }),
    ),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map((each, index) => ({
      by: each.by,
      command: { ...each.command, id: `command-${index}` } as unknown as Command,
    })),
  );

const settle = (answers: readonly Promise<number>[]) => Promise.allSettled(answers);

test('a command that comes again, then or later, in any order, happens once', async () => {
  await fc.assert(
    fc.asyncProperty(sent, fc.array(fc.nat()), async (list, repeats) => {
      const once = await openRoom();
      await settle(list.map((each) => once.handle(each.command, each.by)));

      const log = createMemoryLog();
      const twice = await openRoom(log);
      const doubled = list.flatMap((each, index) => (repeats.includes(index) ? [each, each] : [each]));
      await settle(doubled.map((each) => twice.handle(each.command, each.by)));
      expect(twice.session).toEqual(once.session);
      expect(twice.version).toBe(once.version);

      // Afterwards, the last first: what led to a fact is answered with that fact's version.
      const before = await log.read(0, 1_000);
      const again = doubled.toReversed().flatMap((each) => {
        const owner = each.by.role === 'attendee' ? each.by.attendee : each.by.instructor;
        const fact = before.find(({ id }) => id === `${owner}:${each.command.id}`);
        return fact ? [{ ...each, version: fact.version }] : [];
      });
      const versions = await Promise.all(again.map((each) => twice.handle(each.command, each.by)));
      expect(versions).toEqual(again.map(({ version }) => version));
    }),
    { numRuns: 60 },
  );
});

test('whoever begins anew from the log, or from what was seen before, ends where the room is', async () => {
  await fc.assert(
    fc.asyncProperty(sent, fc.nat(), async (list, cut) => {
      const log = createMemoryLog();
      const room = await openRoom(log);
      await settle(list.map((each) => room.handle(each.command, each.by)));
      const restarted = await createRoom({ log, now: () => 0 });
      expect(restarted.session).toEqual(room.session);
      for (const reader of [...people, grace]) {
        const fold = (facts: readonly SeenFact[]) => facts.reduce(evolve, initialSession());
        const all = room.seenAfter(0, reader);
        const seen = all.slice(0, all.length === 0 ? 0 : cut % (all.length + 1));
        const resumed = [...seen, ...restarted.seenAfter(seen.at(-1)?.version ?? 0, reader)];
        expect(fold(resumed)).toEqual(fold(all));
      }
    }),
    { numRuns: 60 },
  );
});

test('an attendee never sees another’s name, code, answers, hand or progress', async () => {
  await fc.assert(
    fc.asyncProperty(sent, async (list) => {
      const room = await openRoom();
      await settle(list.map((each) => room.handle(each.command, each.by)));
      const seen = room.seenAfter(0, ada);
      const others = seen.filter((fact) => 'attendee' in fact && ![null, 'ada-0001'].includes(fact.attendee));
      expect(others).toEqual([]);
      expect(seen.filter((fact) => fact.type === 'CodeMirrored' || 'id' in fact)).toEqual([]);
      expect(seen.filter((fact) => fact.type === 'PollOpened' && fact.answer !== null)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('nobody can use up another’s id', async () => {
  const room = await openRoom();
  for (const by of [ada, bob])
    await room.handle({ type: 'Join', id: 'same-id-1', name: 'X', mirrors: false }, by);
  expect([...room.session.attendees.keys()]).toEqual(['ada-0001', 'bob-0001']);
});

test('a clock that is put back does not put the facts back', async () => {
  const times = [5_000, 1_000, 6_000];
  const log = createMemoryLog();
  const room = await createRoom({ log, now: () => times.shift() ?? 0 });
  await room.handle({ type: 'OpenSession', id: 'open-0001', title: 'Streams' }, grace);
  await room.handle({ type: 'MoveRoom', id: 'move-0001', path: '/a/' }, grace);
  await room.handle({ type: 'MoveRoom', id: 'move-0002', path: '/b/' }, grace);
  expect((await log.read(0, 10)).map(({ at }) => at)).toEqual([5_000, 5_000, 6_000]);
});

test('while the log takes nothing, nothing has happened; when it does again, the same command goes through', async () => {
  const log = createMemoryLog();
  let full = false;
  const room = await openRoom({
    ...log,
    append: (...args) => (full ? Promise.reject(new Error('database or disk is full')) : log.append(...args)),
  });
  full = true;
  const join: Command = { type: 'Join', id: 'join-0001', name: 'Ada', mirrors: false };
  await expect(room.handle(join, ada)).rejects.toThrow(NotKept);
  expect([room.version, room.session.attendees.size]).toEqual([1, 0]);
  // What it would have led to has not happened either.
  await expect(room.handle({ type: 'LowerHand', id: 'lower-0001' }, ada)).rejects.toThrow(Refusal);
  full = false;
  expect(await room.handle(join, ada)).toBe(2);
});

test('an append whose answer was lost is not repeated', async () => {
  const log = createMemoryLog();
  const room = await openRoom({
    ...log,
    async append(...args) {
      await log.append(...args);
      throw new Error('the network was cut');
    },
  });
  expect(await room.handle({ type: 'MoveRoom', id: 'move-0001', path: '/a/' }, grace)).toBe(2);
  expect((await log.read(0, 10)).map(({ type }) => type)).toEqual(['SessionOpened', 'RoomMoved']);
});

test('a command that another server has kept meanwhile, behind others, is not put in their place', async () => {
  const log = createMemoryLog();
  const here = await openRoom(log);
  // This one hears nothing of the others until it asks.
  const deaf = await openRoom({ ...log, follow: () => () => {} });
  const move: Command = { type: 'MoveRoom', id: 'move-0001', path: '/a/' };
  await here.handle({ type: 'LockSolutions', id: 'lock-0001' }, grace);
  expect(await here.handle(move, grace)).toBe(3);
  expect(await deaf.handle(move, grace)).toBe(3);
  expect(deaf.session).toEqual(here.session);
});
