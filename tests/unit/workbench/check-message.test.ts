/** What a learner reads under a check that failed. */
import { expect, test } from 'vitest';
import { checkMessage } from '#workbench/check-message.ts';

test('what follows an empty line is code, and keeps its lines', () => {
  const text = "Node printed B, A but predict said A, B, for this program:\n\nlog('A');\n\nlog('B');\n";
  expect(checkMessage(text)).toEqual({
    sentence: 'Node printed B, A but predict said A, B, for this program:',
    detail: "log('A');\n\nlog('B');",
  });
});

test('two values that the sentence has told are not told again', () => {
  const told = (text: string) => checkMessage(text);
  const counts = '1 label should be in the printer, and 5 are.';
  expect(told(`${counts}\n\n5 !== 1\n`)).toEqual({ sentence: counts, detail: '' });
  const answers = 'accept should say false, and said true.';
  expect(told(`${answers}\n\ntrue !== false`)).toEqual({ sentence: answers, detail: '' });
  const names = 'The list units should answer, and stock does.';
  expect(told(`${names}\n\n'stock' !== 'units'`)).toEqual({ sentence: names, detail: '' });
});

test('two values of which the sentence tells one or none are said in words, in its line', () => {
  expect(checkMessage('2 labels are in the printer.\n\n2 !== 1').sentence).toBe(
    '2 labels are in the printer. Got 2, expected 1.',
  );
  // 1 is not told by 1.5, nor by o-1.
  expect(checkMessage('After 1.5 s o-1 is held 2 times.\n\n2 !== 1').sentence).toMatch(
    /Got 2, expected 1\.$/,
  );
  expect(checkMessage('Expected values to be strictly equal:\n\n0 !== 1')).toEqual({
    sentence: 'Got 0, expected 1.',
    detail: '',
  });
});

test('an expression of the learner’s that compares is code', () => {
  const { detail } = checkMessage('This program:\n\nif (a !== b) stop();');
  expect(detail).toBe('if (a !== b) stop();');
});
