import { expect, it } from 'vitest';
import { describeWork, labMinutes } from '#components/shell/work.ts';

it('adds up the exercises of all labs of a chapter', () => {
  const lab = (chapter: number, ...minutes: number[]) => ({
    chapter,
    exercises: minutes.map((each) => ({ minutes: each })),
  });
  const labs = [lab(7, 8, 18), lab(8, 12), lab(7, 15)];
  expect([7, 8, 9].map((chapter) => labMinutes(labs, chapter))).toEqual([41, 12, 0]);
});

it('counts each lab once and every prediction', () => {
  const body = `
<Predict question="One?">…</Predict>
<Lab id="event-loop" exercise="01-a-c-b" />
<Lab exercise="02-microtasks" id="event-loop" />
<Lab id="custom-events" />
<Predict
  question="Two?">…</Predict>`;
  expect(describeWork({ reading: 30, labs: 40 }, body)).toEqual([
    '30 min reading',
    '40 min labs',
    '2 labs',
    '2 predictions',
  ]);
});

it('leaves out what a chapter does not have', () => {
  expect(describeWork({ reading: 12, labs: 0 }, 'Only text.')).toEqual(['12 min reading']);
});

it('says one lab, not one labs', () => {
  expect(describeWork({ reading: 12, labs: 5 }, '<Lab id="broker" />')).toContain('1 lab');
});
