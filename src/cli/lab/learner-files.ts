/** The learner's files in a folder of their own, for --dir. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTree } from '#lab/folder.ts';
import type { Exercise, FileMap } from '#lab/model.ts';
import { LabProblems, type Problem } from '#lab/problems.ts';
import { UsageError } from '../usage.ts';

/** Of a project around the learner's files, not the learner's work. */
const NOT_THEIRS = ['package.json', 'package-lock.json', 'checks.test.js', 'README.md', 'kit.js', 'kit.d.ts'];

/**
 * Reads the files of the exercise from `dir`; those that are not there are taken from the starter.
 * @throws UsageError if the folder does not exist or holds none of the exercise's files
 */
export async function readLearnerFiles(exercise: Exercise, dir: string): Promise<FileMap> {
  const problems: Problem[] = [];
  const tree = await readTree(resolve(dir), dir, (problem) => problems.push(problem), isTheirs);
  if (problems.length > 0) throw new LabProblems(problems);
  const expected = Object.keys(exercise.starter).join(', ');
  if (!tree && !existsSync(dir))
    throw new UsageError(`--dir ${dir}: there is no such folder. Name the folder that holds ${expected}.`);
  if (!tree || !Object.keys(exercise.starter).some((file) => file in tree)) {
    throw new UsageError(
      `--dir ${dir}: it holds none of the exercise's files (${expected}). Name the folder that does.`,
    );
  }
  return { ...exercise.starter, ...tree };
}

function isTheirs(file: string): boolean {
  const parts = file.split('/');
  return !NOT_THEIRS.includes(file) && !parts.some((part) => part === 'node_modules' || part.startsWith('.'));
}
