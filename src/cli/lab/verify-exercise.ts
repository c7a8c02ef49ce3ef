/** The rules that an exercise obeys, tried out: see "What every exercise folder holds" in the README. */
import type { CheckResult, Exercise, FileMap } from '#lab/model.ts';
import { fingerprintOf } from '#lab/fingerprint.ts';
import { guardLoops, mutantsOf } from '#lab/mutate.ts';
import { type CheckEngine, jobOf } from './engines.ts';

export interface RuleReport {
  /** Broken rules, one sentence each; empty if all hold. */
  problems: string[];
  /** How long the checks took on the solution, in milliseconds. */
  durationMs: number;
  /** Wrong solution → check that does not pass on it → fingerprint of what it reports. */
  wrong: Record<string, Record<string, string>>;
}

export interface MutationReport {
  /** How many faults there are to plant, and how many of them were tried. */
  planted: number;
  tried: number;
  /** What no check noticed: `predict.js, line 14: < became <=`. */
  survivors: string[];
}

/** For checks that explore: waiting for ever is a verdict there, and a busy machine takes its time. */
export const EXPLORING_LIMITS = { timeMs: 120_000 };
/** A mutant that takes this many times as long as the solution waits for what never happens, which counts as noticed. */
const MUTANT_PATIENCE = 10;
const LEAST_PATIENCE_MS = 2000;

/** True if its checks run the learner's code under many schedules. */
export function explores({ kit, checks }: Exercise): boolean {
  return Object.keys(kit).length > 0 && /\bexplore\(/.test(checks);
}

/** Checks starter, solution and every wrong solution. */
export async function verifyRules(exercise: Exercise, engine: CheckEngine): Promise<RuleReport> {
  const limits = explores(exercise) ? EXPLORING_LIMITS : {};
  const carryOut = (files: FileMap) => engine.check(jobOf(exercise, files), limits);
  const solution = await carryOut(exercise.solution);
  const starter = await carryOut(exercise.starter);
  const problems = [
    ...solutionProblems(solution.checks),
    ...starterProblems(starter.checks, exercise.warmUps),
  ];
  const shapes: RuleReport['wrong'] = {};
  for (const wrong of exercise.wrong) {
    const { checks } = await carryOut(wrong.files);
    shapes[wrong.name] = shapeOf(checks);
    const check = checks.find(({ name }) => name === wrong.caughtBy);
    if (check?.status === 'failed') continue;
    const instead = check ? told(check) : 'it did not report';
    problems.push(`wrong/${wrong.name}: “${wrong.caughtBy}” should fail on it, but ${instead}.`);
  }
  return { problems, durationMs: solution.durationMs, wrong: shapes };
}

function shapeOf(checks: readonly CheckResult[]): Record<string, string> {
  const rest = checks.filter(({ status }) => status !== 'passed');
  return Object.fromEntries(rest.map((check) => [check.name, fingerprintOf(check)]));
}

function solutionProblems(checks: readonly CheckResult[]): string[] {
  return checks
    .filter(({ status }) => status !== 'passed')
    .map((check) => `solution: “${check.name}” should pass on it, but ${told(check)}.`);
}

function starterProblems(checks: readonly CheckResult[], warmUps: readonly string[]): string[] {
  return checks
    .filter(({ name, status }) => status !== 'failed' && !(status === 'passed' && warmUps.includes(name)))
    .map(
      (check) =>
        `starter: “${check.name}” should fail on it with an assertion, or be a warm-up, but ${told(check)}.`,
    );
}

function told({ status, message }: CheckResult): string {
  return message === '' ? `it ${status}` : `it ${status}: ${message}`;
}

/**
 * Plants small faults in the solution, in the files that the learner has to change, and tells which are not noticed.
 * Tries all of them, or one of `every` so many.
 */
export async function runMutants(
  exercise: Exercise,
  engines: readonly CheckEngine[],
  { every = 1 }: { every?: number } = {},
): Promise<MutationReport> {
  const { solution, starter, host } = exercise;
  const sourceType = host === 'node-esm' ? 'module' : 'script';
  const faults = Object.entries(solution)
    .filter(([file, text]) => /\.[cm]?js$/.test(file) && starter[file] !== text)
    .flatMap(([file, text]) => mutantsOf(text, sourceType).map((mutant) => ({ file, mutant })));
  const waiting = faults.filter((_, at) => at % every === 0);
  const tried = waiting.length;
  const limits = explores(exercise) ? EXPLORING_LIMITS : await patienceWith(exercise, engines[0]);
  const survivors: string[] = [];
  await Promise.all(
    engines.map(async (engine) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { file, mutant } = next;
        const files = { ...solution, [file]: guardLoops(mutant.text, sourceType) };
        const { checks } = await engine.check(jobOf(exercise, files), limits, { until: 'first failure' });
        if (checks.every(({ status }) => status === 'passed')) {
          survivors.push(`${file}, line ${mutant.line}: ${mutant.change}`);
        }
      }
    }),
  );
  return { planted: faults.length, tried, survivors };
}

/** Measured by what the solution takes here and now: no two machines are equally fast. */
async function patienceWith(exercise: Exercise, engine: CheckEngine | undefined) {
  const { durationMs = 0 } = (await engine?.check(jobOf(exercise, exercise.solution))) ?? {};
  return { timeMs: Math.max(LEAST_PATIENCE_MS, durationMs * MUTANT_PATIENCE) };
}
