/** What a block did when it ran. In a browser the exit code is always 0 and uncaught errors are on stderr. */
export interface FenceRun {
  stdout: string;
  stderr: string;
  exitCode: number;
  /** It was stopped, because it had not ended by itself. */
  timedOut: boolean;
}

/** Longer than any block of the book takes on a slow machine. */
export const FENCE_DEADLINE_MS = 20_000;
