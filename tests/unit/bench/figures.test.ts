import { expect, test } from 'vitest';
import { type Baseline, type Figure, line, timesWorse } from '../../bench/figures.ts';

const time = (value: number, loopMs: number): Figure => ({
  name: 'first Run',
  value,
  unit: 'ms',
  better: 'less',
  loopMs,
});
const frames = (value: number): Figure => ({
  name: 'frames',
  value,
  unit: 'frames/s',
  better: 'more',
  goal: 50,
});
const baseline: Baseline = {
  'first Run': { value: 100, unit: 'ms', loopMs: 50 },
  frames: { value: 60, unit: 'frames/s' },
};

test('a machine half as fast that takes twice as long is as good as the baseline', () => {
  expect(timesWorse(time(200, 100), baseline)).toBe(1);
  expect(timesWorse(time(200, 50), baseline)).toBe(2);
});

test('more than 1.5 times worse is marked, in both directions of good', () => {
  expect(line(time(149, 50), baseline)).not.toContain('WORSE');
  expect(line(time(151, 50), baseline)).toContain('1.51×  WORSE than 1.5×');
  expect(line(frames(41), baseline)).not.toContain('WORSE');
  expect(line(frames(39), baseline)).toContain('WORSE');
});

test('a missed goal is named, whatever the baseline', () => {
  expect(line(frames(51), {})).not.toContain('MISSES');
  expect(line(frames(49), {})).toContain('MISSES its goal of at least 50 frames/s');
});

test('what was nothing and is something now is worse; what stayed nothing is not', () => {
  const fetched: Figure = { name: 'fetched', value: 0, unit: 'kB', better: 'less' };
  const none: Baseline = { fetched: { value: 0, unit: 'kB' } };
  expect(timesWorse(fetched, none)).toBe(1);
  expect(line({ ...fetched, value: 3 }, none)).toContain('WORSE');
});

test('a figure that the baseline lacks says so', () => {
  expect(line(time(1, 1), {})).toContain('not in the baseline');
});
