import { describe, expect, test } from 'vitest';
import { lint } from './oxlint.ts';

const RESTRICTED = 'eslint(no-restricted-imports)';

/** One forbidden import for each arrow that must not exist: where it is planted, and what it imports. */
const FORBIDDEN: readonly [file: string, specifier: string][] = [
  ['src/trace/planted.ts', '#sim/clock.ts'],
  ['src/trace/planted.ts', 'node:fs'],
  ['src/trace/planted.ts', 'preact'],
  ['src/sim/planted.ts', '#lab/model.ts'],
  ['src/sim/planted.ts', 'node:events'],
  ['src/sim/planted.ts', 'zod'],
  ['src/sim/planted.ts', '../trace/cursor.ts'],
  ['src/sim/deep/planted.ts', '../../trace/cursor.ts'],
  ['src/kit/planted.ts', '#lab/model.ts'],
  ['src/kit/planted.ts', 'node:v8'],
  ['src/systems/planted.ts', '#views/view.ts'],
  ['src/systems/planted.ts', 'node:fs'],
  ['src/sim/planted.ts', '#systems/systems.ts'],
  ['src/brokers/planted.ts', '#runtime/runtime.ts'],
  ['src/sim/planted.ts', '#brokers/sqlite-event-store/open.ts'],
  ['src/sim/event-store/planted.ts', 'node:sqlite'],
  ['src/views/planted.tsx', '#brokers/sqlite-event-store/open.ts'],
  ['src/workbench/planted.ts', '#brokers/sqlite-event-store/open.ts'],
  ['src/lab/planted.ts', '#runtime/runtime.ts'],
  ['src/offline/planted.ts', '#runtime/isolation.ts'],
  ['src/runtime/planted.ts', '#workbench/model.ts'],
  ['src/runtime/embedded/planted.ts', '@webcontainer/api'],
  ['src/editor/planted.ts', '#runtime/runtime.ts'],
  ['src/editor/plain/planted.ts', 'monaco-editor/editor'],
  ['src/editor/plain/planted.ts', 'node:path'],
  ['src/views/planted.tsx', '#runtime/runtime.ts'],
  ['src/views/planted.tsx', 'node:fs'],
  ['src/workbench/planted.ts', '#components/Lab.astro'],
  ['src/workbench/planted.ts', 'monaco-editor'],
  ['src/workbench/planted.ts', 'node:path'],
  ['src/workbench/planted.ts', '@webcontainer/api'],
  ['src/workshop/planted.ts', '#workbench/model.ts'],
  ['src/workshop/planted.ts', '#server/room.ts'],
  ['src/workshop/planted.ts', '#brokers/sqlite-event-store/open.ts'],
  ['src/workshop/planted.ts', 'node:crypto'],
  ['src/server/planted.ts', '#runtime/runtime.ts'],
  ['src/server/planted.ts', '#cli/site.ts'],
  ['src/cli/planted.ts', '#workbench/model.ts'],
  ['src/book/planted.ts', '#components/Lab.astro'],
  ['src/components/Planted.astro', '#layouts/Page.astro'],
  ['src/components/planted.ts', '../workbench/model.ts'],
  ['src/layouts/Planted.astro', '#workbench/model.ts'],
  ['src/pages/planted.astro', '#runtime/runtime.ts'],
  ['src/pages/planted.astro', 'monaco-editor'],
  ['labs/planted/lab.ts', '#runtime/runtime.ts'],
  ['labs/planted/lab.ts', '../../src/sim/clock.ts'],
  ['labs/planted/exercises/01-a/starter/planted.js', 'preact'],
  ['tests/unit/planted.test.ts', 'monaco-editor'],
];

/** The arrows of the architecture: a gate that forbids everything would bite as well. */
const ALLOWED: readonly [file: string, specifier: string][] = [
  ['src/sim/planted.ts', '#trace/cursor.ts'],
  ['src/sim/planted.ts', './clock.ts'],
  ['src/sim/deep/planted.ts', '../clock.ts'],
  ['src/kit/planted.ts', '#sim/clock.ts'],
  ['src/systems/planted.ts', '#kit/kit.ts'],
  ['src/components/planted.ts', '#systems/systems.ts'],
  ['src/components/planted.ts', '#offline/copy.ts'],
  ['src/brokers/planted.ts', '#sim/broker.ts'],
  ['src/brokers/planted.ts', 'node:sqlite'],
  ['src/lab/planted.ts', 'zod'],
  ['src/runtime/planted.ts', '#lab/model.ts'],
  ['src/runtime/planted.ts', '#offline/register.ts'],
  ['src/runtime/planted.ts', '#trace/cursor.ts'],
  ['src/runtime/webcontainer/planted.ts', '@webcontainer/api'],
  ['src/editor/monaco/planted.ts', 'monaco-editor/editor'],
  ['src/views/planted.tsx', '#trace/cursor.ts'],
  ['src/views/planted.tsx', 'preact/hooks'],
  ['src/workbench/planted.ts', '#views/event-loop/view.tsx'],
  ['src/workbench/planted.ts', '#runtime/select.ts'],
  ['src/workshop/planted.ts', '#sim/event-store/decider.ts'],
  ['src/server/planted.ts', '#workshop/protocol.ts'],
  ['src/server/planted.ts', '#brokers/sqlite-event-store/open.ts'],
  ['src/server/planted.ts', 'node:http'],
  ['src/cli/planted.ts', '#server/start.ts'],
  ['src/cli/planted.ts', '#runtime/node/runtime.ts'],
  ['src/cli/planted.ts', 'node:fs'],
  ['src/components/Planted.astro', '#lab/catalogue.ts'],
  ['src/components/planted.ts', '#workshop/client/api.ts'],
  ['src/layouts/Planted.astro', '#components/Note.astro'],
  ['src/pages/planted.astro', '#workbench/start.ts'],
  ['src/workbench/integration.ts', 'node:path'],
  ['src/pages/planted.astro', '#layouts/Page.astro'],
  ['labs/planted/lab.ts', '#lab/define.ts'],
  ['labs/planted/exercises/01-a/checks.test.js', 'node:test'],
  ['labs/planted/exercises/01-a/checks.test.js', './predict.js'],
];

const importing = (file: string, specifier: string): string => {
  const statement = `import { planted } from '${specifier}';\nconsole.log(planted);\n`;
  return file.endsWith('.astro') ? `---\n${statement}---\n<p>Planted</p>\n` : statement;
};

describe('import directions', () => {
  test.each(FORBIDDEN)('%s must not import %s', async (file, specifier) => {
    const findings = await lint({ [file]: importing(file, specifier) });
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: RESTRICTED, help: expect.stringMatching(/\S/) }),
    );
  });

  test.each(ALLOWED)('%s may import %s', async (file, specifier) => {
    const findings = await lint({ [file]: importing(file, specifier) });
    expect(findings.filter((finding) => finding.rule === RESTRICTED)).toEqual([]);
  });

  test('types, re-exports, lazy imports and the scripts of a page count as imports', async () => {
    const findings = await lint({
      'src/sim/types.ts':
        "import type { Lab } from '#lab/model.ts';\nexport const lab: Lab | undefined = undefined;\n",
      'src/sim/re-export.ts': "export { defineLab } from '#lab/model.ts';\n",
      'src/sim/lazy.ts': "export const load = () => import('#lab/model.ts');\n",
      'src/pages/script.astro': "<script>import { run } from '#runtime/runtime.ts'; run();</script>\n",
    });
    const files = findings.filter((finding) => finding.rule === RESTRICTED).map((finding) => finding.file);
    expect(files.toSorted()).toEqual([
      'src/pages/script.astro',
      'src/sim/lazy.ts',
      'src/sim/re-export.ts',
      'src/sim/types.ts',
    ]);
  });

  test('a cycle is found, within a module and by way of package.json imports', async () => {
    const findings = await lint({
      'src/runtime/a.ts': "import { b } from './b.ts';\nexport const a = (): unknown => b;\n",
      'src/runtime/b.ts': "import { a } from './a.ts';\nexport const b = (): unknown => a;\n",
      'src/workbench/c.ts': "import { d } from '#views/d.ts';\nexport const c = (): unknown => d;\n",
      'src/views/d.ts': "import { c } from '#workbench/c.ts';\nexport const d = (): unknown => c;\n",
    });
    const files = findings
      .filter((finding) => finding.rule === 'import(no-cycle)')
      .map((finding) => finding.file);
    expect(files.toSorted()).toEqual([
      'src/runtime/a.ts',
      'src/runtime/b.ts',
      'src/views/d.ts',
      'src/workbench/c.ts',
    ]);
  });
});
