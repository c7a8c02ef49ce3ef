/** The catalogue as pages and components use it: every exercise together with its place in the book. */
import { getCollection } from 'astro:content';
import { exerciseOf, loadCatalogue, loadLab } from '#lab/catalogue.ts';
import type { Exercise, Lab } from '#lab/model.ts';
import { sitePath } from '../shell/url.ts';
import { embeddedExercises } from './embedded-exercises.ts';
import { playOf, type Placed } from './exercise-data.ts';

let catalogue: Promise<readonly Lab[]> | undefined;

/** In the order of the book. While the author writes, each page sees the labs as they are then. */
export function listLabs(): Promise<readonly Lab[]> {
  if (import.meta.env.DEV) return loadCatalogue();
  return (catalogue ??= loadCatalogue());
}

/** Throws, and so fails the build, if there is no such lab or exercise. Without an id it is the lab's first one. */
export async function findExercise(labId: string, exerciseId?: string): Promise<Placed> {
  const labs = await listLabs();
  const lab = labs.find(({ id }) => id === labId) ?? (await loadLab(labId));
  const exercise = exerciseId === undefined ? lab.exercises[0] : exerciseOf(lab, exerciseId);
  if (!exercise) throw new Error(`labs/${labId} has no exercises.`);
  return { labs, lab, exercise, sitePath, chapter: await sectionOf(lab, exercise) };
}

/** The lab's free play with its place in the book. Throws, and so fails the build, if the lab has none. */
export async function findPlay(labId: string): Promise<Placed> {
  const placed = await findExercise(labId);
  const exercise = playOf(placed.lab);
  if (!exercise) throw new Error(`labs/${labId} has no programs for free play.`);
  return { ...placed, exercise };
}

/** For `getStaticPaths` of the pages of free play. */
export async function listPlays() {
  const labs = await listLabs();
  return labs.filter(({ play }) => play.length > 0).map(({ id }) => ({ params: { lab: id } }));
}

/** For `getStaticPaths` of the pages of an exercise. */
export async function listExercises() {
  const labs = await listLabs();
  return labs.flatMap((lab) => lab.exercises.map(({ id }) => ({ params: { lab: lab.id, exercise: id } })));
}

/** The place in the chapter where the exercise stands, or the lab's first one, or the chapter's top. */
async function sectionOf(lab: Lab, exercise: Exercise): Promise<string> {
  const entry = (await getCollection('docs')).find(({ data }) => data.chapter === lab.chapter);
  if (!entry) return sitePath('labs/');
  const embedded = embeddedExercises(entry.body ?? '').filter((found) => found.lab === lab.id);
  const nearest = embedded.find((found) => found.exercise === exercise.id) ?? embedded[0];
  const anchor = nearest ? `#lab-${lab.id}-${nearest.exercise ?? lab.exercises[0]?.id ?? ''}` : '';
  return `${sitePath(`${entry.id}/`)}${anchor}`;
}
