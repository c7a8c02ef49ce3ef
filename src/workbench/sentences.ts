/** The workbench's words: states and results as plain sentences. Pure. */
import type { Host, Verdict } from '#lab/model.ts';
import type { RunEnded } from '#runtime/runtime.ts';
import type { Recognised } from './known-mistakes.ts';
import type { Activity, CheckRow, Job } from './state.ts';

/** 840 → `840 ms`, 2140 → `2.1 s`. */
export function duration(ms: number): string {
  return ms < 1000 ? `${String(Math.max(1, Math.round(ms)))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** `1 line`, `2 lines`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

export function hostName(host: Host): string {
  const names = {
    'node-esm': 'Node 24, ES module',
    'node-cjs': 'Node 24, CommonJS',
    browser: 'browser page',
  };
  return names[host];
}

/** The line under the output: how the job ended, in words. */
export function endLine(end: RunEnded, job: Job): string {
  const what = job === 'run' ? 'The program' : 'The check run';
  const took = duration(end.durationMs);
  switch (end.reason) {
    case 'exited':
      return exitLine(end.exitCode, job, took);
    case 'stopped':
      return `Stopped by you after ${took}.`;
    case 'timed-out':
    case 'output-limit':
    case 'out-of-memory':
    case 'crashed':
      return end.message || `${what} ended early (${end.reason.replaceAll('-', ' ')}) after ${took}.`;
  }
}

function exitLine(code: number | null, job: Job, took: string): string {
  if (job === 'check') return `The checks took ${took}.`;
  if (code === 0 || code === null) return `Ended with exit code 0 after ${took}.`;
  return `Ended with exit code ${String(code)}, which reports an error, after ${took}.`;
}

/** What a screen reader hears when a run is over. */
export function runAnnouncement(end: RunEnded, lines: number): string {
  return `${lines === 0 ? 'No output' : `${count(lines, 'line')} of output`}. ${endLine(end, 'run')}`;
}

/** The verdict in one sentence, with the figures. */
export function verdictLine(verdict: Verdict, checks: readonly CheckRow[]): string {
  const passed = checks.filter((check) => check.status === 'passed').length;
  if (verdict === 'passed')
    return checks.length === 1 ? 'The check passed.' : `All ${String(checks.length)} checks passed.`;
  const rest = checks.length - passed;
  if (verdict === 'failed') return `${count(rest, 'check')} failed, ${String(passed)} passed.`;
  const errored = checks.filter((check) => check.status === 'errored').length;
  return `${count(errored, 'check')} could not be carried out, ${String(passed)} passed.`;
}

/** What stands above the feedback for a failure that has been seen before. True of either kind. */
export function recognisedLine({ how, feedback }: Recognised): string {
  const what = feedback.length === 1 ? 'A known mistake fails' : 'Known mistakes that fail';
  return `${what} ${how === 'same' ? 'in just this way' : 'these very checks'}`;
}

/** What a screen reader hears when the checks are over. */
export function checkAnnouncement(
  verdict: Verdict,
  checks: readonly CheckRow[],
  recognised: Recognised | null,
): string {
  const line = verdictLine(verdict, checks);
  return recognised === null
    ? line
    : `${line} ${recognisedLine(recognised)}: ${recognised.feedback.join(' ')}`;
}

export function statusWord(status: CheckRow['status']): string {
  const words = {
    waiting: 'not checked yet',
    passed: 'passed',
    failed: 'failed',
    errored: 'could not be carried out',
  };
  return words[status];
}

export function activityLine(activity: Activity): string {
  const lines = { idle: '', running: 'Running', checking: 'Checking', stopping: 'Stopping' };
  return lines[activity.kind];
}

/** `23 November, 07:06` in the reader's own manner. */
export function momentName(iso: string, locale?: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return 'an unknown time';
  return at.toLocaleString(locale, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
}
