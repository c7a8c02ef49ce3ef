import { expect, test } from 'vitest';
import { inRange } from '../version-range.ts';

test.each([
  ['3.10.8', '>=3.8 <4.0', true],
  ['3.10.8', '>=3.9', true],
  ['4.0.0', '>=3.8 <4.0', false],
  ['4.0', '>=4.0', true],
  ['3.9', '>3.9', false],
  ['2.0.11', '=2.0.11', true],
  ['4.2.1-rc.1', '<4.3', true],
  ['7.0.15', '<=7.0.14', false],
])('%s in %s: %s', (version, range, expected) => {
  expect(inRange(version, range)).toBe(expected);
});

test('a range that is none is refused with an example', () => {
  expect(() => inRange('1.0', '^3.8')).toThrow('“>=3.8 <4.0”');
});
