/** Two limits on one undertaking: `onSlow` is called at the first; at the second, everything raced is rejected. */
export interface Deadline {
  /** Settles as `work` does, unless the deadline or `fail` comes first. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Ends it early with this error. */
  fail(error: Error): void;
  /** Stops the clocks. */
  clear(): void;
}

export interface DeadlineOptions {
  /** Milliseconds until `onSlow`. */
  slowAfterMs: number;
  onSlow(): void;
  /** Milliseconds until the end, with the error that `lateError` makes. */
  failAfterMs: number;
  lateError(): Error;
}

export function createDeadline({ slowAfterMs, onSlow, failAfterMs, lateError }: DeadlineOptions): Deadline {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  // It may fail while nothing is raced; whoever races later still sees it.
  failed.catch(() => undefined);
  const slow = setTimeout(onSlow, slowAfterMs);
  const late = setTimeout(() => reject(lateError()), failAfterMs);
  return {
    race: (work) => Promise.race([work, failed]),
    fail: reject,
    clear() {
      clearTimeout(slow);
      clearTimeout(late);
    },
  };
}
