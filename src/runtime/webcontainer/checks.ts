import type { FileMap } from '#lab/model.ts';
import reporter from '../check-reporter.js?raw';

/** Out of the way of the learner's own files. */
const reporterFile = '.handbook/check-reporter.mjs';

/** The learner's files with the checks and their reporter beside them. */
export function withChecks(files: FileMap, checks: string): FileMap {
  return { ...files, 'checks.test.js': checks, [reporterFile]: reporter };
}

/** Node's arguments for carrying out the checks. Open timers of the learner's code do not hold up the end. */
export const checkArgs = [
  `--import=./${reporterFile}`,
  '--test-force-exit',
  `--test-reporter=./${reporterFile}`,
  '--test-reporter-destination=stdout',
  'checks.test.js',
] as const;
