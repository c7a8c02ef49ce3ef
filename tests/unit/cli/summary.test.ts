import { describe, expect, test } from 'vitest';
import { countPlaywright, NOTHING, reconcile } from '#cli/reports.ts';
import { duration, summarise, type StageResult } from '#cli/summary.ts';

const stage = (title: string, parts: Partial<StageResult> = {}): StageResult => ({
  ...NOTHING,
  title,
  notRun: '',
  left: '',
  ms: 1000,
  ...parts,
});

describe('the summary', () => {
  test('sums all stages in its last line', () => {
    const { lines, green } = summarise([stage('types', { passed: 2 }), stage('unit tests', { passed: 40 })]);
    expect(lines.at(-1)).toBe('42 passed, 0 failed');
    expect(green).toBe(true);
  });

  test('names what failed and what was skipped, with the reason', () => {
    const skipped = [{ name: 'real service', reason: 'no network' }];
    const { lines, green } = summarise([
      stage('unit tests', { passed: 3, failed: 1, failures: ['adds up'], skipped }),
      stage('build', { passed: 1 }),
    ]);
    expect(lines.at(-1)).toBe('4 passed, 1 failed, 1 skipped');
    expect(lines).toContain('  unit tests: adds up');
    expect(lines).toContain('  unit tests: real service (no network)');
    expect(lines.find((line) => line.startsWith('unit tests'))).toContain('FAILED');
    expect(green).toBe(false);
  });

  test('says what it left to a full run', () => {
    const left = 'most wrong solutions';
    const { lines, green } = summarise([stage('labs', { passed: 1, left }), stage('unit', { passed: 1 })]);
    expect(lines.slice(-5)).toEqual([
      '',
      'Left to npm test -- --full:',
      `  labs: ${left}`,
      '',
      '2 passed, 0 failed',
    ]);
    expect(green).toBe(true);
  });

  test('is not green when a stage did not run', () => {
    const { lines, green } = summarise([stage('browser tests', { notRun: 'no browser' })]);
    expect(lines).toContain('  browser tests: no browser');
    expect(green).toBe(false);
  });

  test('skipped tests alone do not make it red', () => {
    expect(summarise([stage('a', { passed: 1, skipped: [{ name: 'b', reason: 'c' }] })]).green).toBe(true);
  });

  test.each([
    [3400, '3.4 s'],
    [125_000, '2 min 05 s'],
  ])('writes %i ms as %s', (ms, text) => expect(duration(ms)).toBe(text));
});

describe('a report of Playwright', () => {
  const outcome = (
    title: string,
    status: 'expected' | 'unexpected' | 'flaky' | 'skipped',
    description?: string,
  ) => ({
    title,
    tests: [{ status, annotations: description ? [{ type: 'skip', description }] : [] }],
  });

  test('counts nested suites; a flaky test failed; errors outside tests count', () => {
    const inner = { title: 'inner', specs: [outcome('b', 'flaky'), outcome('c', 'skipped', 'no touch')] };
    const counts = countPlaywright({
      suites: [
        {
          title: 'a.spec.ts',
          specs: [outcome('a', 'expected'), outcome('d', 'unexpected')],
          suites: [inner],
        },
      ],
      errors: [{ message: 'the server did not start\nat …' }],
    });
    expect(counts).toEqual({
      passed: 1,
      failed: 3,
      skipped: [{ name: 'a.spec.ts › inner › c', reason: 'no touch' }],
      failures: ['a.spec.ts › d', 'a.spec.ts › inner › b', 'the server did not start'],
    });
  });
});

describe('a report and an exit code that disagree', () => {
  test('a runner that ended badly failed, whatever it reports', () => {
    expect(reconcile({ ...NOTHING, passed: 5 }, 1)).toMatchObject({ passed: 5, failed: 1 });
    expect(reconcile({ ...NOTHING, passed: 5 }, null)).toMatchObject({ failed: 1 });
    expect(reconcile({ ...NOTHING, failed: 2, failures: ['a', 'b'] }, 1).failed).toBe(2);
  });

  test('a run without a test failed', () => {
    expect(reconcile(NOTHING, 0)).toMatchObject({ failed: 1, failures: ['no test was found'] });
  });
});
