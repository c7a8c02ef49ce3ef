/** Vitest's own JSON report drops the reason of a skipped test; this one writes what `npm test` counts. */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';
import type { Counts, Skipped } from '#cli/reports.ts';

export default class CountsReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly { message?: string }[],
    _why: TestRunEndReason,
  ) {
    const file = process.env.REPORT_FILE;
    if (file) writeFileSync(file, JSON.stringify(countModules(modules, errors)));
  }
}

function countModules(modules: readonly TestModule[], errors: readonly { message?: string }[]): Counts {
  let passed = 0;
  const skipped: Skipped[] = [];
  const failures = errors.map((error) => `outside the tests: ${error.message?.split('\n')[0] ?? 'an error'}`);
  for (const module of modules) {
    // A file that does not load, or a hook that fails, may leave no test to count.
    for (const error of module.errors()) failures.push(`${module.relativeModuleId}: ${error.message}`);
    for (const test of module.children.allTests()) {
      const name = `${module.relativeModuleId} › ${test.fullName}`;
      const result = test.result();
      if (result.state === 'passed') passed += 1;
      else if (result.state === 'skipped') skipped.push({ name, reason: result.note ?? 'no reason given' });
      else failures.push(name);
    }
  }
  return { passed, failed: failures.length, skipped, failures };
}
