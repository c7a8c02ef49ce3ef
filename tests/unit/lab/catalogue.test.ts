import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exerciseOf, loadCatalogue, loadLab, readCatalogue } from '#lab/catalogue.ts';
import { EXERCISE, plantLab, type PlantedManifest } from './planted-lab.ts';

const MANIFEST = 'labs/tiny/lab.ts';

/** What the catalogue says of a lab with a planted fault. */
async function problemsOf(...planted: Parameters<typeof plantLab>): Promise<string> {
  const { path } = plantLab(...planted);
  return loadCatalogue({ root: path }).then(
    () => 'no problem',
    (error: Error) => error.message,
  );
}

const first = (lab: PlantedManifest) => lab.exercises[0]!;

describe('a lab that is whole', () => {
  test('is read with its files, checks, hints and wrong solutions', async () => {
    const { path } = plantLab();
    const exercise = exerciseOf(await loadLab('tiny', { root: path }), '01-add');
    expect(exercise).toMatchObject({
      lab: 'tiny',
      checkNames: ['adds'],
      hints: ['What is a sum?'],
      starter: { 'add.js': 'export const add = (a, b) => 0;\n' },
    });
    expect(exercise.wrong.map(({ name, files }) => [name, files['add.js']])).toContainEqual([
      'minus',
      'export const add = (a, b) => a - b;\n',
    ]);
  });

  test('lends its solution’s files to a wrong solution that holds only what differs', async () => {
    const { path } = plantLab(undefined, {
      'starter/help.js': '// help\n',
      'solution/help.js': '// help\n',
    });
    const exercise = exerciseOf(await loadLab('tiny', { root: path }), '01-add');
    expect(Object.keys(exercise.wrong[0]!.files).sort()).toEqual(['add.js', 'help.js']);
  });

  test('has the lab kit beside its files if it asks for it, and no file in the kit’s way', async () => {
    const { path } = plantLab((lab) => (lab.kit = true));
    const { kit } = exerciseOf(await loadLab('tiny', { root: path }), '01-add');
    expect(Object.keys(kit)).toEqual(['kit.js', 'kit.d.ts']);
    const inTheWay = await problemsOf((lab) => (lab.kit = true), { 'solution/kit.js': '// mine\n' });
    expect(inTheWay).toContain('solution/kit.js: is in the way of the lab kit. Rename it.');
    const without = exerciseOf(await loadLab('tiny', { root: plantLab().path }), '01-add');
    expect(without.kit).toEqual({});
  });

  test('names the labs that come before it, and no other', async () => {
    const problems = await problemsOf((lab) => Object.assign(lab, { after: ['tinny'] }));
    expect(problems).toContain('after[0]: there is no such lab before this one. Did you mean tiny?');
    expect(await problemsOf((lab) => Object.assign(lab, { after: ['tiny'] }))).toContain('after[0]');
  });

  test('has its place among the labs of its chapter', async () => {
    const folder = plantLab((lab) => Object.assign(lab, { place: 2 }));
    cpSync(join(plantLab().path, 'labs/tiny'), join(folder.path, 'labs/zebra'), { recursive: true });
    const labs = await loadCatalogue({ root: folder.path });
    expect(labs.map(({ id }) => id)).toEqual(['zebra', 'tiny']);
  });

  test('can be used although another lab is broken', async () => {
    const folder = plantLab();
    folder.write('labs/broken/lab.ts', 'export default {};\n');
    const { labs, problems } = await readCatalogue({ root: folder.path });
    expect(labs.map(({ id }) => id)).toEqual(['tiny']);
    expect(problems.every(({ file }) => file === 'labs/broken/lab.ts')).toBe(true);
  });

  test('is read anew when its manifest has changed', async () => {
    const folder = plantLab();
    await loadLab('tiny', { root: folder.path });
    const lab = plantLab((changed) => (changed.title = 'Changed')).path;
    expect((await loadLab('tiny', { root: lab })).title).toBe('Changed');
  });
});

describe('every fault is named with its file, its field and its remedy', () => {
  test.each<[fault: string, message: string, ...planted: Parameters<typeof plantLab>]>([
    [
      'an unknown host',
      `${MANIFEST}: exercises[0].host: expected one of node-esm, node-cjs, browser, got "nod". Write host: 'node-esm'.`,
      (lab) => (first(lab).host = 'nod'),
    ],
    [
      'minutes that are no number',
      `${MANIFEST}: exercises[0].minutes: expected a value of type number, got "ten". Write minutes: 10.`,
      (lab) => Object.assign(first(lab), { minutes: 'ten' }),
    ],
    [
      'a missing title',
      `${MANIFEST}: title: expected a value of type string, got nothing. Write title: 'The event loop'.`,
      (lab) => Reflect.deleteProperty(lab, 'title'),
    ],
    [
      'a misspelt field',
      `${MANIFEST}: exercises[0]: has no field warmups. Remove it, or correct its spelling.`,
      (lab) => Object.assign(first(lab), { warmups: [] }),
    ],
    [
      'a chapter that is not in the book',
      `${MANIFEST}: chapter: expected at most 10, got 11. Write chapter: 2.`,
      (lab) => (lab.chapter = 11),
    ],
    [
      'an exercise without a folder',
      `${MANIFEST}: exercises[1].id: there is no folder exercises/02-ad. Did you mean 01-add? There is: 01-add.`,
      (lab) => lab.exercises.push({ ...first(lab), id: '02-ad' }),
    ],
    [
      'the same exercise twice',
      `${MANIFEST}: exercises[1].id: "01-add" is there twice. Remove one.`,
      (lab) => lab.exercises.push(first(lab)),
    ],
    [
      'a missing solution',
      `${EXERCISE}/solution: is missing. Put the solution's files there.`,
      undefined,
      { 'solution/add.js': null },
    ],
    [
      'a missing starter',
      `${EXERCISE}/starter: is missing. Put the starter's files there.`,
      undefined,
      { 'starter/add.js': null },
    ],
    [
      'a wrong solution without caughtBy',
      `${EXERCISE}/wrong/zero: has no caughtBy in ${MANIFEST}. Add exercises[0].wrong: { 'zero': { caughtBy: '…', feedback: '…' } }.`,
      undefined,
      { 'wrong/zero/add.js': 'export const add = () => 0;\n' },
    ],
    [
      'a wrong solution without files',
      `${EXERCISE}/wrong/minus: is missing, though ${MANIFEST} names it. Put the files there that differ from the solution.`,
      undefined,
      { 'wrong/minus/add.js': null },
    ],
    [
      'a caughtBy that names no check',
      `${MANIFEST}: exercises[0].wrong['minus'].caughtBy: there is no check named "ads" in checks.test.js. Write 'adds', or add the check.`,
      (lab) => (first(lab).wrong['minus']!.caughtBy = 'ads'),
    ],
    [
      'a warm-up that names no check',
      `${MANIFEST}: exercises[0].warmUps[0]: there is no check named "add" in checks.test.js. Write 'adds', or add the check.`,
      (lab) => first(lab).warmUps.push('add'),
    ],
    [
      'fewer than four wrong solutions',
      `${MANIFEST}: exercises[0].wrong: has 3 wrong solutions, and needs at least 4. Add mistakes that learners make.`,
      (lab) => Reflect.deleteProperty(first(lab).wrong, 'minus'),
      { 'wrong/minus/add.js': null },
    ],
    [
      'no hints',
      `${EXERCISE}/hints.md: has no hint. Write stages under “## ” headings: a question, a pointer, the key line.`,
      undefined,
      { 'hints.md': 'Think.\n' },
    ],
    [
      'an empty hint',
      `${EXERCISE}/hints.md: hint 2 is empty. Write it, or remove its heading.`,
      undefined,
      { 'hints.md': '## A question\n\nWhat?\n\n## A pointer\n' },
    ],
    [
      'a missing task',
      `${EXERCISE}/task.mdx: is missing. Say there what the problem is and what done looks like.`,
      undefined,
      { 'task.mdx': null },
    ],
    [
      'no checks',
      `${EXERCISE}/checks.test.js: is missing. Write the checks there.`,
      undefined,
      { 'checks.test.js': null },
    ],
    [
      'two checks of one name',
      `${EXERCISE}/checks.test.js: line 2: there are two checks named “adds”. Give each a name of its own.`,
      undefined,
      { 'checks.test.js': `test('adds', () => {});\ntest('adds', () => {});\n` },
    ],
    [
      'an entry that is not there',
      `${MANIFEST}: exercises[0].entry: there is no "main.js" in starter/, only add.js. Write one of these, or add the file.`,
      (lab) => (first(lab).entry = 'main.js'),
    ],
    [
      'an entry outside the folder',
      `${MANIFEST}: exercises[0].entry: "../add.js" is outside the folder. Write a path inside starter/.`,
      (lab) => (first(lab).entry = '../add.js'),
    ],
    [
      'a blank of the scaffold',
      `${EXERCISE}/task.mdx: unfinished: line 1 has to be filled in: what the problem is.`,
      undefined,
      { 'task.mdx': 'FILL IN: what the problem is.\n' },
    ],
  ])('%s', async (_fault, message, ...planted) => {
    expect((await problemsOf(...planted)).split('\n')).toContain(message);
  });

  test('a lab without a manifest', async () => {
    const folder = plantLab();
    folder.write('labs/empty/notes.txt', '');
    const { problems } = await readCatalogue({ root: folder.path });
    expect(problems).toEqual([
      { file: 'labs/empty/lab.ts', message: 'is missing. Write: export default defineLab({ … });' },
    ]);
  });

  test('a manifest that does not load', async () => {
    const folder = plantLab();
    folder.write(MANIFEST, 'export default {');
    const { problems } = await readCatalogue({ root: folder.path });
    expect(problems[0]?.file).toBe(MANIFEST);
    expect(problems[0]?.message).toMatch(/^cannot be loaded: /);
  });

  test('a folder that the manifest does not name', async () => {
    const folder = plantLab();
    folder.write('labs/tiny/exercises/02-more/task.mdx', 'More.\n');
    const { problems } = await readCatalogue({ root: folder.path });
    expect(problems).toContainEqual({
      file: 'labs/tiny/exercises/02-more',
      message: `is not in ${MANIFEST}. Add { id: '02-more', … } to its exercises.`,
    });
  });

  test('a link that may lead out of the folder', async () => {
    const folder = plantLab();
    symlinkSync(join(folder.path, MANIFEST), join(folder.path, EXERCISE, 'solution/secret.js'));
    const { problems } = await readCatalogue({ root: folder.path });
    expect(problems).toContainEqual({
      file: `${EXERCISE}/solution/secret.js`,
      message: 'is a link, which may lead out of the folder. Put the file itself there.',
    });
  });

  test('all faults are named, not only the first', async () => {
    const message = await problemsOf((lab) => (first(lab).wrong['minus']!.caughtBy = 'ads'), {
      'hints.md': '',
      'solution/add.js': null,
    });
    expect(message.split('\n')).toHaveLength(3);
  });
});

describe('an id that does not exist', () => {
  test('of a lab: the one that was probably meant is offered', async () => {
    const { path } = plantLab();
    await expect(loadLab('tinny', { root: path })).rejects.toThrow(
      'labs/tinny: there is no such lab. Did you mean tiny? There is: tiny.',
    );
  });

  test('of an exercise: those that exist are named', async () => {
    const lab = await loadLab('tiny', { root: plantLab().path });
    expect(() => exerciseOf(lab, 'xyz')).toThrow('There is: 01-add.');
  });
});
