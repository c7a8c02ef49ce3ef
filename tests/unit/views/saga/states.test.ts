import { expect, test } from 'vitest';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { coursesOf, stayAt } from '#views/saga/states.ts';
import { sequenceOfBroker } from '#views/sequence/broker-rows.ts';

const entered = (subject: string, state: string): BrokerEvent => ({
  type: 'StateEntered',
  process: 'coordinator',
  subject,
  state,
});
const EVENTS = [
  { type: 'ProcessStarted', process: 'coordinator' } as const,
  entered('sagas/o-1', 'ReserveStock'),
  entered('sagas/o-2', 'ReserveStock'),
  entered('sagas/o-1', 'ChargeCard'),
].map((event, seq) => ({ ...event, seq, at: seq })) as Recorded<BrokerEvent>[];

test('each saga has its states in their order, with the step that began each', () => {
  const courses = coursesOf(EVENTS);
  expect(courses.map(({ subject, stays }) => [subject, ...stays.map(({ state }) => state)])).toEqual([
    ['sagas/o-1', 'ReserveStock', 'ChargeCard'],
    ['sagas/o-2', 'ReserveStock'],
  ]);
  expect(courses[0]?.stays.map(({ step }) => step)).toEqual([2, 4]);
});

test('a saga is in the state that was entered last, and in none before the first', () => {
  const [first] = coursesOf(EVENTS);
  expect([1, 2, 3, 4].map((step) => stayAt(first!, step))).toEqual([-1, 0, 0, 1]);
});

test('the lanes say it too, where the process stands that has brought the saga there', () => {
  const { lanes, rows } = sequenceOfBroker(EVENTS);
  const last = rows.at(-1);
  expect(lanes[last!.from]?.name).toBe('coordinator');
  expect(last).toMatchObject({ label: 'sagas/o-1', aside: 'is now ChargeCard' });
});
