import type { CheckResult } from '#lab/model.ts';
import type { EndReason, Run, RunOptions } from './runtime.ts';
import type { RunQueue } from './run-queue.ts';
import { closedMessage, outputLimitMessage, stoppedMessage, timedOutMessage } from './run-messages.ts';
import { createRecord } from './run-record.ts';
import { LOOP_TRACE } from '#trace/loop-events.ts';
import { isTraceKind } from '#trace/trace-kinds.ts';
import { createRunTrace, type RunTraceOptions } from './run-trace.ts';
import type { WorkResult } from './run-record.ts';
import { DEFAULT_LIMITS } from './runtime.ts';

/** How long a halted engine may take to end by itself before its run is reported as over. Milliseconds. */
const HALT_GRACE_MS = 500;

/** Where an engine delivers what its program does. Calls after the run is over are ignored. */
export interface RunOutput {
  write(stream: 'stdout' | 'stderr', text: string): void;
  /** Reports one of the job's checks, as `RunRecord.report` says; one of another check is ignored. */
  report(check: CheckResult): void;
  /**
   * Takes recorded events in order, how many newer ones the engine had to drop, and how often the program's loop has
   * turned; null if nobody can see it any more.
   */
  trace(events: readonly unknown[], dropped: number, turns: number | null): void;
  /** The program begins anew: what it has done so far does not count. */
  restart(): void;
}

/**
 * The engine's part of a run. Settles when nothing of the program is left running, soon after `halted` aborts.
 * `begun()` starts the clock of the time limit: call it when the engine is ready and the program starts.
 */
export type RunWork = (output: RunOutput, halted: AbortSignal, begun: () => void) => Promise<WorkResult>;

export interface RunPlan {
  queue: RunQueue;
  work: RunWork;
  options: RunOptions | undefined;
  /** Aborts when the runtime is disposed of, which ends its runs. */
  closing: AbortSignal;
  /** Checks that must report; those that do not are reported as errored before the run ends. */
  checkNames?: readonly string[];
  /** What is recorded, if the job asked for a trace and the engine can record. An unknown kind is the work's to refuse. */
  trace?: RunTraceOptions | undefined;
}

/** Makes a `Run` of an engine's work: queueing, limits, stop, and the order of events are the same for all engines. */
export function startRun({ queue, work, options, closing, checkNames = [], trace: wanted }: RunPlan): Run {
  const limits = { ...DEFAULT_LIMITS, ...options?.limits };
  const startTrace = () => (wanted && isTraceKind(wanted.kind) ? createRunTrace(wanted) : undefined);
  let trace = startTrace();
  const isLoop = wanted?.kind === LOOP_TRACE.id;
  const record = createRecord(checkNames, () => trace?.recorded());
  const halted = new AbortController();
  let cutShort: WorkResult | undefined;

  function cut(reason: EndReason, message: string): void {
    if (record.over || cutShort) return;
    const early: WorkResult = { reason, exitCode: null, message };
    cutShort = early;
    halted.abort();
    if (record.begun) record.alarm(HALT_GRACE_MS, () => finish(early));
    else finish(early);
  }
  const stop = (): void => cut('stopped', stoppedMessage);
  const close = (): void => cut('stopped', closedMessage);

  function finish(result: WorkResult): void {
    options?.signal?.removeEventListener('abort', stop);
    closing.removeEventListener('abort', close);
    record.end(result);
  }

  let room = limits.outputChars;
  const output: RunOutput = {
    write(stream, text) {
      if (cutShort) return;
      const kept = text.slice(0, room);
      room -= kept.length;
      record.write(stream, kept);
      if (kept.length < text.length) cut('output-limit', outputLimitMessage(limits.outputChars));
    },
    report(check) {
      // Each check has the whole time for itself: a slow machine gets through many of them.
      if (record.report(check)) allowTime();
    },
    trace(events, dropped, turns) {
      trace?.take(events);
      trace?.drop(dropped);
      if (isLoop) record.turned(turns);
    },
    restart() {
      room = limits.outputChars;
      trace = startTrace();
      record.restart();
    },
  };
  function begin(): void {
    record.begin();
    if (isLoop) record.turned(0);
    allowTime();
  }
  function allowTime(): void {
    if (cutShort) return;
    record.alarm(limits.timeMs, () => cut('timed-out', timedOutMessage(limits.timeMs)));
  }

  closing.addEventListener('abort', close);
  options?.signal?.addEventListener('abort', stop);
  if (closing.aborted) close();
  if (options?.signal?.aborted) stop();
  queue.add(async () => {
    if (record.over) return;
    const result = await work(output, halted.signal, begin).catch(crash);
    finish(cutShort ?? result);
  });
  return { stop, ended: record.ended, [Symbol.asyncIterator]: record.iterate };
}

function crash(error: unknown): WorkResult {
  const message = error instanceof Error ? error.message : `The engine failed: ${String(error)}`;
  return { reason: 'crashed', exitCode: null, message };
}
