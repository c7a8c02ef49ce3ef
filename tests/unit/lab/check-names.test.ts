import { expect, test } from 'vitest';
import { readCheckNames } from '#lab/check-names.ts';

test('the names of the checks are read in their order', () => {
  const text = `import test from 'node:test';
test('first', () => {});
await test("second", async () => {});
`;
  expect(readCheckNames(text)).toEqual({ names: ['first', 'second'], faults: [] });
});

test.each([
  [
    'a name that is computed',
    'test(`adds ${1}`, () => {});',
    /^line 1: the check's name must be a string literal/,
  ],
  [
    'a check inside a loop',
    "for (const a of [1]) {\n  test('adds', () => {});\n}",
    /^line 2: a check must stand at the top/,
  ],
  ['a group', "describe('all', () => {});", /^line 1: describe is not allowed/],
  ['a check that is skipped', "test.skip('adds', () => {});", /^line 1: test\.skip is not allowed/],
  ['a syntax error', 'test(', /^does not parse: /],
  ['no check at all', '// nothing', /^declares no check/],
])('%s is a fault', (_what, text, fault) => {
  expect(readCheckNames(text).faults[0]).toMatch(fault);
});
