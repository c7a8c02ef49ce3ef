import type { CheckResult } from '#lab/model.ts';
import { createEventBuffer } from './event-buffer.ts';
import { unreportedMessage } from './run-messages.ts';
import type { EndReason, RunEnded, RunEvent } from './runtime.ts';

/** How an engine's work ended. */
export interface WorkResult {
  reason: EndReason;
  exitCode: number | null;
  /** One sentence for the learner; empty when `reason` is `exited`. */
  message: string;
  /** For a check job: why checks are missing, if that is known (for example a syntax error). */
  unreported?: string;
}

/** The events of one run, in order, with `RunEnded` as the last. Nothing is recorded after that. */
export interface RunRecord {
  readonly begun: boolean;
  readonly over: boolean;
  readonly ended: Promise<RunEnded>;
  /** Starts the clock that `durationMs` is read from. */
  begin(): void;
  write(stream: 'stdout' | 'stderr', text: string): void;
  report(check: CheckResult): void;
  /** Calls `ring` in `ms` milliseconds unless the run is over by then; replaces an earlier alarm. */
  alarm(ms: number, ring: () => void): void;
  /** Reports the missing checks as errored, then the end. */
  end(result: WorkResult): void;
  iterate(): AsyncIterator<RunEvent>;
}

/** `checkNames` are the checks that must report. */
export function createRecord(checkNames: readonly string[]): RunRecord {
  const events = createEventBuffer<RunEvent>();
  const { promise: ended, resolve: settle } = Promise.withResolvers<RunEnded>();
  const missing = new Set(checkNames);
  let startedAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  return {
    ended,
    get begun() {
      return startedAt !== undefined;
    },
    get over() {
      return over;
    },
    begin() {
      startedAt = performance.now();
    },
    write(stream, text) {
      if (!over && text !== '') events.push({ type: 'OutputWritten', stream, text });
    },
    report(check) {
      if (!over && missing.delete(check.name)) events.push({ type: 'CheckFinished', check });
    },
    alarm(ms, ring) {
      clearTimeout(timer);
      if (!over) timer = setTimeout(ring, ms);
    },
    end({ reason, exitCode, message, unreported = message }) {
      if (over) return;
      over = true;
      clearTimeout(timer);
      for (const name of missing) {
        const check: CheckResult = { name, status: 'errored', message: unreportedMessage(unreported) };
        events.push({ type: 'CheckFinished', check });
      }
      const durationMs = startedAt === undefined ? 0 : performance.now() - startedAt;
      const end: RunEnded = { type: 'RunEnded', reason, exitCode, message, durationMs };
      events.push(end);
      events.close();
      settle(end);
    },
    iterate: () => events.iterate(),
  };
}
