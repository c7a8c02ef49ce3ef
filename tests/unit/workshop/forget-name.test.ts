import { expect, test } from 'vitest';
import { exportCsv, exportJson } from '#server/export.ts';
import { createMemoryLog } from '#workshop/memory-log.ts';
import { createRoom } from '#workshop/room.ts';
import type { FactLog } from '#workshop/log.ts';
import { ada, after, given, grace, joined, opened } from './given.ts';

const EXERCISE = 'event-loop/01-a-c-b';

async function roomWithAda(log: FactLog = createMemoryLog()) {
  const room = await createRoom({ log, now: () => 1 });
  await room.handle({ type: 'OpenSession', id: 'open-0001', title: 'Streams' }, grace);
  await room.handle({ type: 'Join', id: 'join-0001', name: 'Ada Lovelace', mirrors: false }, ada);
  const report = { exercise: EXERCISE, state: 'passed', failing: null } as const;
  await room.handle({ type: 'ReportProgress', id: 'report-01', ...report }, ada);
  return room;
}

test('an attendee’s name is deleted once, also when the session has ended', () => {
  const here = [opened, joined('ada-0001')] as const;
  const forgotten = { type: 'NameForgotten', attendee: 'ada-0001' } as const;
  expect(given(...here).when(ada, { type: 'ForgetName' })).toEqual([forgotten]);
  expect(given(...here, forgotten).when(ada, { type: 'ForgetName' })).toEqual([]);
  expect(given(...here, { type: 'SessionEnded' }).when(ada, { type: 'ForgetName' })).toEqual([forgotten]);
  expect(given(...here).when(grace, { type: 'ForgetName' })).toContain('Only an attendee');
  expect(after(...here, forgotten).attendees.get('ada-0001')).toMatchObject({ name: '', presence: 'here' });
});

test.each(['ForgetName', 'RemoveAttendee'] as const)(
  'after %s no stream, export or restart has the name, and what was done is still there',
  async (type) => {
    const log = createMemoryLog();
    const room = await roomWithAda(log);
    expect(exportJson(room.session, room.seenAfter(0, grace))).toContain('Ada Lovelace');
    if (type === 'ForgetName') await room.handle({ type, id: 'forget-01' }, ada);
    else await room.handle({ type, id: 'remove-01', attendee: 'ada-0001' }, grace);
    const again = await createRoom({ log, now: () => 1 });
    for (const each of [room, again]) {
      const told = [exportJson(each.session, each.seenAfter(0, grace)), exportCsv(each.session)].join();
      expect(told).not.toContain('Lovelace');
      expect(told).toContain('passed');
    }
  },
);

test('the answer comes when the name is gone, not before, and a failing disk is tried again', async () => {
  const inner = createMemoryLog();
  let fails = 1;
  const log: FactLog = {
    ...inner,
    forgetName: (attendee) =>
      fails-- > 0 ? Promise.reject(new Error('disk full')) : inner.forgetName(attendee),
  };
  const room = await roomWithAda(log);
  await room.handle({ type: 'ForgetName', id: 'forget-01' }, ada);
  const [, joinedFact] = await log.read(0, 2);
  expect(joinedFact).toMatchObject({ type: 'AttendeeJoined', name: '' });
});
