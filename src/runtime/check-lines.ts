import type { CheckResult } from '#lab/model.ts';
import type { RunOutput } from './start-run.ts';

/**
 * Tells the marked lines of check-reporter.js from the output that they come amid. The mark is new for every run, so
 * that nothing the learner's code prints is taken for a result by accident.
 */
export interface CheckLines {
  /** The value for the environment variable CHECK_REPORT_MARK. */
  readonly mark: string;
  /** The next piece of the stream that carries the lines. */
  take(text: string): void;
  /** After the last piece. */
  close(): void;
}

export function createCheckLines(output: RunOutput): CheckLines {
  const mark = `#check-${crypto.getRandomValues(new Uint32Array(2)).join('-')}#`;
  let rest = '';

  function pass(text: string): void {
    output.write('stdout', text);
  }

  /** Takes what can be told for certain from the front of `rest`; false if more has to come first. */
  function advance(): boolean {
    const start = rest.indexOf(mark);
    if (start === -1) {
      // The mark itself may be cut in two.
      const certain = Math.max(0, rest.length - mark.length + 1);
      pass(rest.slice(0, certain));
      rest = rest.slice(certain);
      return false;
    }
    pass(rest.slice(0, start));
    const end = rest.indexOf('\n', start);
    if (end === -1) {
      rest = rest.slice(start);
      return false;
    }
    output.report(JSON.parse(rest.slice(start + mark.length, end)) as CheckResult);
    rest = rest.slice(end + 1);
    return true;
  }

  return {
    mark,
    take(text) {
      rest += text;
      while (advance());
    },
    close() {
      pass(rest);
      rest = '';
    },
  };
}
