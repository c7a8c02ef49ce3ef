import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProcess } from '#cli/run-process.ts';
import { projectCopy } from '../support/temp.ts';

const ENTRIES = [
  'src',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tests/vitest.config.ts',
  'tests/support',
];

async function npmTest(files: Readonly<Record<string, string>>, only: string, ...more: string[]) {
  const copy = projectCopy(ENTRIES);
  for (const [file, text] of Object.entries(files)) copy.write(file, text);
  const command = [join(copy.path, 'src/cli/test.ts'), '--only', only, ...more];
  const { code, output } = await runProcess(process.execPath, command, { cwd: copy.path });
  const lines = output.trimEnd().split('\n');
  return { code, output, lines, lastLine: lines.at(-1) };
}

const vitest = (body: string): string => `import { expect, test } from 'vitest';\n${body}\n`;

test('npm test fails for a failing test and for a file that does not load, and names the skipped with reason', async () => {
  const { code, lines, lastLine } = await npmTest(
    {
      'tests/unit/planted.test.ts': vitest(
        `test('holds', () => {});
         test('does not hold', () => expect(1).toBe(2));
         test('cannot run', (context) => context.skip('no network here'));`,
      ),
      'tests/content/planted.test.ts': "import '#trace/not-there.ts';\n",
      'tests/labs/planted.test.ts': vitest("test('holds too', () => {});"),
    },
    'unit,content,labs,contract',
  );
  expect(code).toBe(1);
  // The stage without a single test counts as failed.
  expect(lastLine).toBe('2 passed, 3 failed, 1 skipped');
  expect(lines).toContain('  unit tests: tests/unit/planted.test.ts › does not hold');
  expect(lines).toContain('  unit tests: tests/unit/planted.test.ts › cannot run (no network here)');
  expect(lines.some((line) => line.startsWith('  content: tests/content/planted.test.ts'))).toBe(true);
});

test('npm test says what it leaves to a full run, which leaves nothing', async () => {
  const planted = {
    'tests/labs/planted.test.ts': `import { FULL } from '../support/full.ts';\n${vitest("test('is full', () => expect(FULL).toBe(true));")}`,
  };
  const usual = await npmTest(planted, 'labs');
  expect(usual.lastLine).toBe('0 passed, 1 failed');
  expect(usual.lines).toContain('Left to npm test -- --full:');
  const full = await npmTest(planted, 'labs', '--full');
  expect(full.lastLine).toBe('1 passed, 0 failed');
  expect(full.output).not.toContain('Left to');
});

test('npm test fails for a test that is marked to run alone', async () => {
  const { code } = await npmTest(
    { 'tests/unit/planted.test.ts': vitest("test.only('alone', () => {});") },
    'unit',
  );
  expect(code).toBe(1);
});

test('npm test fails for a file that is not formatted', async () => {
  const { code, output } = await npmTest(
    { 'src/trace/planted.ts': 'export  const planted = "x"\n' },
    'format',
  );
  expect(code).toBe(1);
  expect(output).toContain('src/trace/planted.ts');
});

test('npm test passes, with a plain last line, when all is well', async () => {
  const { code, lastLine } = await npmTest(
    { 'tests/unit/planted.test.ts': vitest("test('holds', () => {});") },
    'unit',
  );
  expect([code, lastLine]).toEqual([0, '1 passed, 0 failed']);
});
