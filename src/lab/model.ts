/**
 * The lab model: plain data that the build, the page, the command line and every runtime share.
 * No DOM, no Node, no schema library, so that it may be imported anywhere.
 */

/** Path inside the exercise (forward slashes, no leading slash) → text of the file. */
export type FileMap = Readonly<Record<string, string>>;

/** The main program's host: decides module system and globals. */
export type Host = 'node-esm' | 'node-cjs' | 'browser';

/** A lab needs these of its runtime; the embedded runtime has none of them. */
export type Need = 'processes' | 'http' | 'npm' | 'terminal';

/** A named misconception, kept as a folder under `wrong/`, that the checks must catch. */
export interface WrongSolution {
  name: string;
  /** The name of the check that must fail on it. */
  caughtBy: string;
  /** One sentence for the learner whose failure has this shape. */
  feedback: string;
  files: FileMap;
}

/** One task of a lab, as the catalogue delivers it: read from its folder and validated. */
export interface Exercise {
  lab: string;
  /** Folder name, for example `01-a-c-b`. Permanent: progress, links and workshops refer to it. */
  id: string;
  title: string;
  minutes: number;
  host: Host;
  /** The file that Run executes. */
  entry: string;
  starter: FileMap;
  solution: FileMap;
  /** Text of `checks.test.js`. */
  checks: string;
  /** The requirement sentences of `checks.test.js`, in order. */
  checkNames: readonly string[];
  /** Check names that may pass on the starter. */
  warmUps: readonly string[];
  /** Staged: a question, a pointer, the key line (Markdown). */
  hints: readonly string[];
  wrong: readonly WrongSolution[];
}

export interface Lab {
  /** Folder name under labs/, for example `event-loop`. Permanent. */
  id: string;
  /** Chapter number, 1 to 10. */
  chapter: number;
  title: string;
  /** What the learner can do afterwards, one sentence. */
  summary: string;
  needs: readonly Need[];
  exercises: readonly Exercise[];
}

export type CheckStatus = 'passed' | 'failed' | 'errored';

/**
 * What became of one check. `failed`: an assertion did not hold. `errored`: the check could not be carried out
 * (a syntax error, an exception that is no assertion, a process that ended too early).
 */
export interface CheckResult {
  name: string;
  status: CheckStatus;
  /** Empty for a passed check; otherwise what was expected and what happened. */
  message: string;
}

/** `errored` if any check errored or did not report, else `failed` if any failed, else `passed`. */
export type Verdict = 'passed' | 'failed' | 'errored';
