import type { CheckResult } from '#lab/model.ts';
import { createEventBuffer } from './event-buffer.ts';
import { incompleteMessage, unreportedMessage } from './run-messages.ts';
import type { RecordedTrace } from '#trace/trace.ts';
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
  /** What was written so far does not count. */
  restart(): void;
  /**
   * Reports a check. A later report of the same one counts only if it is worse; one without a name says that the
   * file of checks has run to its end. @returns true if a check is over that had not been: those behind it are next
   */
  report(check: CheckResult): boolean;
  /** Reports how often the program's loop has turned, if that is news; null if nobody can see it any more. */
  turned(turns: number | null): void;
  /** Calls `ring` in `ms` milliseconds unless the run is over by then; replaces an earlier alarm. */
  alarm(ms: number, ring: () => void): void;
  /** Reports the missing checks as errored, then the trace, then the end. */
  end(result: WorkResult): void;
  iterate(): AsyncIterator<RunEvent>;
}

/** `checkNames` are the checks that must report; `recorded` gives at the end what was recorded, if anything is. */
export function createRecord(
  checkNames: readonly string[],
  recorded: () => RecordedTrace | undefined,
): RunRecord {
  const events = createEventBuffer<RunEvent>();
  const { promise: ended, resolve: settle } = Promise.withResolvers<RunEnded>();
  const results = new Map<string, CheckResult | undefined>(checkNames.map((name) => [name, undefined]));
  let complete = checkNames.length === 0;
  let startedAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  let turns: number | null | undefined;

  function tell(check: CheckResult): boolean {
    if (over || !results.has(check.name)) return false;
    const before = results.get(check.name);
    if (before && (before.status !== 'passed' || check.status === 'passed')) return false;
    results.set(check.name, check);
    events.push({ type: 'CheckFinished', check });
    return before === undefined;
  }

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
    restart() {
      if (!over) events.push({ type: 'RunRestarted' });
    },
    report(check) {
      if (check.name !== '') return tell(check);
      complete = true;
      return false;
    },
    turned(now) {
      if (over || now === turns) return;
      turns = now;
      events.push({ type: 'LoopTurned', turns: now });
    },
    alarm(ms, ring) {
      clearTimeout(timer);
      if (!over) timer = setTimeout(ring, ms);
    },
    end({ reason, exitCode, message, unreported = message }) {
      if (over) return;
      clearTimeout(timer);
      const missing = [...results].filter(([, result]) => result === undefined).map(([name]) => name);
      for (const name of missing) tell({ name, status: 'errored', message: unreportedMessage(unreported) });
      if (!complete && missing.length === 0 && reason !== 'stopped') {
        // Somebody ended the program in the place of the checks, which alone know that they are done.
        for (const name of checkNames) tell({ name, status: 'errored', message: incompleteMessage });
      }
      over = true;
      const trace = recorded();
      if (trace) events.push({ type: 'TraceRecorded', trace });
      const durationMs = startedAt === undefined ? 0 : performance.now() - startedAt;
      const end: RunEnded = { type: 'RunEnded', reason, exitCode, message, durationMs };
      events.push(end);
      events.close();
      settle(end);
    },
    iterate: () => events.iterate(),
  };
}
