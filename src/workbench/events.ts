/** What a workbench tells the page around it: DOM events that bubble from its root. */

/** A run or a check starts; detail: `run` or `check`. */
export const JOB_STARTED = 'workbench:job-started';
/** A check passed; detail: `<lab>/<exercise>`. */
export const EXERCISE_PASSED = 'workbench:exercise-passed';
