import { expect, test } from 'vitest';
import {
  behind,
  clockText,
  moveTo,
  newTimer,
  pause,
  planText,
  spentIn,
  spentInAll,
  start,
} from '#components/present/timer.ts';

const MIN = 60_000;
const PLAN = [
  { section: 'a', minutes: 10 },
  { section: 'b', minutes: 5 },
];

test('time goes to the section that is shown, and rests while the clock does', () => {
  let timer = start(newTimer('a'), 1000);
  timer = moveTo(timer, 'b', 4000);
  timer = pause(timer, 9000);
  timer = start(timer, 100_000);
  expect(spentIn(timer, 'a', 101_000)).toBe(3000);
  expect(spentIn(timer, 'b', 101_000)).toBe(6000);
  expect(spentInAll(timer, 101_000)).toBe(9000);
});

test('a section that is come back to goes on counting', () => {
  let timer = start(newTimer('a'), 0);
  timer = moveTo(timer, 'b', 1000);
  timer = moveTo(timer, 'a', 2000);
  expect(spentIn(timer, 'a', 5000)).toBe(4000);
});

test('moving while the clock rests counts nothing, and starting twice loses nothing', () => {
  let timer = moveTo(newTimer('a'), 'b', 5000);
  expect(spentInAll(timer, 9000)).toBe(0);
  timer = start(start(timer, 10_000), 12_000);
  expect(spentIn(timer, 'b', 13_000)).toBe(3000);
});

test('a clock that was put back does not take time away', () => {
  expect(spentIn(start(newTimer('a'), 10_000), 'a', 4000)).toBe(0);
});

test('the room is behind by what this section is over, and ahead by what those before it left', () => {
  const inA = start(newTimer('a'), 0);
  expect(behind(inA, PLAN, 4 * MIN)).toBe(0);
  expect(behind(inA, PLAN, 13 * MIN)).toBe(3 * MIN);
  const inB = moveTo(inA, 'b', 6 * MIN);
  expect(behind(inB, PLAN, 8 * MIN)).toBe(-4 * MIN);
});

test('the opening is before all sections, what has no section of the plan is after them', () => {
  expect(behind(start(newTimer(''), 0), PLAN, MIN)).toBe(MIN);
  expect(behind(start(newTimer('summary'), 0), PLAN, MIN)).toBe(-14 * MIN);
});

test.each([
  [0, '0:00'],
  [187_999, '3:07'],
  [3_765_000, '1:02:45'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(clockText(milliseconds)).toBe(text);
});

test.each([
  [20_000, 'on plan'],
  [-20_000, 'on plan'],
  [4 * MIN, '4 min behind'],
  [-2 * MIN, '2 min ahead'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(planText(milliseconds)).toBe(text);
});
