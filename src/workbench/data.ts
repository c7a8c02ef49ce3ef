/**
 * What one exercise's page needs in the browser: written at build time as JSON beside the exercise's page,
 * fetched on the reader's first intent, parsed here at the boundary.
 */
import type { FileMap, Host, Need, PlayProgram, ViewId } from '#lab/model.ts';

/** Addresses, all with the site's base path. */
export interface ExerciseLinks {
  page: string;
  data: string;
  chapter: string;
  previous: string | null;
  next: string | null;
}

/** What the workbench shows before any intent: rendered into the page at build time. */
export interface ExerciseFace {
  lab: string;
  id: string;
  title: string;
  labTitle: string;
  /** For example `Lab 2.1`. */
  tag: string;
  /** Position in the lab, from 1; 0 for free play. */
  number: number;
  of: number;
  minutes: number;
  host: Host;
  entry: string;
  needs: readonly Need[];
  /** What draws a run; null if there is only output. */
  view: ViewId | null;
  starter: FileMap;
  /** Programs to begin with, where there is no task and no check; the starter is the first. */
  play: readonly PlayProgram[];
  checkNames: readonly string[];
  links: ExerciseLinks;
}

/** The rest, which only a learner at work needs. */
export interface ExerciseData extends ExerciseFace {
  solution: FileMap;
  /** Stands beside the learner's files whenever they run, and is not shown; empty for most labs. */
  kit: FileMap;
  checks: string;
  /** What is asked, as Markdown. */
  task: string;
  /** Path → highlighted lines of the starter, as HTML, where the page does not have them. */
  listings: Readonly<Record<string, string>>;
  /** HTML, one entry per stage. */
  hints: readonly string[];
  /** Check name → what usually goes wrong when it fails, one sentence each. */
  causes: Readonly<Record<string, readonly string[]>>;
  /** What wrong solutions look like to the checks; empty until the exercise has been verified. */
  known: readonly KnownMistake[];
}

/** The shape of one wrong solution's failure. */
export interface KnownMistake {
  feedback: string;
  /** Check that does not pass → fingerprint of what it reports. */
  shape: Readonly<Record<string, string>>;
  /** True if no other wrong solution, and not the starter, fails just these checks. */
  isDistinct: boolean;
}

const TEXTS = ['lab', 'id', 'title', 'labTitle', 'tag', 'host', 'entry', 'checks', 'task'] as const;
const RECORDS = ['starter', 'solution', 'kit', 'links', 'causes', 'listings'] as const;
const LISTS = ['needs', 'checkNames', 'hints', 'known'] as const;

/** Throws with the first field that is missing or of the wrong kind. */
export function parseExerciseData(value: unknown, source: string): ExerciseData {
  if (typeof value !== 'object' || value === null) throw new Error(`${source} holds no exercise.`);
  const fields = value as Record<string, unknown>;
  const isRecord = (field: unknown) => typeof field === 'object' && field !== null && !Array.isArray(field);
  const wrong =
    TEXTS.find((name) => typeof fields[name] !== 'string') ??
    RECORDS.find((name) => !isRecord(fields[name])) ??
    LISTS.find((name) => !Array.isArray(fields[name]));
  if (wrong !== undefined)
    throw new Error(`${source}: the field “${wrong}” is missing or of the wrong kind.`);
  return value as ExerciseData;
}

/** Identifies an exercise in storage keys and element ids. */
export function exerciseKey(exercise: Pick<ExerciseFace, 'lab' | 'id'>): string {
  return `${exercise.lab}/${exercise.id}`;
}
