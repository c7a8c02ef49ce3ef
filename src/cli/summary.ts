/** The end of `npm test`: one table, the names of what failed or did not run, and the last line. */
import type { Counts } from './reports.ts';

export interface StageResult extends Counts {
  title: string;
  /** Why the stage did not run at all; empty if it ran. */
  notRun: string;
  /** What it left to a full run; empty if nothing. */
  left: string;
  ms: number;
}

export interface Summary {
  lines: readonly string[];
  /** True if nothing failed and every stage ran. */
  green: boolean;
}

export function summarise(results: readonly StageResult[]): Summary {
  const passed = sum(results.map((result) => result.passed));
  const failed = sum(results.map((result) => result.failed));
  const skipped = sum(results.map((result) => result.skipped.length));
  const totals = [`${passed} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])];
  return {
    lines: [
      ...table(results),
      ...listFailures(results),
      ...listSkipped(results),
      ...listLeft(results),
      '',
      totals.join(', '),
    ],
    green: failed === 0 && results.every((result) => !result.notRun),
  };
}

/** For example `3.4 s` or `2 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

function table(results: readonly StageResult[]): string[] {
  const rows = results.map((result) => [
    result.title,
    result.notRun ? 'did not run' : result.failed ? 'FAILED' : 'passed',
    String(result.passed),
    String(result.failed),
    String(result.skipped.length),
    duration(result.ms),
  ]);
  const all = [['stage', '', 'passed', 'failed', 'skipped', 'time'], ...rows];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function listFailures(results: readonly StageResult[]): string[] {
  const lines = results.flatMap((result) => result.failures.map((name) => `  ${result.title}: ${name}`));
  return lines.length ? ['', 'Failed:', ...lines] : [];
}

function listSkipped(results: readonly StageResult[]): string[] {
  const stages = results
    .filter((result) => result.notRun)
    .map((result) => `  ${result.title}: ${result.notRun}`);
  const tests = results.flatMap((result) =>
    result.skipped.map(({ name, reason }) => `  ${result.title}: ${name} (${reason})`),
  );
  return stages.length + tests.length ? ['', 'Did not run:', ...stages, ...tests] : [];
}

function listLeft(results: readonly StageResult[]): string[] {
  const lines = results.filter(({ left }) => left).map(({ title, left }) => `  ${title}: ${left}`);
  return lines.length ? ['', 'Left to npm test -- --full:', ...lines] : [];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, next) => total + next, 0);
