import { expect, test } from 'vitest';
import { completeChecks, verdictOf } from '#lab/check-results.ts';
import type { CheckResult, CheckStatus } from '#lab/model.ts';

const result = (status: CheckStatus, name: string = status): CheckResult => ({ name, status, message: '' });

test.each<[CheckStatus[], string]>([
  [['passed', 'passed'], 'passed'],
  [['passed', 'failed'], 'failed'],
  [['errored', 'failed', 'passed'], 'errored'],
  [[], 'errored'],
])('checks that are %j amount to %s', (statuses, verdict) => {
  expect(verdictOf(statuses.map((status) => result(status)))).toBe(verdict);
});

test('results come in the order of the checks, and one that did not report is errored', () => {
  const reported = [result('passed', 'b'), result('failed', 'a'), result('passed', 'unknown')];
  expect(completeChecks(reported, ['a', 'b', 'c'])).toEqual([
    result('failed', 'a'),
    result('passed', 'b'),
    { name: 'c', status: 'errored', message: expect.stringMatching(/^Did not report: .*“c”/) },
  ]);
});
