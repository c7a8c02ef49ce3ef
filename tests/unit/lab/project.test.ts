/** The downloaded project is unpacked and tried as its reader does it: with npm, and with no registry to ask. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '#lab/catalogue.ts';
import type { Exercise, FileMap } from '#lab/model.ts';
import { projectFiles, type ProjectSource } from '#lab/project.ts';
import { zipProject } from '#workbench/project/zip.ts';
import { tempFolder } from '../../support/temp.ts';

const labs = await loadCatalogue();
// A lab that installs packages cannot do so without a network.
const exercises = labs.filter(({ needs }) => !needs.includes('npm')).flatMap((lab) => lab.exercises);

function sourceOf(exercise: Exercise, files: FileMap = exercise.starter): ProjectSource {
  return {
    ...exercise,
    files,
    labTitle: exercise.lab,
    task: 'Predict the order.',
    page: 'http://localhost/labs/',
  };
}

/** Unpacks the project and runs `npm test` in its folder. */
async function npmTest(source: ProjectSource): Promise<{ code: number; output: string; folder: string }> {
  const files = Object.entries(unzipSync(zipProject(source)));
  const { path } = tempFolder(Object.fromEntries(files.map(([name, bytes]) => [name, strFromU8(bytes)])));
  const folder = join(path, `${source.lab}-${source.id}`);
  const env = { ...process.env, npm_config_offline: 'true', NODE_TEST_CONTEXT: undefined, NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['test'],
      { cwd: folder, env, shell: process.platform === 'win32' },
      (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr, folder });
      },
    );
  });
}

/** Some run a thousand schedules, twice, in a Node that node:test makes slower. */
const TIMEOUT_MS = 60_000;

describe.each(exercises.map((exercise) => ({ name: `${exercise.lab}/${exercise.id}`, exercise })))(
  '$name',
  ({ exercise }) => {
    test(
      'npm test passes with the solution, and fails with an assertion on the starter',
      async () => {
        const solved = await npmTest(sourceOf(exercise, { ...exercise.starter, ...exercise.solution }));
        expect(solved).toMatchObject({ code: 0 });
        expect(solved.output).toMatch(new RegExp(`pass ${String(exercise.checkNames.length)}\\b`));
        const { code, output } = await npmTest(sourceOf(exercise));
        expect(code).toBe(1);
        expect(output).toContain('ERR_ASSERTION');
        expect(output).not.toMatch(/SyntaxError|ERR_MODULE_NOT_FOUND/);
      },
      TIMEOUT_MS,
    );
  },
);

describe('the archive', () => {
  const exercise = exercises.find(({ id }) => id === '01-a-c-b')!;

  test('holds the task and the checks, and the solution nowhere', async () => {
    const { folder } = await npmTest(sourceOf(exercise));
    expect(readdirSync(folder).sort()).toEqual([
      'README.md',
      'checks.test.js',
      'package.json',
      'predict.js',
      'program.js',
    ]);
    const { 'README.md': readme, ...rest } = projectFiles(sourceOf(exercise));
    expect(readme).toContain('Predict the order.');
    expect(readme).toContain('npm test');
    expect(readme).toContain(exercise.checkNames[0]);
    const texts = Object.values(rest);
    expect(texts).not.toContain(exercise.solution['predict.js']);
    expect(texts).toContain(exercise.checks);
  });

  test('has every file in one folder with a plain name', () => {
    const names = Object.keys(unzipSync(zipProject(sourceOf(exercise))));
    for (const name of names) expect(name).toMatch(/^event-loop-01-a-c-b\/[\w.-]+$/);
  });

  test('a package file of the exercise’s own is kept, and nothing takes the place of the checks', () => {
    const files = { ...exercise.starter, 'package.json': '{"type":"module"}', 'checks.test.js': 'mine' };
    expect(projectFiles(sourceOf(exercise, files))).toMatchObject({
      'package.json': '{"type":"module"}',
      'checks.test.js': exercise.checks,
    });
  });

  test.each([
    ['node-esm', 'module', { start: 'node program.js', test: 'node --test' }],
    ['node-cjs', undefined, { start: 'node program.js', test: 'node --test' }],
    ['browser', undefined, { test: 'node --test' }],
  ] as const)('is a package of the kind that the host %s wants', (host, type, scripts) => {
    const text = projectFiles(sourceOf({ ...exercise, host }))['package.json'] ?? '';
    const parsed = JSON.parse(text) as Record<string, unknown>;
    expect({ type: parsed['type'], scripts: parsed['scripts'] }).toEqual({ type, scripts });
  });
});
