import { describe, expect, test } from 'vitest';
import type { Happening } from '#workshop/protocol.ts';
import { ada, after, bob, given, grace, joined, linus, opened } from './given.ts';

const EXERCISE = 'event-loop/01-a-c-b';
const here = [opened, joined('ada-0001'), joined('bob-0001')] as const;
const asked: Happening = {
  type: 'PollOpened',
  poll: 'poll-0001',
  question: 'What is printed first?',
  choices: ['A', 'B', 'C'],
  answer: 2,
};
const answered = (attendee: string, choice: number): Happening => ({
  type: 'PollAnswered',
  poll: 'poll-0001',
  attendee,
  choice,
});
const raised: Happening = { type: 'HandRaised', attendee: 'ada-0001', exercise: EXERCISE, note: '' };

describe('a session', () => {
  test('begins with its title', () => {
    expect(given().when(grace, { type: 'OpenSession', title: 'Streams' })).toEqual([opened]);
    expect(given(opened).when(grace, { type: 'OpenSession', title: 'Again' })).toContain('begun already');
  });
  test('takes nothing before it has begun and after it has ended', () => {
    expect(given().when(ada, { type: 'Join', name: 'Ada', mirrors: false })).toContain('has not begun');
    const ended = given(...here, { type: 'SessionEnded' });
    expect(ended.when(ada, { type: 'LowerHand' })).toContain('has ended');
    expect(ended.when(grace, { type: 'MoveRoom', path: '/labs/' })).toContain('has ended');
  });
});

describe('attendees', () => {
  test('join once, and only then take part', () => {
    const join = { type: 'Join', name: 'Ada', mirrors: false } as const;
    expect(given(opened).when(ada, join)).toEqual([
      { type: 'AttendeeJoined', attendee: 'ada-0001', name: 'Ada', mirrors: false },
    ]);
    expect(given(...here).when(ada, join)).toEqual([]);
    expect(given(opened).when(ada, { type: 'RaiseHand', exercise: null, note: '' })).toContain(
      'Join the session first',
    );
  });
  test('who has left or was removed takes part no more', () => {
    const left = given(...here, { type: 'AttendeeLeft', attendee: 'ada-0001' });
    expect(left.when(ada, { type: 'LowerHand' })).toContain('Join the session first');
    const removed = given(...here, { type: 'AttendeeRemoved', attendee: 'ada-0001' });
    expect(removed.when(ada, { type: 'LowerHand' })).toContain('has ended your part');
    expect(removed.when(ada, { type: 'Join', name: 'Ada', mirrors: true })).toContain('has ended your part');
  });
  test('raise and lower their own hand', () => {
    expect(given(...here).when(ada, { type: 'RaiseHand', exercise: EXERCISE, note: '' })).toEqual([raised]);
    const up = given(...here, raised);
    expect(up.when(ada, { type: 'RaiseHand', exercise: EXERCISE, note: '' })).toEqual([]);
    expect(up.when(ada, { type: 'RaiseHand', exercise: EXERCISE, note: 'Why?' })).toEqual([
      { ...raised, note: 'Why?' },
    ]);
    expect(up.when(ada, { type: 'LowerHand' })).toEqual([
      {
        type: 'HandLowered',
        attendee: 'ada-0001',
        answered: false,
      },
    ]);
    expect(up.when(bob, { type: 'LowerHand' })).toEqual([]);
  });
  test('report what an exercise has come to, when it changes', () => {
    const failed = { exercise: EXERCISE, state: 'failed', failing: 'prints C before B' } as const;
    const fact: Happening = { type: 'ProgressReported', attendee: 'ada-0001', ...failed };
    expect(given(...here).when(ada, { type: 'ReportProgress', ...failed })).toEqual([fact]);
    expect(given(...here, fact).when(ada, { type: 'ReportProgress', ...failed })).toEqual([]);
    expect(
      given(...here, fact).when(ada, {
        type: 'ReportProgress',
        exercise: EXERCISE,
        state: 'opened',
        failing: null,
      }),
    ).toEqual([]);
  });
  test('show their code only if they agreed, and only what has changed of it', () => {
    const mirror = { type: 'MirrorCode', exercise: EXERCISE, files: { 'a.js': '1', 'b.js': '2' } } as const;
    expect(given(opened, joined('ada-0001', false)).when(ada, mirror)).toContain('have not agreed');
    const before: Happening = {
      type: 'CodeMirrored',
      attendee: 'ada-0001',
      exercise: EXERCISE,
      files: { 'a.js': '1' },
    };
    expect(given(...here, before).when(ada, mirror)).toEqual([{ ...before, files: { 'b.js': '2' } }]);
    expect(given(...here, { ...before, files: mirror.files }).when(ada, mirror)).toEqual([]);
  });
  test('who takes the consent back takes the code back', () => {
    const mirrored: Happening = {
      type: 'CodeMirrored',
      attendee: 'ada-0001',
      exercise: EXERCISE,
      files: { 'a.js': '1' },
    };
    const state = after(...here, mirrored, {
      type: 'ConsentChanged',
      attendee: 'ada-0001',
      mirrors: false,
    });
    expect(state.attendees.get('ada-0001')?.code).toEqual({});
  });
});

describe('questions', () => {
  test('are answered while they are open, and an answer may be changed', () => {
    const answer = { type: 'AnswerPoll', poll: 'poll-0001', choice: 1 } as const;
    expect(given(...here).when(ada, answer)).toContain('no such question');
    expect(given(...here, asked).when(ada, answer)).toEqual([answered('ada-0001', 1)]);
    expect(given(...here, asked, answered('ada-0001', 0)).when(ada, answer)).toEqual([
      answered('ada-0001', 1),
    ]);
    expect(given(...here, asked, answered('ada-0001', 1)).when(ada, answer)).toEqual([]);
    expect(given(...here, asked).when(ada, { ...answer, choice: 3 })).toContain('no such choice');
    expect(
      given(...here, asked, { type: 'PollClosed', poll: 'poll-0001', tally: [0, 0, 0], answer: 2 }).when(
        ada,
        answer,
      ),
    ).toContain('closed');
  });
  test('when they close, the count is everybody’s last answer', () => {
    const answers = [answered('ada-0001', 0), answered('bob-0001', 2), answered('ada-0001', 2)];
    expect(given(...here, asked, ...answers).when(grace, { type: 'ClosePoll', poll: 'poll-0001' })).toEqual([
      { type: 'PollClosed', poll: 'poll-0001', tally: [0, 0, 2], answer: 2 },
    ]);
  });
  test('names that every object has are no questions', () => {
    for (const poll of ['toString', '__proto__', 'constructor', 'hasOwnProperty']) {
      expect(given(...here).when(ada, { type: 'AnswerPoll', poll, choice: 0 })).toContain('no such question');
    }
  });
});

describe('shown code', () => {
  test('is a fact with each change of it, not with each run', () => {
    const show = { type: 'ShowCode', exercise: EXERCISE, files: { 'a.js': '1', 'b.js': '2' } } as const;
    const shown: Happening = { ...show, type: 'CodeShown' };
    expect(given(...here).when(grace, show)).toEqual([shown]);
    expect(given(...here, shown).when(grace, show)).toEqual([]);
    const { files } = show;
    for (const other of [{ ...files, 'a.js': '3' }, { 'a.js': '1' }, { ...files, 'c.js': '' }]) {
      const now = { ...shown, files: other };
      expect(given(...here, shown).when(grace, { ...show, files: other })).toEqual([now]);
    }
    expect(given(...here).when(ada, show)).toContain('Only an instructor');
  });
});

describe('instructors', () => {
  test('attendees cannot do what instructors do, nor the other way round', () => {
    const room = given(...here, raised);
    expect(room.when(ada, { type: 'MoveRoom', path: '/labs/' })).toContain('Only an instructor');
    expect(room.when(ada, { type: 'RemoveAttendee', attendee: 'bob-0001' })).toContain('Only an instructor');
    expect(room.when(ada, { type: 'AnswerHand', attendee: 'ada-0001' })).toContain('Only an instructor');
    expect(room.when(grace, { type: 'RaiseHand', exercise: null, note: '' })).toContain('Only an attendee');
  });
  test('any of them moves the room until one drives it', () => {
    const move = { type: 'MoveRoom', path: '/labs/event-loop/' } as const;
    const driven: Happening = { type: 'DriverChanged', driver: 'linus', name: 'Linus' };
    const fact: Happening = { type: 'RoomMoved', path: '/labs/event-loop/' };
    expect(given(opened).when(grace, move)).toEqual([fact]);
    expect(given(opened, driven).when(grace, move)).toContain('Linus drives the room');
    expect(given(opened, driven).when(linus, move)).toEqual([fact]);
    expect(given(opened, driven).when(grace, { type: 'TakeDriver', name: 'Grace' })).toEqual([
      {
        type: 'DriverChanged',
        driver: 'grace',
        name: 'Grace',
      },
    ]);
    expect(given(opened, fact).when(grace, move)).toEqual([]);
  });
  test('who does not drive still answers hands and gives hints', () => {
    const driven: Happening = { type: 'DriverChanged', driver: 'linus', name: 'Linus' };
    const room = given(...here, raised, driven);
    expect(room.when(grace, { type: 'AnswerHand', attendee: 'ada-0001' })).toEqual([
      { type: 'HandLowered', attendee: 'ada-0001', answered: true },
    ]);
    expect(room.when(grace, { type: 'PushHint', attendee: 'ada-0001', text: 'Look at the queue.' })).toEqual([
      { type: 'HintPushed', attendee: 'ada-0001', text: 'Look at the queue.' },
    ]);
    expect(room.when(grace, { type: 'PushHint', attendee: 'nobody-1', text: 'Hm' })).toContain(
      'Nobody of that name',
    );
  });
  test('locks and unlocks are told once', () => {
    expect(given(opened).when(grace, { type: 'UnlockSolutions' })).toEqual([]);
    expect(given(opened).when(grace, { type: 'LockSolutions' })).toEqual([{ type: 'SolutionsLocked' }]);
    expect(given(opened, { type: 'SolutionsLocked' }).when(grace, { type: 'LockSolutions' })).toEqual([]);
  });
});

test('what an exercise has passed stays passed, and the time is that of the last change', () => {
  const report = (state: 'passed' | 'failed'): Happening => ({
    type: 'ProgressReported',
    attendee: 'ada-0001',
    exercise: EXERCISE,
    state,
    failing: null,
  });
  const state = after(...here, report('passed'), report('failed'));
  expect(state.attendees.get('ada-0001')?.progress[EXERCISE]).toEqual({
    state: 'failed',
    failing: null,
    passed: true,
    at: 4,
  });
});

test('a fact of a type that nobody knows is not passed over in silence', () => {
  expect(() => after({ type: 'RoomPainted' } as unknown as Happening)).toThrow('RoomPainted');
});
