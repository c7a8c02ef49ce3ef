import { mayKeepUnasked, readChoice, writeChoice, type Connection } from '#offline/may-keep.ts';
import { expect, test } from 'vitest';

test.each<[Connection, boolean]>([
  [{}, true],
  [{ type: 'wifi', effectiveType: '4g', saveData: false }, true],
  [{ saveData: true }, false],
  [{ type: 'cellular', effectiveType: '4g' }, false],
  [{ effectiveType: '3g' }, false],
  [{ effectiveType: 'slow-2g' }, false],
])('on %o the book is fetched without a question: %s', (connection, expected) => {
  expect(mayKeepUnasked(null, connection)).toBe(expected);
});

test('a reader who had it removed is not overruled by the next page', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  writeChoice(() => storage, 'no');
  expect(
    mayKeepUnasked(
      readChoice(() => storage),
      {},
    ),
  ).toBe(false);
  writeChoice(() => storage, null);
  expect(
    mayKeepUnasked(
      readChoice(() => storage),
      {},
    ),
  ).toBe(true);
});

test('denied storage is no choice, and no error', () => {
  const denied = () => {
    throw new DOMException('Access is denied for this document.', 'SecurityError');
  };
  writeChoice(denied, 'no');
  expect(readChoice(denied)).toBeNull();
});
