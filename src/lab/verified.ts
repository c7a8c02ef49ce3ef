/**
 * What `npm run lab -- verify` found out, kept as `verified.json` beside the lab: how many planted faults the checks
 * notice, and what each wrong solution looks like to them. A record holds only for the very files it was made from.
 * Node only.
 */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readText } from './folder.ts';
import type { Exercise, Verified } from './model.ts';

const FILE = 'verified.json';

const recordSchema = z.strictObject({
  /** Hash of everything that the findings depend on. */
  content: z.string(),
  date: z.string(),
  faults: z.strictObject({ noticed: z.int().min(0), planted: z.int().min(0) }),
  checkMs: z.int().min(0).nullable().default(null),
  wrong: z.record(z.string(), z.record(z.string(), z.string())),
});

const fileSchema = z.strictObject({
  /** What makes this file. */
  command: z.string(),
  exercises: z.record(z.string(), recordSchema),
});

export type VerifiedRecords = Readonly<Record<string, z.output<typeof recordSchema>>>;
/** An exercise as far as the findings depend on it, and as it is before its record is known. */
type Content = Omit<Exercise, 'verified'>;

/** Exercise → record. Empty if there is no file, or one that cannot be read: then nothing counts as verified. */
export async function readVerified(labFolder: string): Promise<VerifiedRecords> {
  const text = await readText(join(labFolder, FILE));
  if (text === undefined) return {};
  try {
    return fileSchema.parse(JSON.parse(text)).exercises;
  } catch {
    return {};
  }
}

/** The exercise's record; null if there is none, or one of files that have changed since. */
export function verifiedOf(exercise: Content, records: VerifiedRecords): Verified | null {
  const record = Object.hasOwn(records, exercise.id) ? records[exercise.id] : undefined;
  if (record === undefined || record.content !== contentHash(exercise)) return null;
  const { date, faults, checkMs, wrong } = record;
  return { date, faults, checkMs, wrong };
}

/**
 * Writes the records of a lab. One that says what it said before keeps its date, so that the file changes only when
 * a finding does.
 */
export async function writeVerified(
  labFolder: string,
  lab: string,
  found: readonly { exercise: Content; verified: Verified }[],
): Promise<void> {
  const before = await readVerified(labFolder);
  const exercises = Object.fromEntries(
    found.map(({ exercise, verified }) => {
      const old = before[exercise.id];
      const record = { content: contentHash(exercise), ...verified };
      const { checkMs } = record;
      // Times differ from one machine to the next: a new one alone is no finding.
      const isFirstTime = old?.checkMs === null && checkMs !== null;
      const isNews = !old || isFirstTime || !same({ ...record, date: old.date }, { ...old, checkMs });
      return [exercise.id, isNews ? record : old];
    }),
  );
  const file = { command: `npm run lab -- verify ${lab}`, exercises };
  await writeFile(join(labFolder, FILE), `${JSON.stringify(file, null, 2)}\n`);
}

function contentHash({ host, starter, solution, checks, warmUps, wrong }: Content): string {
  const parts = [host, starter, solution, checks, warmUps, wrong.map(({ name, files }) => [name, files])];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
