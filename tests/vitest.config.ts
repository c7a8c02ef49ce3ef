import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** One project for each kind of test, so that `npm test` can run and time them apart. */
const project = (name: string, include: string[], exclude: string[] = []) => ({
  extends: true as const,
  test: { name, include, exclude },
});

export default defineConfig({
  root: here('..'),
  resolve: { alias: [{ find: /^fast-check$/, replacement: here('support/seeded-fast-check.ts') }] },
  test: {
    reporters: ['default', ...(process.env.REPORT_FILE ? ['./tests/support/vitest-report.ts'] : [])],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      project('unit', ['tests/unit/**/*.test.{ts,tsx}']),
      project('gates', ['tests/gates/**/*.test.ts'], ['tests/gates/built/**']),
      project('labs', ['tests/labs/**/*.test.ts']),
      project('content', ['tests/content/**/*.test.ts']),
      project('differential', ['tests/differential/**/*.test.ts']),
      project('contract', ['tests/contract/**/*.test.ts']),
      project('conformance', ['tests/conformance/**/*.test.ts']),
      project('engines', ['tests/engines/**/*.test.ts']),
      project('size', ['tests/gates/built/**/*.test.ts']),
    ],
  },
});
