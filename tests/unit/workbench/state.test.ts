import { describe, expect, test } from 'vitest';
import type { CheckStatus } from '#lab/model.ts';
import type { EndReason, RunEnded } from '#runtime/runtime.ts';
import { currentJob, initialState, reduce, type BenchEvent, type BenchState } from '#workbench/state.ts';

const names = ['prints A first', 'prints C before B'];

function after(...events: BenchEvent[]): BenchState {
  return events.reduce(reduce, initialState(names));
}

function ended(reason: EndReason = 'exited', message = ''): BenchEvent {
  return { type: 'JobEnded', end: end(reason, message) };
}

function end(reason: EndReason, message = ''): RunEnded {
  return { type: 'RunEnded', reason, exitCode: reason === 'exited' ? 0 : null, message, durationMs: 5 };
}

function finished(name: string, status: CheckStatus, message = ''): BenchEvent {
  return { type: 'CheckFinished', check: { name, status, message } };
}

const run: BenchEvent = { type: 'JobStarted', job: 'run' };
const check: BenchEvent = { type: 'JobStarted', job: 'check' };
const stop: BenchEvent = { type: 'StopRequested', next: null };

describe('a run', () => {
  test('goes from idle to running and back, and says how it ended', () => {
    expect(after(run).activity).toEqual({ kind: 'running' });
    expect(after(run, ended())).toMatchObject({ activity: { kind: 'idle' }, ended: { job: 'run' } });
  });

  test('leaves the last verdict standing', () => {
    const passed = [check, ...names.map((name) => finished(name, 'passed')), ended()];
    expect(after(...passed, run, ended()).verdict).toBe('passed');
  });

  test('does not start while another job is under way', () => {
    expect(after(check, run).activity).toEqual({ kind: 'checking' });
  });
});

describe('stopping', () => {
  test('keeps in mind which job it stops and which comes next', () => {
    expect(after(run, { type: 'StopRequested', next: 'check' }).activity).toEqual({
      kind: 'stopping',
      job: 'run',
      next: 'check',
    });
  });

  test('is nothing when idle', () => {
    expect(after(stop)).toEqual(initialState(names));
  });

  test('still counts as the job until it has ended', () => {
    expect(currentJob(after(run, stop).activity)).toBe('run');
    expect(currentJob(after(run, stop, ended('stopped')).activity)).toBeNull();
  });
});

describe('a check', () => {
  test('passes if every check passed', () => {
    expect(after(check, finished(names[0]!, 'passed'), finished(names[1]!, 'passed'), ended()).verdict).toBe(
      'passed',
    );
  });

  test('fails if one failed, and keeps its message', () => {
    const state = after(
      check,
      finished(names[0]!, 'passed'),
      finished(names[1]!, 'failed', 'C came last'),
      ended(),
    );
    expect(state.verdict).toBe('failed');
    expect(state.checks[1]).toEqual({ name: names[1], status: 'failed', message: 'C came last' });
  });

  test('errs if one did not report', () => {
    const state = after(check, finished(names[0]!, 'passed'), ended('timed-out', 'It took more than 10 s.'));
    expect(state.verdict).toBe('errored');
    expect(state.checks[1]).toMatchObject({ status: 'errored', message: 'It took more than 10 s.' });
  });

  test('that was stopped has no verdict, and what did not report waits', () => {
    const state = after(check, finished(names[0]!, 'passed'), stop, ended('stopped'));
    expect(state.verdict).toBeNull();
    expect(state.checks.map(({ status }) => status)).toEqual(['passed', 'waiting']);
  });

  test('forgets the results of the one before', () => {
    const failed = [check, finished(names[0]!, 'failed', 'no'), finished(names[1]!, 'failed', 'no'), ended()];
    expect(after(...failed, check).checks).toEqual(initialState(names).checks);
  });

  test('results that arrive during a run are ignored', () => {
    expect(after(run, finished(names[0]!, 'passed')).checks[0]!.status).toBe('waiting');
  });
});

test('a verdict is stale once the code was edited, and only then', () => {
  const passed = [check, ...names.map((name) => finished(name, 'passed')), ended()];
  expect(after(...passed).verdictIsStale).toBe(false);
  expect(after(...passed, { type: 'CodeEdited' }).verdictIsStale).toBe(true);
  expect(after({ type: 'CodeEdited' }).verdictIsStale).toBe(false);
  expect(after(...passed, { type: 'CodeEdited' }, check).verdictIsStale).toBe(false);
});
