/** One callback that the host calls, the microtasks after it, and the error that left it. */
import type { Steps } from '../loop-state.ts';

/** Someone who watches the loop. */
export interface PageWatch {
  /** Around each callback that the host calls; `failed` in between, if an error left it. */
  calling(): void;
  failed(error: unknown): void;
  called(): void;
  /** A message waits from here on. What this gives goes to `task` when its turn has come. */
  queued(label: string): object;
  /** A task, or a rendering, begins. */
  task(watched?: object): void;
  rendering(): void;
  /** The window has been told. */
  uncaught(error: unknown, handled: boolean): void;
  rejected(reason: unknown): void;
}

export interface Reporting {
  watch?: PageWatch | undefined;
  /** Tells the window of an error that nobody caught. */
  report(error: unknown): void;
  /**
   * Whether the window hears of an error only after the callback's microtasks, as the standard has it and WebKit does;
   * Chromium and Firefox tell it before them.
   */
  reportsLate: boolean;
}

export function* invoke(callback: () => void, { report, reportsLate, watch }: Reporting): Steps {
  let failure: { error: unknown } | undefined;
  watch?.calling();
  try {
    callback();
  } catch (error) {
    failure = { error };
    watch?.failed(error);
  }
  watch?.called();
  if (failure && !reportsLate) report(failure.error);
  yield;
  if (!failure || !reportsLate) return;
  report(failure.error);
  yield;
}
