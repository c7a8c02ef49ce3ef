import { describe, expect, test } from 'vitest';
import type { Recorded } from '#trace/trace.ts';
import type { WindowEvent } from '#trace/window-events.ts';
import { drawnOf, EMPTY, evolve, spanOf, ticksOf, type WindowsState } from '#views/windows/windows-state.ts';
import { isFault, sentenceOf } from '#views/windows/words.ts';

const fold = (...events: WindowEvent[]): WindowsState =>
  events.reduce(
    (state, event, seq) => evolve(state, { ...event, seq, at: seq } as Recorded<WindowEvent>),
    EMPTY,
  );

const arrived = (time: number, lane = 'p0'): WindowEvent => ({
  type: 'ItemArrived',
  item: `view ${time}`,
  time,
  lane,
});
const closed: WindowEvent = { type: 'WindowClosed', start: 0, end: 60, count: 2 };

test('items stand in the order in which they came, and a result below those before it', () => {
  const { items, windows, rows } = fold(arrived(70), arrived(5), closed, arrived(50));
  expect(items.map(({ time, row }) => [time, row])).toEqual([
    [70, 0],
    [5, 1],
    [50, 3],
  ]);
  expect(windows).toEqual([{ start: 0, end: 60, count: 2, says: '', closed: 2, corrected: [] }]);
  expect(rows).toBe(4);
});

test('a correction keeps the close, and counts anew', () => {
  const corrected: WindowEvent = { type: 'WindowCorrected', start: 0, end: 60, count: 3 };
  const [window] = fold(arrived(5), closed, arrived(50), corrected, { ...corrected, count: 4 }).windows;
  expect(window).toMatchObject({ count: 4, closed: 1, corrected: [3, 4] });
});

test('what is set aside is the newest item of that time', () => {
  const { items } = fold(arrived(30), arrived(30), { type: 'ItemSetAside', item: 'view 30', time: 30 });
  expect(items.map(({ isAside }) => isAside)).toEqual([false, true]);
});

test('time does not go back in a lane, and a series begins anew', () => {
  const { told } = fold(arrived(70), arrived(5), arrived(9, 'p1'), { type: 'TimeTold', time: 3, lane: 'p1' });
  expect(told).toEqual({ p0: 70, p1: 9 });
  expect(fold(arrived(70), { type: 'SeriesBegun', series: 'tomorrow' })).toEqual({
    ...EMPTY,
    series: 'tomorrow',
  });
});

test('of a long run the newest rows are drawn, from the top, and it is said how many are above', () => {
  const many = Array.from({ length: 1_000 }, (_, at) => arrived(at));
  const { items, windows, rows, hidden } = drawnOf(fold(closed, ...many, { ...closed, start: 60, end: 120 }));
  expect({ rows, hidden }).toEqual({ rows: 400, hidden: 602 });
  expect([items[0]?.row, items[0]?.time, items.at(-1)?.row, items.length]).toEqual([0, 601, 398, 399]);
  expect(windows.map(({ start, closed: row }) => [start, row])).toEqual([[60, 399]]);
});

describe('the axis', () => {
  test('spans items and windows, and has room for nothing as well', () => {
    expect(spanOf([arrived(70), closed])).toEqual({ from: 0, to: 70 });
    expect(spanOf([])).toEqual({ from: 0, to: 1 });
    expect(spanOf([arrived(7)])).toEqual({ from: 7, to: 8 });
  });

  test.each([
    [0, 180, [0, 30, 60, 90, 120, 150, 180]],
    [-90, 60, [-90, -60, -30, 0, 30, 60]],
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ])('from %d to %d has round numbers', (from, to, expected) => {
    expect(ticksOf({ from, to }).map((tick) => Math.round(tick * 1000) / 1000)).toEqual(expected);
  });
});

test('sentences say what came late', () => {
  expect(sentenceOf({ type: 'WindowCorrected', start: 0, end: 60, count: 5 })).toBe(
    'The window 0 to 60 is corrected: 5, after all.',
  );
  expect(sentenceOf(arrived(50))).toBe('view 50 arrives by p0; it happened at 50.');
  expect([closed, arrived(5), { type: 'ItemSetAside', item: 'x', time: 1 } as const].map(isFault)).toEqual([
    false,
    false,
    true,
  ]);
});
