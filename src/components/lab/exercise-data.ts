/** Makes of the catalogue's exercises what the workbench shows and fetches. */
import type { Exercise, FileMap, Lab } from '#lab/model.ts';
import { exerciseKey, type ExerciseData, type ExerciseFace, type KnownMistake } from '#workbench/data.ts';
import { highlightFiles } from './highlight.ts';
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

/** Where a lab's free play stands among its exercises. No exercise has such an id: theirs begin with two digits. */
const PLAY = 'play';

/** `Lab 2.1`: the chapter's number, and the lab's place among the chapter's labs. */
export function labTag(labs: readonly Lab[], lab: Lab): string {
  const place = labs
    .filter((other) => other.chapter === lab.chapter)
    .findIndex((other) => other.id === lab.id);
  return `Lab ${String(lab.chapter)}.${String(place + 1)}`;
}

/** The lab's free play as an exercise: without a task, checks and hints. Null if it has none. */
export function playOf(lab: Lab): Exercise | null {
  const [first] = lab.play;
  if (!first) return null;
  const nothing = {
    solution: {},
    kit: {},
    checks: '',
    checkNames: [],
    warmUps: [],
    hints: [],
    wrong: [],
    verified: null,
  };
  return {
    lab: lab.id,
    id: PLAY,
    title: 'Free play',
    minutes: 0,
    host: first.host,
    entry: 'program.js',
    starter: { 'program.js': first.text },
    ...nothing,
  };
}

/** `Exercise 2 of 5`, or nothing more than its title for free play. */
export function placeName({ number, of }: Pick<ExerciseFace, 'number' | 'of'>): string {
  return number === 0 ? '' : `Exercise ${String(number)} of ${String(of)}`;
}

export function faceOf({ labs, lab, exercise, sitePath, chapter }: Placed): ExerciseFace {
  const isPlay = exercise.id === PLAY;
  const play = playOf(lab);
  const order = play === null ? lab.exercises : [...lab.exercises, play];
  const index = order.findIndex(({ id }) => id === exercise.id);
  const page = (other: Exercise | undefined) => (other ? sitePath(`labs/${exerciseKey(other)}/`) : null);
  return {
    lab: lab.id,
    id: exercise.id,
    title: exercise.title,
    labTitle: lab.title,
    tag: labTag(labs, lab),
    number: isPlay ? 0 : index + 1,
    of: lab.exercises.length,
    minutes: exercise.minutes,
    host: exercise.host,
    entry: exercise.entry,
    needs: lab.needs,
    view: lab.view,
    starter: toMendFirst(exercise),
    play: isPlay ? lab.play : [],
    checkNames: exercise.checkNames,
    links: {
      page: sitePath(`labs/${exerciseKey(exercise)}/`),
      data: sitePath(`labs/${exerciseKey(exercise)}/exercise.json`),
      chapter,
      previous: page(order[index - 1]),
      next: page(order[index + 1]),
    },
  };
}

/** The starter's files; those that the solution changes stand first, because the learner begins there. */
function toMendFirst({ starter, solution }: Exercise): FileMap {
  const names = Object.keys(starter);
  const changed = names.filter((name) => solution[name] !== starter[name]);
  const rest = names.filter((name) => !changed.includes(name));
  return Object.fromEntries([...changed, ...rest].map((name) => [name, starter[name] ?? '']));
}

/** @param task the exercise's task as Markdown */
export async function dataOf(placed: Placed, task: string): Promise<ExerciseData> {
  const { exercise } = placed;
  const face = faceOf(placed);
  return {
    ...face,
    listings: await highlightFiles(face.starter),
    solution: exercise.solution,
    kit: exercise.kit,
    checks: exercise.checks,
    task,
    hints: await Promise.all(exercise.hints.map(renderMarkdown)),
    causes: causesOf(exercise),
    known: knownMistakes(exercise),
  };
}

function causesOf(exercise: Exercise): Record<string, string[]> {
  const causes: Record<string, string[]> = {};
  for (const { caughtBy, feedback } of exercise.wrong) (causes[caughtBy] ??= []).push(feedback);
  return causes;
}

function knownMistakes({ checkNames, warmUps, wrong, verified }: Exercise): KnownMistake[] {
  if (verified === null) return [];
  const found = wrong.map(({ name, feedback }) => ({ feedback, shape: verified.wrong[name] ?? {} }));
  const setOf = (names: readonly string[]) => JSON.stringify(names.toSorted());
  const starter = setOf(checkNames.filter((name) => !warmUps.includes(name)));
  const sets = found.map(({ shape }) => setOf(Object.keys(shape)));
  return found.map((mistake, index) => {
    const own = sets[index];
    return { ...mistake, isDistinct: own !== starter && sets.filter((set) => set === own).length === 1 };
  });
}
