/** Reads one exercise from its folder and checks that it is whole. Node only. */
import { join } from 'node:path';
import { readCheckNames } from './check-names.ts';
import { listFolders, readText, readTree } from './folder.ts';
import { readHints } from './hints.ts';
import type { Exercise, FileMap, WrongSolution } from './model.ts';
import type { Problem } from './problems.ts';
import type { ExerciseManifest } from './schema.ts';
import { nearest } from './suggest.ts';
import { verifiedOf, type VerifiedRecords } from './verified.ts';

/** Fewer leave the checks unproven. */
export const LEAST_WRONG_SOLUTIONS = 4;

/** In a scaffolded file: the author has not written this part yet. */
export const BLANK = 'FILL IN:';

/** Name of the file with the checks; it stands beside the learner's files when they run. */
const CHECKS = 'checks.test.js';

interface Place {
  /** Folder of the exercise on the disk. */
  path: string;
  /** The same as problems name it, from the project's root. */
  shown: string;
  lab: string;
  manifest: ExerciseManifest;
  /** Where the manifest is, and the exercise in it: `labs/x/lab.ts`, `exercises[0]`. */
  manifestFile: string;
  field: string;
  /** The lab kit; empty if the lab has none. */
  kit: FileMap;
  /** What was verified of the lab's exercises. */
  records: VerifiedRecords;
}

type Report = (problem: Problem) => void;

/** What can be read is read, and everything that is wrong is reported. */
export async function readExercise(place: Place, report: Report): Promise<Exercise> {
  const { path, shown, manifest, lab } = place;
  const starter = await readFiles(place, 'starter', report);
  const solution = await readFiles(place, 'solution', report);
  const checks = (await readText(join(path, CHECKS))) ?? '';
  const { names: checkNames, faults } = readCheckNames(checks);
  for (const message of faults) {
    report({
      file: `${shown}/${CHECKS}`,
      message: checks === '' ? 'is missing. Write the checks there.' : message,
    });
  }
  const hints = await readStages(place, report);
  await refuseBlanks(
    place,
    { 'checks.test.js': checks, ...prefixed('starter', starter), ...prefixed('solution', solution) },
    report,
  );
  nameKnownChecks(place, checkNames, report);
  const exercise = {
    lab,
    id: manifest.id,
    title: manifest.title,
    minutes: manifest.minutes,
    host: manifest.host,
    entry: manifest.entry,
    starter,
    solution,
    kit: place.kit,
    checks,
    checkNames,
    warmUps: manifest.warmUps,
    hints,
    wrong: await readWrong(place, solution, report),
  };
  return { ...exercise, verified: verifiedOf(exercise, place.records) };
}

async function readFiles(place: Place, folder: string, report: Report): Promise<FileMap> {
  const { path, shown, manifest, manifestFile, field } = place;
  const files = await readTree(join(path, folder), `${shown}/${folder}`, report);
  if (files === undefined) {
    report({ file: `${shown}/${folder}`, message: `is missing. Put the ${folder}'s files there.` });
    return {};
  }
  if (CHECKS in files) {
    report({ file: `${shown}/${folder}/${CHECKS}`, message: `is in the way of the checks. Rename it.` });
  }
  for (const file of Object.keys(place.kit).filter((name) => name in files)) {
    report({ file: `${shown}/${folder}/${file}`, message: 'is in the way of the lab kit. Rename it.' });
  }
  const { entry } = manifest;
  if (entry.startsWith('/') || entry.split(/[/\\]/).includes('..')) {
    const message = `${field}.entry: "${entry}" is outside the folder. Write a path inside ${folder}/.`;
    report({ file: manifestFile, message });
  } else if (!(entry in files)) {
    const known = Object.keys(files).join(', ');
    const message = `${field}.entry: there is no "${entry}" in ${folder}/, only ${known}. Write one of these, or add the file.`;
    report({ file: manifestFile, message });
  }
  return files;
}

async function readStages({ path, shown }: Place, report: Report): Promise<string[]> {
  const text = await readText(join(path, 'hints.md'));
  const hints = readHints(text ?? '');
  const file = `${shown}/hints.md`;
  const remedy = 'Write stages under “## ” headings: a question, a pointer, the key line.';
  if (text === undefined) report({ file, message: `is missing. ${remedy}` });
  else if (hints.length === 0) report({ file, message: `has no hint. ${remedy}` });
  hints.forEach((hint, index) => {
    if (hint === '')
      report({ file, message: `hint ${index + 1} is empty. Write it, or remove its heading.` });
  });
  return hints;
}

async function readWrong(place: Place, solution: FileMap, report: Report): Promise<WrongSolution[]> {
  const { path, shown, manifest, manifestFile, field } = place;
  const folders = await listFolders(join(path, 'wrong'));
  for (const name of folders.filter((folder) => !(folder in manifest.wrong))) {
    const example = `${field}.wrong: { '${name}': { caughtBy: '…', feedback: '…' } }`;
    report({
      file: `${shown}/wrong/${name}`,
      message: `has no caughtBy in ${manifestFile}. Add ${example}.`,
    });
  }
  const count = Object.keys(manifest.wrong).length;
  if (count < LEAST_WRONG_SOLUTIONS) {
    const message = `${field}.wrong: has ${count} wrong solutions, and needs at least ${LEAST_WRONG_SOLUTIONS}. Add mistakes that learners make.`;
    report({ file: manifestFile, message });
  }
  const wrong: WrongSolution[] = [];
  for (const [name, { caughtBy, feedback }] of Object.entries(manifest.wrong)) {
    const changed = await readTree(join(path, 'wrong', name), `${shown}/wrong/${name}`, report);
    if (changed === undefined) {
      const message = `is missing, though ${manifestFile} names it. Put the files there that differ from the solution.`;
      report({ file: `${shown}/wrong/${name}`, message });
    }
    await refuseBlanks(place, prefixed(`wrong/${name}`, changed ?? {}), report);
    wrong.push({ name, caughtBy, feedback, files: { ...solution, ...changed } });
  }
  return wrong;
}

/** `warmUps` and every `caughtBy` must name a check, or nothing would be verified. */
function nameKnownChecks(
  { manifest, manifestFile, field }: Place,
  checkNames: readonly string[],
  report: Report,
): void {
  const named = [
    ...manifest.warmUps.map((name, index) => ({ where: `warmUps[${index}]`, name })),
    ...Object.entries(manifest.wrong).map(([folder, { caughtBy }]) => ({
      where: `wrong['${folder}'].caughtBy`,
      name: caughtBy,
    })),
  ];
  for (const { where, name } of named) {
    if (checkNames.includes(name)) continue;
    const guess = nearest(name, checkNames) ?? checkNames[0];
    const remedy = guess === undefined ? '' : ` Write '${guess}', or add the check.`;
    const message = `${field}.${where}: there is no check named "${name}" in ${CHECKS}.${remedy}`;
    report({ file: manifestFile, message });
  }
}

async function refuseBlanks({ path, shown }: Place, files: FileMap, report: Report): Promise<void> {
  const prose: FileMap = 'checks.test.js' in files ? await readProse(path, shown, report) : {};
  for (const [file, text] of Object.entries({ ...prose, ...files })) {
    text.split('\n').forEach((line, index) => {
      if (!line.includes(BLANK)) return;
      const what = line
        .slice(line.indexOf(BLANK) + BLANK.length)
        .replace(/[^\p{L}\p{N}.)]+$/u, '')
        .trim();
      report({
        file: `${shown}/${file}`,
        message: `unfinished: line ${index + 1} has to be filled in: ${what}`,
      });
    });
  }
}

async function readProse(path: string, shown: string, report: Report): Promise<FileMap> {
  const task = await readText(join(path, 'task.mdx'));
  if (task === undefined || task.trim() === '') {
    report({
      file: `${shown}/task.mdx`,
      message: 'is missing. Say there what the problem is and what done looks like.',
    });
  }
  return { 'task.mdx': task ?? '', 'hints.md': (await readText(join(path, 'hints.md'))) ?? '' };
}

function prefixed(folder: string, files: FileMap): FileMap {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
