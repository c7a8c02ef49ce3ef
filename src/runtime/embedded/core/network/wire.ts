/** What the parts of the simulated network know of time. */

/** The loop's clock and its poll phase. */
export interface Schedule {
  now(): number;
  /** Calls `run` in the first poll phase at or after `time`. */
  at(time: number, run: () => void): void;
  /** Calls `run` still before the next poll phase. */
  soon(run: () => void): void;
}

export interface Transit {
  /** How long the next delivery takes. Virtual milliseconds. */
  delay(): number;
  /** Unread bytes up to which a write is done at once. */
  readonly bufferBytes: number;
}
