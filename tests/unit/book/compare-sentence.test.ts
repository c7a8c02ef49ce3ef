import { expect, test } from 'vitest';
import type { Printed } from '#book/compare-output.ts';
import { compareSentence } from '#book/compare-sentence.ts';

const shown = (stdout: string[], more: Partial<Printed> = {}): Printed => ({
  stdout,
  stderr: [],
  anyOrder: false,
  exitCode: 0,
  ...more,
});
const ran = (stdout: string, more: { stderr?: string; exitCode?: number } = {}) => ({
  stdout,
  stderr: '',
  exitCode: 0,
  ...more,
});

test.each([
  ['the same', shown(['a', 'b']), ran('a\nb\n'), 'Printed as shown.'],
  ['nothing', shown([]), ran(''), 'Prints nothing, as shown.'],
  ['another line', shown(['a', 'b']), ran('a\nc\n'), 'Line 2 is otherwise on the page: “b”.'],
  ['too little', shown(['a', 'b']), ran('a\n'), 'The page shows 2 lines; this run printed the first 1.'],
  ['too much', shown(['a']), ran('a\nb\n'), 'Printed as shown, and then 1 line more.'],
  [
    'another order, where it is free',
    shown(['a', 'b'], { anyOrder: true }),
    ran('b\na\n'),
    'Printed as shown.',
  ],
  [
    'a missing line, where the order is free',
    shown(['a', 'a'], { anyOrder: true }),
    ran('a\n'),
    'The page shows “a” too, which this run did not print.',
  ],
  [
    'an announced error',
    shown([], { stderr: ['boom'], exitCode: 1 }),
    ran('', { stderr: 'Error: boom\n', exitCode: 1 }),
    'Printed as shown.',
  ],
  [
    'an announced error that did not come',
    shown([], { stderr: ['boom'] }),
    ran(''),
    'The page announces an error with “boom”, which did not come.',
  ],
  ['an error nobody announced', shown([]), ran('', { stderr: 'oh\n' }), 'The page announces no error.'],
  [
    'another exit code',
    shown(['a']),
    ran('a\n', { exitCode: 3 }),
    'The page says that it ends with exit code 0.',
  ],
])('%s', (_, printed, output, sentence) => {
  expect(compareSentence(printed, output)).toBe(sentence);
});
