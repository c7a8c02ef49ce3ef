import { describe, expect, test } from 'vitest';
import { embeddedExercises } from '#components/lab/embedded-exercises.ts';
import { dataOf, faceOf, labTag } from '#components/lab/exercise-data.ts';
import type { Exercise, Lab } from '#lab/model.ts';
import { parseExerciseData } from '#workbench/data.ts';

function exercise(id: string): Exercise {
  return {
    lab: 'event-loop',
    id,
    title: id,
    minutes: 5,
    host: 'node-esm',
    entry: 'main.js',
    starter: { 'main.js': '1' },
    solution: { 'main.js': '2' },
    kit: {},
    checks: 'checks',
    checkNames: ['first', 'second'],
    warmUps: [],
    hints: ['Read `main.js`.'],
    wrong: [
      { name: 'a', caughtBy: 'second', feedback: 'You did a.', files: {} },
      { name: 'b', caughtBy: 'second', feedback: 'You did b.', files: {} },
      { name: 'c', caughtBy: 'second', feedback: 'You did c.', files: {} },
    ],
    verified: {
      date: '2026-01-31',
      faults: { noticed: 9, planted: 10 },
      checkMs: 12,
      wrong: { a: { second: '0a' }, b: { first: '01', second: '0b' }, c: { first: '0c', second: '0c' } },
    },
  };
}

function lab(id: string, chapter: number): Lab {
  const exercises = ['01-a', '02-b', '03-c'].map(exercise);
  return {
    id,
    chapter,
    place: 1,
    title: id,
    summary: '',
    after: [],
    needs: [],
    view: null,
    play: [],
    exercises,
  };
}

const labs = [lab('event-loop', 2), lab('custom-events', 2), lab('pub-sub', 3)];

function placed(index: number) {
  const own = labs[0]!;
  return {
    labs,
    lab: own,
    exercise: own.exercises[index]!,
    sitePath: (path: string) => `/repo/${path}`,
    chapter: '/c/',
  };
}

test('a lab is numbered within its chapter', () => {
  expect(labs.map((one) => labTag(labs, one))).toEqual(['Lab 2.1', 'Lab 2.2', 'Lab 3.1']);
});

test('an exercise links to its neighbours under the base path, and to none beyond the ends', () => {
  expect(faceOf(placed(0)).links).toMatchObject({ previous: null, next: '/repo/labs/event-loop/02-b/' });
  expect(faceOf(placed(2)).links).toMatchObject({ previous: '/repo/labs/event-loop/02-b/', next: null });
});

describe('the data of an exercise', () => {
  test('survives JSON and is accepted by the page that fetches it', async () => {
    const data = await dataOf(placed(1), 'Do it.');
    expect(parseExerciseData(JSON.parse(JSON.stringify(data)), 'x.json')).toEqual(data);
    expect(data.hints[0]).toContain('<code>main.js</code>');
    expect(data.causes).toEqual({ second: ['You did a.', 'You did b.', 'You did c.'] });
    expect(data.known).toEqual([
      { feedback: 'You did a.', shape: { second: '0a' }, isDistinct: true },
      { feedback: 'You did b.', shape: { first: '01', second: '0b' }, isDistinct: false },
      { feedback: 'You did c.', shape: { first: '0c', second: '0c' }, isDistinct: false },
    ]);
  });

  test('is refused with the name of the field that is missing', async () => {
    const { checks: _, ...rest } = await dataOf(placed(1), 'Do it.');
    expect(() => parseExerciseData(rest, 'x.json')).toThrow('x.json: the field “checks”');
    expect(() => parseExerciseData(null, 'x.json')).toThrow('x.json holds no exercise');
  });
});

test('a chapter’s labs are found in its text, with or without the exercise', () => {
  const body =
    'Text <Lab id="a" exercise="01-x" /> more\n<Lab\n  exercise="02-y" id="b"\n/> <Lab id=\'c\' /> <Label id="d" />';
  expect(embeddedExercises(body)).toEqual([
    { lab: 'a', exercise: '01-x' },
    { lab: 'b', exercise: '02-y' },
    { lab: 'c', exercise: undefined },
  ]);
});
