import { expect, test } from 'vitest';
import { fingerprintOf } from '#lab/fingerprint.ts';
import { recogniseMistake } from '#workbench/known-mistakes.ts';
import type { CheckRow } from '#workbench/state.ts';

const row = (name: string, status: CheckRow['status'], message = ''): CheckRow => ({ name, status, message });

function mistake(feedback: string, failing: Record<string, string>, isDistinct = false) {
  const shape = Object.entries(failing).map(([name, message]) => [
    name,
    fingerprintOf({ status: 'failed', message }),
  ]);
  return { feedback, shape: Object.fromEntries(shape) as Record<string, string>, isDistinct };
}

const known = [
  mistake('You counted from one.', { a: 'said 1', b: 'said 2' }),
  mistake('You forgot the last.', { a: 'said 3', b: 'said 4' }),
  mistake('You never began.', { c: 'said nothing' }, true),
];

test('a failure that says the same in every check is the same mistake', () => {
  const checks = [row('a', 'failed', 'said 3'), row('b', 'failed', 'said 4'), row('c', 'passed')];
  expect(recogniseMistake(checks, known)).toEqual({ how: 'same', feedback: ['You forgot the last.'] });
});

test('mistakes that the checks cannot tell apart are all named', () => {
  const twins = [...known, mistake('You began twice.', { c: 'said nothing' })];
  expect(recogniseMistake([row('c', 'failed', 'said nothing')], twins)?.feedback).toEqual([
    'You never began.',
    'You began twice.',
  ]);
});

test('the same failing checks with other messages count only where they tell one mistake from all others', () => {
  const shared = [row('a', 'failed', 'said 9'), row('b', 'failed', 'said 9'), row('c', 'passed')];
  expect(recogniseMistake(shared, known)).toBeNull();
  const own = [row('a', 'passed'), row('b', 'passed'), row('c', 'failed', 'said 9')];
  expect(recogniseMistake(own, known)).toEqual({ how: 'similar', feedback: ['You never began.'] });
});

test.each([
  ['other checks fail', [row('a', 'failed', 'said 3'), row('c', 'failed', 'said nothing')]],
  ['fewer checks fail', [row('a', 'failed', 'said 3'), row('b', 'passed')]],
  ['a check could not be carried out', [row('c', 'errored', 'said nothing')]],
  ['a check has not reported', [row('c', 'failed', 'said nothing'), row('a', 'waiting')]],
  ['everything passed', [row('a', 'passed'), row('b', 'passed'), row('c', 'passed')]],
])('nothing is recognised where %s', (_what, checks) => {
  expect(recogniseMistake(checks, known)).toBeNull();
});
