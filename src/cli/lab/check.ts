import { verdictOf } from '#lab/check-results.ts';
import type { CheckResult, Exercise } from '#lab/model.ts';
import type { EngineId } from '#runtime/runtime.ts';
import { jobOf, openEngine } from './engines.ts';
import { loadTarget, type Target } from './target.ts';

export interface CheckOptions extends Target {
  engine: EngineId;
  json: boolean;
}

/** `lab check`: carries out an exercise's checks. @returns the exit code: 0 only if every check passed */
export async function check({ target, dir, engine: engineId, json }: CheckOptions): Promise<number> {
  const { exercise, files } = await loadTarget({ target, dir });
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
