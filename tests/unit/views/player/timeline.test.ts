import { expect, test } from 'vitest';
import { thinned, timelineShapes } from '#views/player/timeline.ts';

test('few steps have a bar each, in the tone of what they are', () => {
  const { columns, shapes } = timelineShapes(3, (step) => ({
    tone: step === 2 ? 'micro' : 'stack',
    height: 0.5,
  }));
  expect(columns).toBe(3);
  expect(shapes).toEqual([
    { tone: 'stack', path: 'M0 100V50h0.8V100zM2 100V50h0.8V100z' },
    { tone: 'micro', path: 'M1 100V50h0.8V100z' },
  ]);
});

test('a hundred thousand steps cost no more shapes than the page is wide, and hide no peak', () => {
  const { columns, shapes } = timelineShapes(100_000, (step) =>
    step === 77_777 ? { tone: 'fault', height: 1 } : { tone: 'stack', height: 0.5 },
  );
  expect(columns).toBe(240);
  const bars = shapes.reduce((sum, { path }) => sum + path.split('M').length - 1, 0);
  expect(bars).toBe(240);
  expect(shapes.find(({ tone }) => tone === 'fault')?.path).toBe('M186 100V0h0.8V100z');
});

test('marks are thinned evenly, and left alone while they are few', () => {
  expect(thinned([1, 5, 9])).toEqual([1, 5, 9]);
  const many = thinned(Array.from({ length: 1000 }, (_, index) => index + 1));
  expect(many.length).toBeLessThanOrEqual(24);
  expect(many[1]! - many[0]!).toBe(many[2]! - many[1]!);
});
