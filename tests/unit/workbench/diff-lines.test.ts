import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countChanges, diffLines, foldSame } from '#workbench/panels/diff-lines.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

test('a diff holds both texts whole, in order and with their line numbers', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = diffLines(before, after);
      const side = (left: 'before' | 'after') => rows.filter((row) => row[left] !== null);
      expect(
        side('before')
          .map((row) => row.text)
          .join('\n'),
      ).toBe(before);
      expect(
        side('after')
          .map((row) => row.text)
          .join('\n'),
      ).toBe(after);
      expect(side('before').map((row) => row.before)).toEqual(
        before.split('\n').map((_, index) => index + 1),
      );
      expect(countChanges(rows).added === 0 && countChanges(rows).removed === 0).toBe(before === after);
    }),
  );
});

test('a changed line is removed and added, its neighbours stay', () => {
  expect(
    diffLines('one\ntwo\nthree', 'one\n2\nthree').map(({ kind, text: line }) => `${kind} ${line}`),
  ).toEqual(['same one', 'removed two', 'added 2', 'same three']);
});

test('long unchanged stretches are folded, three lines beside a change are not', () => {
  const lines = Array.from({ length: 20 }, (_, index) => String(index));
  const rows = foldSame(diffLines(lines.join('\n'), lines.with(10, 'new').join('\n')));
  expect(
    rows.map((row) => (row.kind === 'fold' ? `… ${String(row.lines)}` : `${row.kind} ${row.text}`)),
  ).toEqual([
    '… 7',
    'same 7',
    'same 8',
    'same 9',
    'removed 10',
    'added new',
    'same 11',
    'same 12',
    'same 13',
    '… 6',
  ]);
  expect(foldSame(diffLines('same', 'same'))).toEqual([{ kind: 'fold', lines: 1 }]);
});

test('two long texts with nothing in common are compared all the same', () => {
  const long = (letter: string) =>
    Array.from({ length: 5000 }, (_, index) => letter + String(index)).join('\n');
  expect(countChanges(diffLines(long('a'), long('b')))).toEqual({ added: 5000, removed: 5000 });
});
