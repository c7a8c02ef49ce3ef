/** What the results of checks amount to. Pure. */
import type { CheckResult, Verdict } from './model.ts';

/** `errored` if any check errored (or none is there), else `failed` if any failed, else `passed`. */
export function verdictOf(checks: readonly CheckResult[]): Verdict {
  if (checks.length === 0 || checks.some(({ status }) => status === 'errored')) return 'errored';
  return checks.some(({ status }) => status === 'failed') ? 'failed' : 'passed';
}

/**
 * One result (the last) for each expected check, in the order of `checkNames`: a runtime reports a check that was cut short
 * after the others. One that never reported is errored; results of other names are dropped.
 */
export function completeChecks(
  reported: readonly CheckResult[],
  checkNames: readonly string[],
): CheckResult[] {
  return checkNames.map(
    (name) =>
      reported.findLast((check) => check.name === name) ?? {
        name,
        status: 'errored',
        message: `Did not report: the run ended before the check “${name}” was carried out.`,
      },
  );
}
