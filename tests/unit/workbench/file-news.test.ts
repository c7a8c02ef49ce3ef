import { expect, test } from 'vitest';
import { changedInContainer, leftInContainer } from '#workbench/file-news.ts';

test('a conflict is told apart from a change, and both say where the learner’s version is', () => {
  expect(changedInContainer('a.js', true)).toContain('while you were changing it here');
  expect(changedInContainer('a.js', false)).not.toContain('while you were');
  for (const conflict of [true, false])
    expect(changedInContainer('a.js', conflict)).toContain('Earlier versions');
});

test.each([
  ['binary', 'not a text'],
  ['too-large', '100 kB'],
  ['too-many', 'too many files'],
] as const)('a file left in the container says why: %s', (why, words) => {
  expect(leftInContainer('x.bin', why)).toContain(words);
});
