import { describe, expect, test } from 'vitest';
import type { EndReason, RunEnded } from '#runtime/runtime.ts';
import { duration, endLine, runAnnouncement, verdictLine } from '#workbench/sentences.ts';
import type { CheckRow } from '#workbench/state.ts';

function end(reason: EndReason, exitCode: number | null, message = ''): RunEnded {
  return { type: 'RunEnded', reason, exitCode, message, durationMs: 1234 };
}

function rows(...statuses: CheckRow['status'][]): CheckRow[] {
  return statuses.map((status, index) => ({ name: String(index), status, message: '' }));
}

test.each([
  [0.2, '1 ms'],
  [840.4, '840 ms'],
  [2140, '2.1 s'],
])('%d milliseconds are read as %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

describe('how a run ended', () => {
  test.each([
    [end('exited', 0), 'Ended with exit code 0 after 1.2 s.'],
    [end('exited', 3), 'Ended with exit code 3, which reports an error, after 1.2 s.'],
    [end('stopped', null), 'Stopped by you after 1.2 s.'],
    [end('timed-out', null, 'It ran for 10 s.'), 'It ran for 10 s.'],
    [end('out-of-memory', null), 'The program ended early (out of memory) after 1.2 s.'],
  ])('%j', (ending, line) => {
    expect(endLine(ending, 'run')).toBe(line);
  });

  test('is announced with the amount of output', () => {
    expect(runAnnouncement(end('exited', 0), 1)).toBe(
      '1 line of output. Ended with exit code 0 after 1.2 s.',
    );
    expect(runAnnouncement(end('stopped', null), 0)).toBe('No output. Stopped by you after 1.2 s.');
  });
});

test.each([
  ['passed' as const, rows('passed', 'passed'), 'All 2 checks passed.'],
  ['passed' as const, rows('passed'), 'The check passed.'],
  ['failed' as const, rows('passed', 'failed', 'failed'), '2 checks failed, 1 passed.'],
  ['errored' as const, rows('errored', 'failed', 'passed'), '1 check could not be carried out, 1 passed.'],
])('verdict %s', (verdict, checks, line) => {
  expect(verdictLine(verdict, checks)).toBe(line);
});
