/**
 * The workbench as a small machine: what it is doing, what the checks said, how the last job ended.
 * Pure: the session dispatches, the parts render.
 */
import type { CheckResult, CheckStatus, Verdict } from '#lab/model.ts';
import type { RunEnded } from '#runtime/runtime.ts';

export type Job = 'run' | 'check';

/** `stopping` may carry the job that starts as soon as the old one is over. */
export type Activity =
  | { kind: 'idle' }
  | { kind: 'running' }
  | { kind: 'checking' }
  | { kind: 'stopping'; job: Job; next: Job | null };

/** `waiting`: never carried out, or not since the checks began anew. */
export interface CheckRow {
  name: string;
  status: CheckStatus | 'waiting';
  message: string;
}

export interface BenchState {
  activity: Activity;
  checks: readonly CheckRow[];
  /** Of the last complete check; null before it, while checking, and after a stopped one. */
  verdict: Verdict | null;
  /** True if the code was edited after the verdict. */
  verdictIsStale: boolean;
  /** How the last job ended; null before the first and while one is under way. */
  ended: { job: Job; end: RunEnded } | null;
}

export type BenchEvent =
  | { type: 'JobStarted'; job: Job }
  | { type: 'StopRequested'; next: Job | null }
  | { type: 'CheckFinished'; check: CheckResult }
  | { type: 'JobEnded'; end: RunEnded }
  | { type: 'CodeEdited' };

export function initialState(checkNames: readonly string[]): BenchState {
  return {
    activity: { kind: 'idle' },
    checks: checkNames.map(waiting),
    verdict: null,
    verdictIsStale: false,
    ended: null,
  };
}

/** The job under way, stopping included; null when idle. */
export function currentJob(activity: Activity): Job | null {
  switch (activity.kind) {
    case 'idle':
      return null;
    case 'running':
      return 'run';
    case 'checking':
      return 'check';
    case 'stopping':
      return activity.job;
  }
}

export function reduce(state: BenchState, event: BenchEvent): BenchState {
  switch (event.type) {
    case 'JobStarted':
      return jobStarted(state, event.job);
    case 'StopRequested':
      return stopRequested(state, event.next);
    case 'CheckFinished':
      return checkFinished(state, event.check);
    case 'JobEnded':
      return jobEnded(state, event.end);
    case 'CodeEdited':
      return state.verdict === null || state.verdictIsStale ? state : { ...state, verdictIsStale: true };
  }
}

function jobStarted(state: BenchState, job: Job): BenchState {
  if (state.activity.kind !== 'idle') return state;
  if (job === 'run') return { ...state, activity: { kind: 'running' }, ended: null };
  return {
    activity: { kind: 'checking' },
    checks: state.checks.map((check) => waiting(check.name)),
    verdict: null,
    verdictIsStale: false,
    ended: null,
  };
}

function stopRequested(state: BenchState, next: Job | null): BenchState {
  const job = currentJob(state.activity);
  return job === null ? state : { ...state, activity: { kind: 'stopping', job, next } };
}

function checkFinished(state: BenchState, check: CheckResult): BenchState {
  if (currentJob(state.activity) !== 'check') return state;
  const known = state.checks.some((row) => row.name === check.name);
  const checks = known
    ? state.checks.map((row) => (row.name === check.name ? { ...check } : row))
    : [...state.checks, { ...check }];
  return { ...state, checks };
}

function jobEnded(state: BenchState, end: RunEnded): BenchState {
  const job = currentJob(state.activity);
  if (job === null) return state;
  const idle: BenchState = { ...state, activity: { kind: 'idle' }, ended: { job, end } };
  if (job === 'run' || end.reason === 'stopped') return idle;
  const checks = state.checks.map((row) => (row.status === 'waiting' ? unreported(row.name, end) : row));
  return { ...idle, checks, verdict: verdictOf(checks) };
}

function waiting(name: string): CheckRow {
  return { name, status: 'waiting', message: '' };
}

function unreported(name: string, end: RunEnded): CheckRow {
  return { name, status: 'errored', message: end.message || 'The checks ended before this one reported.' };
}

function verdictOf(checks: readonly CheckRow[]): Verdict {
  if (checks.some((row) => row.status === 'errored')) return 'errored';
  return checks.some((row) => row.status === 'failed') ? 'failed' : 'passed';
}
