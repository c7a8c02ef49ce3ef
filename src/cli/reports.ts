/** What a run of tests came to, read from the runners' own reports. */

export interface Skipped {
  name: string;
  reason: string;
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: readonly Skipped[];
  /** Names of the failed tests. */
  failures: readonly string[];
}

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: [], failures: [] };

/** The part of Playwright's JSON report that we read. */
export interface PlaywrightReport {
  suites: readonly PlaywrightSuite[];
  /** Errors outside tests: a file that does not load, a server that does not start. */
  errors: readonly { message?: string }[];
}

interface PlaywrightSuite {
  title: string;
  suites?: readonly PlaywrightSuite[];
  specs: readonly {
    title: string;
    tests: readonly {
      status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      annotations: readonly { type: string; description?: string }[];
    }[];
  }[];
}

export function countPlaywright(report: PlaywrightReport): Counts {
  const counts = { passed: 0, failed: 0, skipped: [] as Skipped[], failures: [] as string[] };
  const visit = (suite: PlaywrightSuite, above: string): void => {
    const path = [above, suite.title].filter(Boolean).join(' › ');
    for (const spec of suite.specs) {
      const name = `${path} › ${spec.title}`;
      for (const test of spec.tests) {
        if (test.status === 'skipped') {
          const why = test.annotations.find((note) => note.type === 'skip' || note.type === 'fixme');
          counts.skipped.push({ name, reason: why?.description ?? 'no reason given' });
        } else if (test.status === 'expected') {
          counts.passed += 1;
        } else {
          // A flaky test is a failing one: it did fail.
          counts.failed += 1;
          counts.failures.push(name);
        }
      }
    }
    suite.suites?.forEach((inner) => visit(inner, path));
  };
  report.suites.forEach((suite) => visit(suite, ''));
  for (const error of report.errors) {
    counts.failed += 1;
    counts.failures.push(error.message?.split('\n')[0] ?? 'an error outside the tests');
  }
  return counts;
}

/** A report that says nothing of a failure which the exit code tells of must not count as success. */
export function reconcile(counts: Counts, exitCode: number | null): Counts {
  if (exitCode === 0) {
    return counts.passed + counts.failed + counts.skipped.length > 0
      ? counts
      : { ...counts, failed: 1, failures: ['no test was found'] };
  }
  if (counts.failed > 0) return counts;
  return { ...counts, failed: 1, failures: [`the runner ended with code ${exitCode}`] };
}
