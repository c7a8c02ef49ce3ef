import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packSteps, stepWith, type MeasuredUnit } from '#components/present/steps.ts';

const unit = (height: number, more: Partial<MeasuredUnit> = {}): MeasuredUnit => ({
  slide: 0,
  height,
  solo: false,
  lead: false,
  ...more,
});
const spans = (units: MeasuredUnit[], room = 100) =>
  packSteps(units, () => room).map(({ from, to }) => `${from}-${to}`);

test('as many units as fit stand together', () => {
  expect(spans([unit(40), unit(60), unit(1), unit(99), unit(1)])).toEqual(['0-2', '2-4', '4-5']);
});

test('what is higher than the screen has a step to itself', () => {
  expect(spans([unit(10), unit(300), unit(10)])).toEqual(['0-1', '1-2', '2-3']);
});

test('a unit that wants to be alone is alone', () => {
  expect(spans([unit(10), unit(10, { solo: true }), unit(10), unit(10)])).toEqual(['0-1', '1-2', '2-4']);
});

test('no step goes beyond its slide', () => {
  expect(spans([unit(10), unit(10, { slide: 1 }), unit(10, { slide: 1 })])).toEqual(['0-1', '1-3']);
});

test('the large heading of a slide’s first step takes some of the room', () => {
  const units = [unit(30), unit(30), unit(30), unit(30)];
  const steps = packSteps(units, (_, isFirst) => (isFirst ? 30 : 90));
  expect(steps).toEqual([
    { from: 0, to: 1 },
    { from: 1, to: 4 },
  ]);
});

test('who leads to the next unit goes along to the next step, if both fit there', () => {
  expect(spans([unit(50), unit(20, { lead: true }), unit(70)])).toEqual(['0-1', '1-3']);
  expect(spans([unit(50), unit(20, { lead: true }), unit(90)])).toEqual(['0-2', '2-3']);
  expect(spans([unit(50), unit(20, { lead: true }), unit(70, { solo: true })])).toEqual(['0-2', '2-3']);
});

test('whatever the units are, each stands on one step, in order, and is found there', () => {
  const units = fc.array(
    fc.record({
      slide: fc.nat(1),
      height: fc.integer({ min: 0, max: 200 }),
      solo: fc.boolean(),
      lead: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(units, fc.integer({ min: 1, max: 150 }), (drawn, room) => {
      let slide = 0;
      const inOrder = drawn.map((each) => ({ ...each, slide: (slide += each.slide) }));
      const steps = packSteps(inOrder, () => room);
      const shown = steps.flatMap(({ from, to }) =>
        Array.from({ length: to - from }, (_, index) => from + index),
      );
      expect(shown).toEqual(inOrder.map((_, index) => index));
      for (const [index, { from, to }] of steps.entries()) {
        const own = inOrder.slice(from, to);
        expect(new Set(own.map((each) => each.slide)).size).toBe(1);
        const height = own.reduce((sum, each) => sum + each.height, 0);
        expect(own.length === 1 || height <= room).toBe(true);
        expect(stepWith(steps, from)).toBe(index);
        expect(stepWith(steps, to - 1)).toBe(index);
      }
    }),
  );
});

test('a unit that there is not is looked for at the end', () => {
  expect(
    stepWith(
      [
        { from: 0, to: 2 },
        { from: 2, to: 3 },
      ],
      9,
    ),
  ).toBe(1);
});
