/** What a workbench tells the page around it: DOM events that bubble from its root. */

import type { FileMap } from '#lab/model.ts';

/** A run or a check starts; detail: `run` or `check`. */
export const JOB_STARTED = 'workbench:job-started';
/** A check passed; detail: `<lab>/<exercise>`. */
export const EXERCISE_PASSED = 'workbench:exercise-passed';
/** Something has appeared beside the code that the reader should see first. */
export const CODE_ARRIVED = 'workbench:code-arrived';
/** The picture of a run has appeared. */
export const TRACE_SHOWN = 'workbench:trace-shown';
/** A run or a check has ended on the learner's own code; detail: JobEnded. */
export const JOB_ENDED = 'workbench:job-ended';

export interface JobEnded {
  /** `<lab>/<exercise>`. */
  exercise: string;
  state: 'ran' | 'failed' | 'passed';
  /** Name of the first check that did not pass; null if there is none. */
  failing: string | null;
  files: FileMap;
}
