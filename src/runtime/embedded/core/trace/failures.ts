/** The recorder must never break the program: what fails in it ends the record, with a sentence. */
import type { Recorder } from './recorder.ts';

export interface Failures {
  /** Does something of the recorder's; nothing is done any more once the record is over. */
  safely(task: () => void): void;
}

const TOO_DEEP = 'The calls are nested too deep to be shown from here on';

export const failTooDeep = (recorder: Recorder): void => recorder.fail(TOO_DEEP);

export function createFailures(recorder: Recorder): Failures {
  const { RangeError: EngineRangeError, String: engineString } = globalThis;
  let isTooDeep = false;
  /** True while the recorder works: what it calls of the program's then (a replaced built-in) is not recorded. */
  let isBusy = false;

  function failed(error: unknown): void {
    // There is no room on the stack to say so: the program will meet the same, and the next task says it.
    if (error instanceof EngineRangeError) isTooDeep = true;
    else
      try {
        recorder.fail(`The recorder failed (${engineString(error)})`);
      } catch {
        isTooDeep = true;
      }
  }

  return {
    safely(task) {
      if (isBusy || recorder.isOver) return;
      isBusy = true;
      try {
        if (isTooDeep) failTooDeep(recorder);
        else task();
      } catch (error) {
        failed(error);
      } finally {
        isBusy = false;
      }
    },
  };
}
