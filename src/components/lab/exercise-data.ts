/** Makes of the catalogue's exercises what the workbench shows and fetches. */
import type { Exercise, Lab } from '#lab/model.ts';
import { exerciseKey, type ExerciseData, type ExerciseFace } from '#workbench/data.ts';
import { renderMarkdown } from './markdown.ts';

/** Makes an address of a path in the site; adds the base path. */
type SitePath = (path: string) => string;

export interface Placed {
  labs: readonly Lab[];
  lab: Lab;
  exercise: Exercise;
  sitePath: SitePath;
  /** Address of the chapter that the lab belongs to. */
  chapter: string;
}

/** `Lab 2.1`: the chapter's number, and the lab's place among the chapter's labs. */
export function labTag(labs: readonly Lab[], lab: Lab): string {
  const place = labs
    .filter((other) => other.chapter === lab.chapter)
    .findIndex((other) => other.id === lab.id);
  return `Lab ${String(lab.chapter)}.${String(place + 1)}`;
}

export function faceOf({ labs, lab, exercise, sitePath, chapter }: Placed): ExerciseFace {
  const index = lab.exercises.indexOf(exercise);
  const page = (other: Exercise | undefined) => (other ? sitePath(`labs/${exerciseKey(other)}/`) : null);
  return {
    lab: lab.id,
    id: exercise.id,
    title: exercise.title,
    labTitle: lab.title,
    tag: labTag(labs, lab),
    number: index + 1,
    of: lab.exercises.length,
    minutes: exercise.minutes,
    host: exercise.host,
    entry: exercise.entry,
    needs: lab.needs,
    starter: exercise.starter,
    checkNames: exercise.checkNames,
    links: {
      page: sitePath(`labs/${exerciseKey(exercise)}/`),
      data: sitePath(`labs/${exerciseKey(exercise)}/exercise.json`),
      chapter,
      previous: page(lab.exercises[index - 1]),
      next: page(lab.exercises[index + 1]),
    },
  };
}

export async function dataOf(placed: Placed): Promise<ExerciseData> {
  const { exercise } = placed;
  return {
    ...faceOf(placed),
    solution: exercise.solution,
    checks: exercise.checks,
    hints: await Promise.all(exercise.hints.map(renderMarkdown)),
    causes: causesOf(exercise),
  };
}

function causesOf(exercise: Exercise): Record<string, string[]> {
  const causes: Record<string, string[]> = {};
  for (const { caughtBy, feedback } of exercise.wrong) (causes[caughtBy] ??= []).push(feedback);
  return causes;
}
