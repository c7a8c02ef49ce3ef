import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filter, score } from '#workbench/fuzzy.ts';

const labels = [
  'Run',
  'Check',
  'Reset to the starter',
  'Download as a Node project',
  'Go to the next exercise',
];
const find = (query: string) => filter(query, labels, (label) => label);

test.each([
  ['', labels],
  ['   ', labels],
  ['dnp', ['Download as a Node project']],
  ['NODE', ['Download as a Node project']],
  ['node proj', ['Download as a Node project']],
  ['run', ['Run']],
  ['zzz', []],
])('“%s” finds %j', (query, found) => {
  expect(find(query)).toEqual(found);
});

test('what holds the query as it stands comes first', () => {
  expect(filter('re', ['Share code', 'Reset'], (label) => label)[0]).toBe('Reset');
});

test('whatever is found holds the letters in their order, and any part of an entry finds it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.nat(20), fc.nat(20), (text, from, to) => {
      expect(score(text.slice(Math.min(from, to), Math.max(from, to)), text)).not.toBeNull();
    }),
  );
});
