/**
 * What one exercise's page needs in the browser: written at build time as JSON beside the exercise's page,
 * fetched on the reader's first intent, parsed here at the boundary.
 */
import type { FileMap, Host, Need } from '#lab/model.ts';

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
  /** Position in the lab, from 1. */
  number: number;
  of: number;
  minutes: number;
  host: Host;
  entry: string;
  needs: readonly Need[];
  starter: FileMap;
  checkNames: readonly string[];
  links: ExerciseLinks;
}

/** The rest, which only a learner at work needs. */
export interface ExerciseData extends ExerciseFace {
  solution: FileMap;
  checks: string;
  /** HTML, one entry per stage. */
  hints: readonly string[];
  /** Check name → what usually goes wrong when it fails, one sentence each. */
  causes: Readonly<Record<string, readonly string[]>>;
}

const TEXTS = ['lab', 'id', 'title', 'labTitle', 'tag', 'host', 'entry', 'checks'] as const;
const RECORDS = ['starter', 'solution', 'links', 'causes'] as const;
const LISTS = ['needs', 'checkNames', 'hints'] as const;

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
