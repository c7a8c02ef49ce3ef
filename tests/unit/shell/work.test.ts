import { expect, it } from 'vitest';
import { describeWork } from '#components/shell/work.ts';

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
