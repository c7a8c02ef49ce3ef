/** What a command of `npm run lab` is about: an exercise, and the files in the learner's place. */
import { exerciseOf, loadLab } from '#lab/catalogue.ts';
import type { Exercise, FileMap, ViewId } from '#lab/model.ts';
import { ROOT } from '../install.mjs';
import { UsageError } from '../usage.ts';
import { readLearnerFiles } from './learner-files.ts';

export interface Target {
  /** `<lab>/<exercise>`. */
  target: string | undefined;
  /** The learner's folder; without one the exercise's starter is taken. */
  dir: string | undefined;
}

export interface Loaded {
  exercise: Exercise;
  files: FileMap;
  /** What the lab draws its runs as. */
  view: ViewId | null;
}

/** @throws UsageError or LabProblems if there is no such exercise or folder, with what to do */
export async function loadTarget({ target, dir }: Target): Promise<Loaded> {
  const [labId, exerciseId] = splitTarget(target);
  const lab = await loadLab(labId, { root: ROOT });
  const exercise = exerciseOf(lab, exerciseId);
  const files = dir === undefined ? exercise.starter : await readLearnerFiles(exercise, dir);
  return { exercise, files, view: lab.view };
}

/** @throws UsageError unless `target` is `<lab>/<exercise>` */
export function splitTarget(target: string | undefined): [lab: string, exercise: string] {
  const [lab, exercise, ...more] = target?.split('/') ?? [];
  if (lab && exercise && more.length === 0) return [lab, exercise];
  const got = target === undefined ? 'nothing was given' : `“${target}” is none`;
  throw new UsageError(`Name an exercise as <lab>/<exercise>, for example event-loop/01-a-c-b: ${got}.`);
}
