import { expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { runProcess } from '#cli/run-process.ts';
import { resolveCommand } from '#cli/stages.ts';
import { projectCopy } from '../support/temp.ts';

const ENTRIES = ['src', 'labs', 'content', 'tests', 'package.json', 'tsconfig.json', 'astro.config.mjs'];

test('an export that nobody uses, a file that nobody imports and a package that nobody needs are found', async () => {
  const copy = projectCopy(ENTRIES);
  copy.write('src/trace/planted-file.ts', 'export const unused = 1;\n');
  copy.write('src/trace/planted-export.ts', 'export const used = 1;\nexport const plantedExport = 2;\n');
  copy.write(
    'tests/unit/planted.test.ts',
    "import { used } from '#trace/planted-export.ts';\nimport 'planted-package';\nconsole.log(used);\n",
  );
  const { code, output } = await runProcess(process.execPath, resolveCommand(['knip'], ROOT), {
    cwd: copy.path,
  });
  expect(code).toBe(1);
  expect(output).toContain('planted-file.ts');
  expect(output).toMatch(/plantedExport\b.*planted-export\.ts/);
  expect(output).toContain('planted-package');
  expect(output).not.toMatch(/^used\b/m);
});
