/** The stages of `npm test`, in order. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a stage runs: other tools, one after the other, or one of the two test runners. */
export type Work =
  | { kind: 'tools'; commands: readonly (readonly string[])[] }
  | { kind: 'vitest'; project: string }
  | { kind: 'playwright' }
  | { kind: 'browser' };

export interface Stage {
  /** For `--only`. */
  id: string;
  title: string;
  work: Work;
  /** Ids of stages without whose success this one cannot run. */
  needs: readonly string[];
  /** What only `npm test -- --full` tries in it. */
  onlyFull?: string;
}

/** The environment's word to the tests for a full run: see tests/support/full.ts. */
export const FULL_RUN = 'TEST_FULL';

/** Where the second build goes: the site as it stands under a path, as on GitHub Pages. */
export const UNDER_BASE = { out: 'node_modules/.cache/handbook/site-under-base', base: '/handbook/' };

/** Programs that tests run as they stand, faults included. */
const NOT_CORPUS = '!tests/**/corpus/**';

export const STAGES: readonly Stage[] = [
  { id: 'chromium', title: 'browser to test in', work: { kind: 'browser' }, needs: [] },
  {
    id: 'format',
    title: 'formatting',
    work: tools(['prettier', '--check', '--log-level', 'warn', '.', NOT_CORPUS]),
    needs: [],
  },
  {
    id: 'lint',
    title: 'lint, import directions',
    work: tools(['oxlint', '--deny-warnings', 'src', 'labs', 'tests', 'astro.config.mjs']),
    needs: [],
  },
  { id: 'types', title: 'types', work: tools(['astro', 'check'], ['tsc', '--noEmit', '-p', '.']), needs: [] },
  { id: 'dead-code', title: 'dead code', work: tools(['knip']), needs: [] },
  { id: 'unit', title: 'unit tests', work: { kind: 'vitest', project: 'unit' }, needs: [] },
  { id: 'gates', title: 'gates', work: { kind: 'vitest', project: 'gates' }, needs: [] },
  {
    id: 'labs',
    title: 'labs',
    work: { kind: 'vitest', project: 'labs' },
    needs: [],
    onlyFull:
      'where checks explore: three of four planted faults, and wrong solutions beyond the first three in the built-in runtime and on the WebContainer stand-in',
  },
  { id: 'content', title: 'content', work: { kind: 'vitest', project: 'content' }, needs: [] },
  {
    id: 'differential',
    title: 'order against real engines',
    work: { kind: 'vitest', project: 'differential' },
    needs: [],
  },
  { id: 'contract', title: 'runtime contract', work: { kind: 'vitest', project: 'contract' }, needs: [] },
  {
    id: 'conformance',
    title: 'brokers, simulated and real',
    work: { kind: 'vitest', project: 'conformance' },
    needs: [],
  },
  {
    id: 'build',
    title: 'build',
    work: {
      kind: 'tools',
      commands: [
        ['src/cli/build.ts', '--base', '/'],
        ['src/cli/build.ts', '--base', UNDER_BASE.base, '--out', UNDER_BASE.out],
      ],
    },
    needs: [],
  },
  {
    id: 'size',
    title: 'page weight, links, spelling',
    work: { kind: 'vitest', project: 'size' },
    needs: ['build'],
  },
  {
    id: 'engines',
    title: 'Firefox and WebKit',
    work: { kind: 'vitest', project: 'engines' },
    needs: ['build'],
    onlyFull: 'wrong solutions beyond the first of each exercise',
  },
  { id: 'browser', title: 'browser tests', work: { kind: 'playwright' }, needs: ['chromium', 'build'] },
];

/** @throws Error that lists the ids if one of `ids` is none */
export function selectStages(ids: readonly string[] | undefined): readonly Stage[] {
  if (!ids) return STAGES;
  const unknown = ids.find((id) => !STAGES.some((stage) => stage.id === id));
  if (unknown !== undefined) {
    throw new Error(
      `There is no stage “${unknown}”. The stages are: ${STAGES.map((stage) => stage.id).join(', ')}.`,
    );
  }
  return STAGES.filter((stage) => ids.includes(stage.id));
}

/**
 * A command whose first word is a package's program, or a file of this project.
 * @returns the arguments for Node
 */
export function resolveCommand([first = '', ...rest]: readonly string[], root: string): string[] {
  return [first.includes('/') ? join(root, first) : programOf(first, root), ...rest];
}

const PACKAGES: Record<string, string> = { tsc: 'typescript' };

/** The JavaScript file behind the program of a package: the same on every system, unlike node_modules/.bin. */
function programOf(name: string, root: string): string {
  const pack = PACKAGES[name] ?? name;
  const manifest = join(root, 'node_modules', pack, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[name];
  if (!file) throw new Error(`The package ${pack} has no program named ${name}.`);
  return join(dirname(manifest), file);
}

function tools(...commands: string[][]): Work {
  return { kind: 'tools', commands };
}
