import type { CheckResult, FileMap } from '#lab/model.ts';
import type { EngineId } from '#runtime/runtime.ts';
import { UsageError } from '../usage.ts';
import { jobOf, openEngine } from './engines.ts';
import { loadTarget, type Target } from './target.ts';
import { explores } from './verify-exercise.ts';

export interface ExploreCommand extends Target {
  engine: EngineId;
  /** As given on the command line. */
  schedules: string | undefined;
  seed: string | undefined;
  json: boolean;
}

/** What explore() in the checks reports: see `Report` in src/kit/kit.d.ts. */
interface Report {
  verdict: 'passed' | 'failed';
  schedules: number;
  seed?: number;
  message: string;
  counterexample?: { faults: readonly string[]; events: readonly object[] };
}

/** Most schedules that one command may ask each exploration for: more would take days. */
const MOST_SCHEDULES = 1_000_000;
/** Milliseconds that a thousand schedules of one check may take, on a slow and busy machine: what takes longer hangs. */
const TIME_PER_THOUSAND = 30_000;
/** Whoever waits for longer than these milliseconds is told what is done by then. */
const PATIENCE = 5000;

/**
 * `lab explore`: runs the explorations of an exercise's checks on the learner's files, with other schedules than the
 * checks choose. @returns the exit code: 0 only if every schedule came out right
 */
export async function explore(command: ExploreCommand): Promise<number> {
  const { target, dir, engine: engineId, json } = command;
  const { exercise, files } = await loadTarget({ target, dir });
  if (!explores(exercise)) {
    throw new UsageError(
      `${exercise.lab}/${exercise.id} has nothing to explore: its checks run no schedules.`,
    );
  }
  const schedules = wholeNumber('--schedules', command.schedules, 1, MOST_SCHEDULES) ?? 1000;
  const seed = wholeNumber('--seed', command.seed, 0, Number.MAX_SAFE_INTEGER);
  const mark = `#explored-${crypto.randomUUID()}#`;
  const job = jobOf(exercise, files);
  const engine = await openEngine(engineId);
  try {
    const { checks, output } = await engine.check(
      { ...job, files: { ...job.files, ...wishing(job.files, { schedules, seed, mark }) } },
      { timeMs: Math.ceil(schedules / 1000) * TIME_PER_THOUSAND },
      { onCheck: tellProgress() },
    );
    const result = resultOf(readReports(output, mark), checks);
    console.log(json ? JSON.stringify(result.json, null, 2) : result.text);
    return result.json.verdict === 'passed' ? 0 : 1;
  } finally {
    await engine.close();
  }
}

/** Beside the answer, on standard error: thousands of schedules may take an hour. */
function tellProgress(): (result: CheckResult) => void {
  const began = performance.now();
  return ({ name, status }) => {
    const passed = performance.now() - began;
    if (passed > PATIENCE) console.error(`  … ${Math.round(passed / 1000)} s  ${status}: ${name}`);
  };
}

/** @throws UsageError unless the text is a whole number within the bounds; undefined if nothing was given */
function wholeNumber(
  option: string,
  text: string | undefined,
  low: number,
  high: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw new UsageError(`${option} takes a whole number from ${low} to ${high}, and “${text}” is none.`);
}

interface Wishes {
  schedules: number;
  seed: number | undefined;
  /** Begins each line with a report. */
  mark: string;
}

/** The kit with an explore() in front of its own that asks for these schedules and prints what they found. */
function wishing(files: FileMap, { schedules, seed, mark }: Wishes): FileMap {
  const wishes = JSON.stringify({ schedules, ...(seed === undefined ? {} : { seed }) });
  return {
    'kit-itself.js': files['kit.js'] ?? '',
    'kit.js': `import { explore as itself } from './kit-itself.js';
export * from './kit-itself.js';
const write = process.stdout.write.bind(process.stdout);
export async function explore(scenario, options) {
  const report = await itself(scenario, { ...options, ...${wishes} });
  write(${JSON.stringify(mark)} + JSON.stringify(report) + '\\n');
  return report;
}
`,
  };
}

function readReports(output: string, mark: string): Report[] {
  return output
    .split('\n')
    .filter((line) => line.includes(mark))
    .map((line) => JSON.parse(line.slice(line.indexOf(mark) + mark.length)) as Report);
}

function resultOf(reports: readonly Report[], checks: readonly CheckResult[]) {
  const failed = reports.find(({ verdict }) => verdict === 'failed');
  const schedules = reports.reduce((sum, report) => sum + report.schedules, 0);
  if (failed?.counterexample) {
    const { seed, counterexample, message } = failed;
    const { faults, events } = counterexample;
    return {
      json: { verdict: 'failed', schedules, seed, counterexample: { faults, events } },
      text: `${message}\n\n${printEvents(events)}`,
    };
  }
  // A check that errored before it explored: the program does not even start.
  const errored = checks.find(({ status }) => status === 'errored');
  if (errored || reports.length === 0) {
    const message = errored?.message ?? 'The checks explored nothing.';
    return { json: { verdict: 'errored', schedules, message }, text: message };
  }
  return { json: { verdict: 'passed', schedules }, text: `All ${schedules} schedules came out right.` };
}

/** The counterexample's trace, a line for each event. */
function printEvents(events: readonly object[]): string {
  const lines = events.map((event) => {
    const { type, at, seq: _seq, ...fields } = event as Record<string, unknown>;
    const said = Object.entries(fields).map(([name, value]) => `${name}: ${String(value)}`);
    return `${String(at).padStart(7)} ms  ${String(type).padEnd(19)} ${said.join(', ')}`.trimEnd();
  });
  return `What happened, in virtual time:\n${lines.join('\n')}`;
}
