/**
 * Carries out runs and checks on the chosen runtime, one at a time, and tells the model what comes of them. Stop is
 * answered within a second even by a runtime that no longer answers.
 */
import { batch } from '@preact/signals';
import type { FileMap, Need } from '#lab/model.ts';
import type { Limits, Run, RunEnded, Runtime } from '#runtime/runtime.ts';
import type { RecordedTrace } from '#trace/trace.ts';
import type { Model } from './model.ts';
import { recogniseMistake, type Recognised } from './known-mistakes.ts';
import { createOutput } from './output.ts';
import { seededKit } from './share/seeded-kit.ts';
import { checkAnnouncement, endLine, runAnnouncement } from './sentences.ts';
import { currentJob, reduce, type BenchEvent, type Job } from './state.ts';
import { sameFiles } from './work.ts';

export interface JobsOptions {
  model: Model;
  /** Resolves to the runtime for the next job; rejects with a message for the learner. */
  runtime: () => Promise<Runtime>;
  files: () => FileMap;
  checks: () => string;
  /** The engine's folder that holds the files; undefined where they go along with the job. */
  folder?: () => string | undefined;
  /** The kind of trace that a job is asked for; undefined if nothing draws one. */
  trace?: (job: Job) => string | undefined;
  /** The loop of the program under way has turned so often, or cannot be seen any more. */
  onTurns?: (turns: number | null) => void;
  /** True if recording has stood in the program's way: it is run again without, and that output counts. */
  isInTheWay?: (trace: RecordedTrace) => boolean;
  /** A job's trace has come; `ended` follows. */
  onTrace?: (job: Job, trace: RecordedTrace) => void;
  /** Called when a runtime did not answer Stop in time. */
  abandon: () => void;
  onEnded: (job: Job, end: RunEnded) => void;
}

export interface Jobs {
  /** Starts the job; if one is under way it is stopped first. */
  start(job: Job): void;
  stop(): void;
}

const STOP_DEADLINE_MS = 900;

export function createJobs(options: JobsOptions): Jobs {
  const { model } = options;
  const output = createOutput();
  let stopper = new AbortController();
  let frame = 0;
  let checked: FileMap = model.face.starter;

  const dispatch = (event: BenchEvent) => (model.bench.value = reduce(model.bench.value, event));

  // A flood of lines costs one rendering a frame.
  function showOutputSoon() {
    if (frame === 0) frame = requestAnimationFrame(showOutput);
  }

  function showOutput() {
    cancelAnimationFrame(frame);
    frame = 0;
    model.output.value = output.view();
  }

  async function perform(job: Job) {
    stopper = new AbortController();
    output.clear();
    showOutput();
    dispatch({ type: 'JobStarted', job });
    if (job === 'check') model.recognised.value = null;
    model.announcement.value = job === 'run' ? 'Running.' : 'Checking.';
    finish(job, await carryOut(job, stopper.signal));
  }

  async function carryOut(job: Job, signal: AbortSignal): Promise<RunEnded> {
    const startedAt = performance.now();
    const stopped = (): RunEnded => stoppedEnd(performance.now() - startedAt);
    try {
      const runtime = await Promise.race([options.runtime(), aborted(signal)]);
      if (runtime === 'aborted' || signal.aborted) return stopped();
      const end = await Promise.race([report(runtime, job, signal), overdue(signal)]);
      if (end !== 'overdue') return end;
      options.abandon();
      return stopped();
    } catch (error) {
      return crashedEnd(error, performance.now() - startedAt);
    }
  }

  function startRun(runtime: Runtime, job: Job, signal: AbortSignal, trace: string | undefined): Run {
    const { entry, host, checkNames } = model.face;
    const mine = options.files();
    const files = { ...mine, ...seededKit(model.data.peek()?.kit ?? {}, model.first.peek()) };
    const folder = options.folder?.();
    if (job === 'check') checked = mine;
    const program = { files, entry, host: model.host.peek(), folder, trace };
    return job === 'run'
      ? runtime.run(program, { signal, limits: limitsOf(model.face.needs) })
      : runtime.check({ files, host, checks: options.checks(), checkNames, folder, trace }, { signal });
  }

  async function report(runtime: Runtime, job: Job, signal: AbortSignal): Promise<RunEnded> {
    const recorded = startRun(runtime, job, signal, options.trace?.(job));
    const { end, isHindered } = await follow(job, recorded, signal);
    if (!isHindered || end.reason !== 'exited' || signal.aborted) return end;
    output.clear();
    return (await follow(job, startRun(runtime, job, signal, undefined), signal)).end;
  }

  async function follow(
    job: Job,
    run: Run,
    signal: AbortSignal,
  ): Promise<{ end: RunEnded; isHindered: boolean }> {
    let isHindered = false;
    for await (const event of run) {
      // A run that was given up may still report: the next job's signal is another one.
      if (signal !== stopper.signal) break;
      if (event.type === 'OutputWritten') {
        output.write(event.stream, event.text);
        showOutputSoon();
      } else if (event.type === 'RunRestarted') {
        output.clear();
      } else if (event.type === 'CheckFinished') {
        dispatch(event);
      } else if (event.type === 'LoopTurned') {
        options.onTurns?.(event.turns);
      } else if (event.type === 'TraceRecorded') {
        isHindered = job === 'run' && options.isInTheWay?.(event.trace) === true;
        options.onTrace?.(job, event.trace);
      }
    }
    return { end: await run.ended, isHindered };
  }

  function finish(job: Job, end: RunEnded) {
    const { activity } = model.bench.peek();
    const next = activity.kind === 'stopping' ? activity.next : null;
    batch(() => {
      showOutput();
      dispatch({ type: 'JobEnded', end });
      if (job === 'check') model.recognised.value = recognised();
    });
    model.announcement.value = announcementOf(job, end);
    options.onEnded(job, end);
    if (next !== null) void perform(next);
  }

  function announcementOf(job: Job, end: RunEnded): string {
    if (job === 'run') return runAnnouncement(end, output.view().lines);
    const { verdict, checks } = model.bench.peek();
    if (verdict === null) return endLine(end, job);
    return checkAnnouncement(verdict, checks, model.recognised.peek());
  }

  function recognised(): Recognised | null {
    const { verdict, checks } = model.bench.peek();
    // The starter fails because the task is not done yet: nobody has made a mistake.
    if (verdict === null || sameFiles(checked, model.face.starter)) return null;
    return recogniseMistake(checks, model.data.peek()?.known ?? []);
  }

  function requestStop(next: Job | null) {
    dispatch({ type: 'StopRequested', next });
    stopper.abort();
  }

  return {
    start(job) {
      if (currentJob(model.bench.peek().activity) === null) void perform(job);
      else requestStop(job);
    },
    stop() {
      if (currentJob(model.bench.peek().activity) !== null) requestStop(null);
    },
  };
}

const SERVER_LIMIT_MS = 60 * 60_000;

/** A server is meant to run until the learner stops it. */
function limitsOf(needs: readonly Need[]): Limits {
  return needs.includes('http') ? { timeMs: SERVER_LIMIT_MS } : {};
}

function aborted(signal: AbortSignal): Promise<'aborted'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('aborted');
    signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });
}

/** Settles only some time after the abort: by then a run that answers has ended. */
async function overdue(signal: AbortSignal): Promise<'overdue'> {
  await aborted(signal);
  return new Promise((resolve) => setTimeout(resolve, STOP_DEADLINE_MS, 'overdue'));
}

function stoppedEnd(durationMs: number): RunEnded {
  return { type: 'RunEnded', reason: 'stopped', exitCode: null, message: '', durationMs };
}

function crashedEnd(error: unknown, durationMs: number): RunEnded {
  const message = error instanceof Error ? error.message : String(error);
  return { type: 'RunEnded', reason: 'crashed', exitCode: null, message, durationMs };
}
