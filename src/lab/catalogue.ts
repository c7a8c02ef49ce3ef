/** Reads labs/ from the disk: for the build, the command line and the tests. Node only. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listFolders, readText } from './folder.ts';
import { readKit, readPackage } from './kit.ts';
import type { Exercise, FileMap, Lab } from './model.ts';
import { LabProblems, type Problem } from './problems.ts';
import { BLANK, readExercise } from './read-exercise.ts';
import { readPlay } from './read-play.ts';
import { LAB_ID, type LabManifest, manifestFaults, manifestSchema } from './schema.ts';
import { nearest } from './suggest.ts';
import { readVerified } from './verified.ts';

export interface CatalogueOptions {
  /** The folder that holds labs/. Default: the working directory, as modules move when the site is built. */
  root?: string;
}

export interface Catalogue {
  /** In the order of the book. A lab with problems is left out. */
  labs: readonly Lab[];
  problems: readonly Problem[];
}

/** @throws LabProblems with everything that is wrong in labs/ */
export async function loadCatalogue(options: CatalogueOptions = {}): Promise<readonly Lab[]> {
  const { labs, problems } = await readCatalogue(options);
  if (problems.length > 0) throw new LabProblems(problems);
  return labs;
}

/** As `loadCatalogue`, but labs that are whole can be used although another is not. */
export async function readCatalogue({ root = process.cwd() }: CatalogueOptions = {}): Promise<Catalogue> {
  const problems: Problem[] = [];
  const labs: Lab[] = [];
  for (const id of await listFolders(join(root, 'labs'))) {
    const found: Problem[] = [];
    const lab = await readLab(root, id, (problem) => found.push(problem));
    if (lab && found.length === 0) labs.push(lab);
    problems.push(...found);
  }
  labs.sort((a, b) => a.chapter - b.chapter || a.place - b.place);
  return { labs, problems };
}

/**
 * @throws LabProblems if the lab does not exist (with the id that was probably meant) or is not whole
 */
export async function loadLab(id: string, { root = process.cwd() }: CatalogueOptions = {}): Promise<Lab> {
  const known = await listFolders(join(root, 'labs'));
  if (!known.includes(id)) {
    throw new LabProblems([{ file: `labs/${id}`, message: `there is no such lab. ${offer(id, known)}` }]);
  }
  const problems: Problem[] = [];
  const lab = await readLab(root, id, (problem) => problems.push(problem));
  if (!lab || problems.length > 0) throw new LabProblems(problems);
  return lab;
}

/** @throws LabProblems if the lab has no such exercise, with the id that was probably meant */
export function exerciseOf(lab: Lab, id: string): Exercise {
  const exercise = lab.exercises.find((candidate) => candidate.id === id);
  if (exercise) return exercise;
  const known = lab.exercises.map((candidate) => candidate.id);
  throw new LabProblems([
    { file: `labs/${lab.id}/exercises/${id}`, message: `there is no such exercise. ${offer(id, known)}` },
  ]);
}

function offer(id: string, known: readonly string[]): string {
  const guess = nearest(id, known);
  const meant = guess === undefined ? '' : `Did you mean ${guess}? `;
  return `${meant}There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ') || 'none'}.`;
}

async function readLab(
  root: string,
  id: string,
  report: (problem: Problem) => void,
): Promise<Lab | undefined> {
  const shown = `labs/${id}`;
  const manifestFile = `${shown}/lab.ts`;
  if (!LAB_ID.test(id)) {
    report({ file: shown, message: 'a lab’s folder has lower-case words joined by hyphens. Rename it.' });
  }
  const manifest = await readManifest(join(root, manifestFile), manifestFile, report);
  if (!manifest) return undefined;
  const folders = await listFolders(join(root, shown, 'exercises'));
  const ids = manifest.exercises.map((exercise) => exercise.id);
  for (const folder of folders.filter((name) => !ids.includes(name))) {
    const message = `is not in ${manifestFile}. Add { id: '${folder}', … } to its exercises.`;
    report({ file: `${shown}/exercises/${folder}`, message });
  }
  const labs = await listFolders(join(root, 'labs'));
  for (const [index, before] of manifest.after.entries()) {
    if (before !== id && labs.includes(before)) continue;
    const message = `after[${index}]: there is no such lab before this one. ${offer(before, labs)}`;
    report({ file: manifestFile, message });
  }
  const records = await readVerified(join(root, shown));
  const packages = await Promise.all(manifest.packages.map(readPackage));
  const kit: FileMap = Object.assign({}, manifest.kit ? await readKit() : {}, ...packages);
  const exercises: Exercise[] = [];
  for (const [index, exercise] of manifest.exercises.entries()) {
    const field = `exercises[${index}]`;
    if (ids.indexOf(exercise.id) < index) {
      report({ file: manifestFile, message: `${field}.id: "${exercise.id}" is there twice. Remove one.` });
    }
    if (!folders.includes(exercise.id)) {
      const known = offer(exercise.id, folders);
      report({
        file: manifestFile,
        message: `${field}.id: there is no folder exercises/${exercise.id}. ${known}`,
      });
      continue;
    }
    const path = join(root, shown, 'exercises', exercise.id);
    const place = {
      path,
      shown: `${shown}/exercises/${exercise.id}`,
      lab: id,
      manifest: exercise,
      manifestFile,
      field,
      kit,
      records,
    };
    exercises.push(await readExercise(place, report));
  }
  const { chapter, place, title, summary, after, needs, view } = manifest;
  const play = await readPlay(
    { path: join(root, shown, 'play'), shown: `${shown}/play`, manifest, manifestFile },
    report,
  );
  return { id, chapter, place, title, summary, after, needs, view, play, exercises };
}

async function readManifest(
  path: string,
  file: string,
  report: (problem: Problem) => void,
): Promise<LabManifest | undefined> {
  const text = await readText(path);
  if (text === undefined) {
    report({ file, message: 'is missing. Write: export default defineLab({ … });' });
    return undefined;
  }
  if (text.includes(BLANK)) {
    report({ file, message: `unfinished: replace what is marked “${BLANK}”.` });
  }
  try {
    // The time makes a module of each version of the file, for the live server.
    const { mtimeMs } = await stat(path);
    const loaded = (await import(/* @vite-ignore */ `${pathToFileURL(path).href}?v=${mtimeMs}`)) as {
      default: unknown;
    };
    const faults = manifestFaults(loaded.default);
    for (const message of faults) report({ file, message });
    return faults.length > 0 ? undefined : manifestSchema.parse(loaded.default);
  } catch (error) {
    report({ file, message: `cannot be loaded: ${error instanceof Error ? error.message : String(error)}` });
    return undefined;
  }
}
