/** Carries out one stage of `npm test`. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ROOT } from './install.mjs';
import { countPlaywright, NOTHING, reconcile, type Counts, type PlaywrightReport } from './reports.ts';
import { runProcess, type ProcessResult } from './run-process.ts';
import { resolveCommand, type Stage } from './stages.ts';

export interface StageOutcome extends Counts {
  /** All that the stage printed. */
  output: string;
}

/** For a stage that hangs; the longest takes ten minutes on two busy cores, and twice that in a full run. */
const DEADLINE_MINUTES = 60;
const REPORTS = join(ROOT, 'node_modules', '.cache', 'handbook', 'reports');

/** @param say told of progress in long stages */
export async function runStage(stage: Stage, say: (line: string) => void): Promise<StageOutcome> {
  const { work } = stage;
  switch (work.kind) {
    case 'browser':
      return findBrowserToTestIn(say);
    case 'tools':
      return runTools(work.commands, say);
    case 'vitest':
      return runRunner(
        stage,
        [
          'vitest',
          'run',
          '--config',
          'tests/vitest.config.ts',
          '--project',
          work.project,
          '--allowOnly=false',
        ],
        (report) => report as Counts,
        say,
      );
    case 'playwright':
      return runRunner(
        stage,
        [
          'playwright',
          'test',
          '--config',
          'tests/playwright.config.ts',
          '--forbid-only',
          '--reporter=list,json',
        ],
        (report) => countPlaywright(report as PlaywrightReport),
        say,
      );
  }
}

/** The tests of a stage that cannot run, so that they can be named. Lists browser tests only. */
export async function listTests(stage: Stage, reason: string): Promise<Counts> {
  if (stage.work.kind !== 'playwright') return NOTHING;
  const command = ['playwright', 'test', '--config', 'tests/playwright.config.ts', '--list'];
  const { output } = await runProcess(process.execPath, resolveCommand(command, ROOT), { cwd: ROOT });
  const names = output.split('\n').filter((line) => line.includes(' › '));
  return { ...NOTHING, skipped: names.map((name) => ({ name: name.trim(), reason })) };
}

async function findBrowserToTestIn(say: (line: string) => void): Promise<StageOutcome> {
  const found = await ensureBrowser({ say });
  if (found.path !== undefined) {
    process.env.CHROMIUM_PATH = found.path;
    return { ...NOTHING, passed: 1, output: `Testing in ${found.path}\n` };
  }
  const output = [
    'No browser could be found or installed:',
    ...found.reasons.map((reason) => `  - ${reason}`),
    'Install Chromium or Chrome, or set CHROMIUM_PATH to the executable of one, and run npm test again.',
    '',
  ].join('\n');
  return { ...NOTHING, failed: 1, failures: ['no browser could be found or installed'], output };
}

async function runTools(
  commands: readonly (readonly string[])[],
  say: (line: string) => void,
): Promise<StageOutcome> {
  let output = '';
  const failures: string[] = [];
  for (const command of commands) {
    const result = await run(command, {}, say);
    output += result.output;
    if (result.code !== 0)
      failures.push(`${command.slice(0, 2).join(' ')}${result.timedOut ? ' took too long' : ''}`);
  }
  const failed = failures.length;
  return { passed: commands.length - failed, failed, skipped: [], failures, output };
}

async function runRunner(
  stage: Stage,
  command: readonly string[],
  count: (report: unknown) => Counts,
  say: (line: string) => void,
): Promise<StageOutcome> {
  const report = join(REPORTS, `${stage.id}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const result = await run(command, { REPORT_FILE: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, say);
  let counts: Counts;
  try {
    counts = reconcile(count(JSON.parse(readFileSync(report, 'utf8'))), result.code);
  } catch {
    counts = { ...NOTHING, failed: 1, failures: [noReport(result.timedOut)] };
  }
  return { ...counts, output: result.output };
}

function noReport(timedOut: boolean): string {
  return timedOut
    ? `it had not ended after ${DEADLINE_MINUTES} minutes, and was ended`
    : 'the runner left no report';
}

function run(
  command: readonly string[],
  env: Record<string, string>,
  say: (line: string) => void,
): Promise<ProcessResult> {
  return runProcess(process.execPath, resolveCommand(command, ROOT), {
    cwd: ROOT,
    // The tests expect the site at the root, whatever the environment asks of a build.
    env: { CI: '1', BASE_PATH: '/', ASTRO_TELEMETRY_DISABLED: '1', ...env },
    deadlineMs: DEADLINE_MINUTES * 60_000,
    onBeat: (seconds, lastLine) => say(`    … ${seconds} s  ${lastLine.slice(0, 90)}`),
  });
}
