import { exerciseOf, loadLab } from '#lab/catalogue.ts';
import { verdictOf } from '#lab/check-results.ts';
import type { CheckResult, Exercise } from '#lab/model.ts';
import type { EngineId } from '#runtime/runtime.ts';
import { ROOT } from '../install.mjs';
import { UsageError } from '../usage.ts';
import { jobOf, openEngine } from './engines.ts';
import { readLearnerFiles } from './learner-files.ts';

export interface CheckOptions {
  /** `<lab>/<exercise>`. */
  target: string | undefined;
  /** The learner's folder; without one the exercise's starter is checked. */
  dir: string | undefined;
  engine: EngineId;
  json: boolean;
}

/** `lab check`: carries out an exercise's checks. @returns the exit code: 0 only if every check passed */
export async function check({ target, dir, engine: engineId, json }: CheckOptions): Promise<number> {
  const [labId, exerciseId] = splitTarget(target);
  const exercise = exerciseOf(await loadLab(labId, { root: ROOT }), exerciseId);
  const files = dir === undefined ? exercise.starter : await readLearnerFiles(exercise, dir);
  const engine = await openEngine(engineId);
  try {
    const { checks, output, durationMs } = await engine.check(jobOf(exercise, files));
    const verdict = verdictOf(checks);
    if (json) {
      const { lab, id } = exercise;
      const report = {
        lab,
        exercise: id,
        engine: engineId,
        verdict,
        checks,
        durationMs: Math.round(durationMs),
      };
      console.log(JSON.stringify(report, null, 2));
    } else {
      const what = dir === undefined ? 'the starter as it is (name your folder with --dir)' : dir;
      console.log(`${exercise.title}: ${what}, on ${engineId}\n`);
      if (output.trim() !== '') console.log(`${indent(output.trimEnd(), '  | ')}\n`);
      console.log(printChecks(checks, exercise));
    }
    return verdict === 'passed' ? 0 : 1;
  } finally {
    await engine.close();
  }
}

/** @throws UsageError unless `target` is `<lab>/<exercise>` */
export function splitTarget(target: string | undefined): [lab: string, exercise: string] {
  const [lab, exercise, ...more] = target?.split('/') ?? [];
  if (lab && exercise && more.length === 0) return [lab, exercise];
  const got = target === undefined ? 'nothing was given' : `“${target}” is none`;
  throw new UsageError(`Name an exercise as <lab>/<exercise>, for example event-loop/01-a-c-b: ${got}.`);
}

const SIGNS = { passed: '✓ passed ', failed: '✗ failed ', errored: '! errored' } as const;

function printChecks(checks: readonly CheckResult[], { warmUps }: Exercise): string {
  const lines = checks.flatMap(({ name, status, message }) => [
    `${SIGNS[status]}  ${name}${warmUps.includes(name) ? ' (warm-up)' : ''}`,
    ...(message === '' ? [] : [indent(message, '    '), '']),
  ]);
  const passed = checks.filter(({ status }) => status === 'passed').length;
  return [...lines, '', `${passed} of ${checks.length} checks passed: ${verdictOf(checks)}.`].join('\n');
}

function indent(text: string, by: string): string {
  return text.replace(/^/gm, by);
}
