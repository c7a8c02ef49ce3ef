import { describe, expect, test } from 'vitest';
import { opened } from '#views/event-loop/opened.ts';
import { asWritten, decidedAt, judge, questionOf } from '#views/event-loop/prediction.ts';
import { createScribe, everyQueue } from '../../../support/loop-trace.ts';

const { index } = opened(everyQueue());
const question = questionOf(index)!;
const words = (lines: readonly { text: string }[]) => lines.map(({ text }) => text.trim()).join('');
const guessed = (order: string) =>
  [...order].map((letter) => question.real.find(({ text }) => text.trim() === letter)!);
const wrong = (order: string) =>
  judge(question.real, guessed(order))
    .filter(({ isRight }) => !isRight)
    .map(({ printed, guessed: place }) => `${printed.text.trim()}${place}`);

test('the reader begins with the lines as they are written', () => {
  expect(words(question.real)).toBe('ACTMB');
  expect(words(asWritten(question.real))).toBe('ABTMC');
});

describe('a prediction', () => {
  test('that is right has nothing wrong', () => {
    expect(wrong('ACTMB')).toEqual([]);
  });

  test('that has one line too early is wrong in that line only', () => {
    expect(wrong('ABCTM')).toEqual(['B2']);
  });

  test('that takes microtasks before next ticks is wrong in one of the two', () => {
    expect(wrong('ACMTB')).toHaveLength(1);
  });

  test('that is upside down has one line right', () => {
    expect(wrong('BMTCA')).toHaveLength(4);
  });
});

test('lines of the same text stand for each other', () => {
  const scribe = createScribe({ source: 'a\nb\nc' });
  scribe.enter('', 1, [], 'script');
  for (const [line, text] of [
    [1, 'beat'],
    [2, 'end'],
    [3, 'beat'],
  ] as const) {
    scribe.line(line);
    scribe.print(text);
  }
  const { real } = questionOf(opened(scribe.trace()).index)!;
  expect(judge(real, [real[2]!, real[1]!, real[0]!]).every(({ isRight }) => isRight)).toBe(true);
});

test('a wrong line leads to the start of its job, or to where the program printed it', () => {
  const at = (letter: string) => index.events[decidedAt(guessed(letter)[0]!)]?.type;
  expect(at('B')).toBe('JobStarted');
  expect(at('C')).toBe('OutputWritten');
});

test('one line is nothing to predict, and of many the first ten are asked for', () => {
  const scribe = createScribe({ source: 'a' });
  scribe.print('only');
  expect(questionOf(opened(scribe.trace()).index)).toBeNull();
  for (let n = 0; n < 20; n++) scribe.print(String(n));
  expect(questionOf(opened(scribe.trace()).index)).toMatchObject({ rest: 11, real: { length: 10 } });
});
