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

/** The pictures that a lab can have of its runs; src/views/ draws them. */
export type ViewId =
  | 'event-loop'
  | 'event-store'
  | 'broker'
  | 'topology'
  | 'schedule'
  | 'buffer'
  | 'system'
  | 'attempts'
  | 'conversation'
  | 'listeners'
  | 'windows'
  | 'saga'
  | 'shop'
  | 'tracing'
  | 'dom';

/** A named misconception, kept as a folder under `wrong/`, that the checks must catch. */
export interface WrongSolution {
  name: string;
  /** The name of the check that must fail on it. */
  caughtBy: string;
  /** One sentence for the learner whose failure has this shape. */
  feedback: string;
  files: FileMap;
}

/** What `lab verify` found out about an exercise, kept beside its lab for as long as the exercise stays as it is. */
export interface Verified {
  /** The day, as `2026-11-23`. */
  date: string;
  /** Small faults planted in the solution, and how many of them the checks noticed. */
  faults: { noticed: number; planted: number };
  /** Milliseconds that the checks took on the solution in the built-in runtime, where it was verified; null if unknown. */
  checkMs: number | null;
  /** Wrong solution → check that does not pass on it → fingerprint of what it reports. */
  wrong: Readonly<Record<string, Readonly<Record<string, string>>>>;
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
  /** What stands beside the learner's files and is not theirs: the lab kit and its types; empty without it. */
  kit: FileMap;
  /** Text of `checks.test.js`. */
  checks: string;
  /** The requirement sentences of `checks.test.js`, in order. */
  checkNames: readonly string[];
  /** Check names that may pass on the starter. */
  warmUps: readonly string[];
  /** Staged: a question, a pointer, the key line (Markdown). */
  hints: readonly string[];
  wrong: readonly WrongSolution[];
  /** Null if it was never verified, or has changed since. */
  verified: Verified | null;
}

/** A program to begin with where a lab is for playing: no task, no checks. */
export interface PlayProgram {
  /** Name of its file under play/, without the ending. */
  id: string;
  title: string;
  /** What there is to see, one or two sentences. */
  about: string;
  host: Host;
  text: string;
}

export interface Lab {
  /** Folder name under labs/, for example `event-loop`. Permanent. */
  id: string;
  /** Chapter number, 1 to 10. */
  chapter: number;
  /** Its place among the labs of the chapter, from 1. */
  place: number;
  title: string;
  /** What the learner can do afterwards, one sentence. */
  summary: string;
  /** Ids of the labs that are best done before it. */
  after: readonly string[];
  needs: readonly Need[];
  /** What a run is drawn as; null if there is only output. */
  view: ViewId | null;
  /** Programs for free play; empty if the lab has none. */
  play: readonly PlayProgram[];
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
