/**
 * The contract that every runtime obeys: `node` (a child process), `embedded` (a sandboxed frame and worker) and
 * `webcontainer` (the vendor's Node in the browser). tests/contract holds the suite that all of them pass.
 */
import type { CheckResult, FileMap, Host } from '#lab/model.ts';
import type { RecordedTrace } from '#trace/trace.ts';

export type EngineId = 'node' | 'embedded' | 'webcontainer';

/** A program to run. `entry` is a key of `files`. */
export interface Program {
  files: FileMap;
  entry: string;
  host: Host;
  /**
   * A folder of the engine that holds the files already and outlives the run (a `Workspace`): the program runs there.
   * Engines without such folders ignore it.
   */
  folder?: string | undefined;
  /**
   * Id of the trace kind to record while it runs. `event-loop` is recorded by the runtime; of any other kind, the
   * program's own events: it calls `globalThis[Symbol.for('handbook.trace')]?.(event)`, a function that is there only
   * then. Each event is checked against its kind. Engines that cannot record run the program without a trace.
   */
  trace?: string | undefined;
  /** How much virtual time things take, for engines that have virtual time. Others ignore it. */
  pace?: Pace | undefined;
}

/** Virtual costs, in milliseconds; what is missing is as the engine has it. */
export interface Pace {
  /** The main script. */
  main?: number;
  /** One turn of the loop. */
  turn?: number;
  /** At times one turn takes up to so much longer, at random by `seed`. */
  hiccup?: number;
  seed?: number;
  /**
   * A page's messages of several ports, among which no rule decides: the newest port's first, one port's together, or one
   * of each port in turn. The oldest first if it is missing. Node has a rule of its own.
   */
  ports?: 'newest' | 'together' | 'in-turn';
  /** A page's reports of unhandled rejections come in line with other tasks, not before them. */
  reports?: 'in-line';
}

/** A set of checks to carry out on the learner's files. */
export interface CheckJob {
  /** The learner's files; must not contain `checks.test.js`. */
  files: FileMap;
  host: Host;
  /** Text of `checks.test.js`, mounted beside the learner's files. */
  checks: string;
  /** Every check that must report. One that does not is reported as errored. */
  checkNames: readonly string[];
  /** A folder of the engine whose installed packages the files may import. Engines without such folders ignore it. */
  folder?: string | undefined;
  /** Id of the kind of the events that checks and files record themselves, as in `Program`. */
  trace?: string | undefined;
}

/** Bounds of one run. Times in milliseconds, sizes in characters. */
export interface Limits {
  /** Wall-clock time until the run is ended with reason `timed-out`; each check has it anew. Default 10,000. */
  timeMs?: number;
  /** Output kept and delivered before the run is ended with reason `output-limit`. Default 1,000,000. */
  outputChars?: number;
}

export interface RunOptions {
  limits?: Limits;
  /** Aborting is the same as calling `stop()`. */
  signal?: AbortSignal;
}

/** Why a run is over. `crashed`: the runtime itself failed, not the program. */
export type EndReason = 'exited' | 'stopped' | 'timed-out' | 'output-limit' | 'out-of-memory' | 'crashed';

export interface RunEnded {
  type: 'RunEnded';
  reason: EndReason;
  /** The program's exit code; null if it did not exit by itself. */
  exitCode: number | null;
  /** One sentence for the learner; empty when `reason` is `exited`. */
  message: string;
  /** Wall-clock milliseconds from the start of the run. */
  durationMs: number;
}

/**
 * What was recorded, if the program asked for a trace and the engine can record: at most once, right before
 * `RunEnded`, also when the run was stopped or cut short. Of too many events the newest are dropped.
 */
export interface TraceRecorded {
  type: 'TraceRecorded';
  trace: RecordedTrace;
}

/**
 * How often the event loop of a program under way has turned since it began, told as the engine hears of it, in runs
 * that record the loop. Null: from here on nobody can see it.
 */
interface LoopTurned {
  type: 'LoopTurned';
  turns: number | null;
}

/**
 * The program has begun anew, and what was printed so far does not count: to print what Node prints, more had to be
 * known of it, or it was watched too closely.
 */
interface RunRestarted {
  type: 'RunRestarted';
}

/**
 * What a run reports, in order; `RunEnded` is always the last and always comes, within a second of `stop()`.
 * A check that was reported as passed may be reported once more, as failed or errored: the last report counts.
 * An engine that cannot tell the two streams apart reports `stdout` for both (`capabilities.separateStderr`).
 */
export type RunEvent =
  | { type: 'OutputWritten'; stream: 'stdout' | 'stderr'; text: string }
  | RunRestarted
  | { type: 'CheckFinished'; check: CheckResult }
  | LoopTurned
  | TraceRecorded
  | RunEnded;

/** One run under way. Iterate it once; `ended` settles (never rejects) whether or not it is iterated. */
export interface Run extends AsyncIterable<RunEvent> {
  stop(): void;
  readonly ended: Promise<RunEnded>;
}

/** Why a runtime cannot be had, as a closed set, so that the interface can say what to do next. */
export type FailureCode =
  | 'not-isolated'
  | 'insecure-context'
  | 'offline'
  | 'blocked'
  | 'timeout'
  | 'unsupported-browser'
  | 'out-of-memory'
  | 'licence'
  | 'already-running'
  | 'other-tab'
  | 'order-probe-failed'
  | 'crashed'
  | 'stopped';

export interface RuntimeFailure {
  code: FailureCode;
  /** What happened, why, and what to do next, in one or two sentences for the learner. */
  message: string;
  /** True if starting it again may help. */
  canRetry: boolean;
}

export type RuntimeStatus =
  | { state: 'idle' }
  | { state: 'starting'; step: number; of: number; what: string }
  | { state: 'slow'; what: string }
  | { state: 'ready' }
  | { state: 'failed'; failure: RuntimeFailure }
  | { state: 'disposed' };

export interface Capabilities {
  separateStderr: boolean;
  /** Hosts that the engine can be. */
  hosts: readonly Host[];
}

export interface Runtime {
  readonly engine: EngineId;
  readonly capabilities: Capabilities;
  readonly status: RuntimeStatus;
  /** Calls back on every change of status; returns its unsubscribe. */
  onStatus(listener: (status: RuntimeStatus) => void): () => void;
  /** Starts the engine; resolves when ready. Rejects with a `RuntimeError`. Calling it again waits for the same start. */
  prepare(signal?: AbortSignal): Promise<void>;
  /** Runs a program. Runs of one runtime do not overlap: a second one waits for the first. */
  run(program: Program, options?: RunOptions): Run;
  /** Runs the checks; results arrive as `CheckFinished`. */
  check(job: CheckJob, options?: RunOptions): Run;
  dispose(): Promise<void>;
}

/** Thrown by `prepare()`; carries the typed failure. */
export class RuntimeError extends Error {
  readonly failure: RuntimeFailure;
  constructor(failure: RuntimeFailure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = 'RuntimeError';
    this.failure = failure;
  }
}

export const DEFAULT_LIMITS: Required<Limits> = { timeMs: 10_000, outputChars: 1_000_000 };
