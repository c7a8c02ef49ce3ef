/**
 * Carries out runs and checks on the chosen runtime, one at a time, and tells the model what comes of them. Stop is
 * answered within a second even by a runtime that no longer answers.
 */
import { batch } from '@preact/signals';
import type { FileMap } from '#lab/model.ts';
import type { Run, RunEnded, Runtime } from '#runtime/runtime.ts';
import type { Model } from './model.ts';
import { createOutput } from './output.ts';
import { endLine, runAnnouncement, verdictLine } from './sentences.ts';
import { currentJob, reduce, type BenchEvent, type Job } from './state.ts';

export interface JobsOptions {
  model: Model;
  /** Resolves to the runtime for the next job; rejects with a message for the learner. */
  runtime: () => Promise<Runtime>;
  files: () => FileMap;
  checks: () => string;
  /** Called when a runtime did not answer Stop in time. */
  abandon: () => void;
  onEnded: (job: Job) => void;
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
    model.announcement.value = job === 'run' ? 'Running.' : 'Checking.';
    finish(job, await carryOut(job, stopper.signal));
  }

  async function carryOut(job: Job, signal: AbortSignal): Promise<RunEnded> {
    const startedAt = performance.now();
    const stopped = (): RunEnded => stoppedEnd(performance.now() - startedAt);
    try {
      const runtime = await Promise.race([options.runtime(), aborted(signal)]);
      if (runtime === 'aborted' || signal.aborted) return stopped();
      const end = await Promise.race([report(startRun(runtime, job, signal), signal), overdue(signal)]);
      if (end !== 'overdue') return end;
      options.abandon();
      return stopped();
    } catch (error) {
      return crashedEnd(error, performance.now() - startedAt);
    }
  }

  function startRun(runtime: Runtime, job: Job, signal: AbortSignal): Run {
    const { entry, host, checkNames } = model.face;
    const files = options.files();
    return job === 'run'
      ? runtime.run({ files, entry, host }, { signal })
      : runtime.check({ files, host, checks: options.checks(), checkNames }, { signal });
  }

  async function report(run: Run, signal: AbortSignal): Promise<RunEnded> {
    for await (const event of run) {
      // A run that was given up may still report: the next job's signal is another one.
      if (signal !== stopper.signal) break;
      if (event.type === 'OutputWritten') {
        output.write(event.stream, event.text);
        showOutputSoon();
      } else if (event.type === 'CheckFinished') {
        dispatch(event);
      }
    }
    return run.ended;
  }

  function finish(job: Job, end: RunEnded) {
    const { activity } = model.bench.peek();
    const next = activity.kind === 'stopping' ? activity.next : null;
    batch(() => {
      showOutput();
      dispatch({ type: 'JobEnded', end });
    });
    const { verdict, checks } = model.bench.peek();
    if (job === 'run') model.announcement.value = runAnnouncement(end, output.view().lines);
    else model.announcement.value = verdict === null ? endLine(end, job) : verdictLine(verdict, checks);
    options.onEnded(job);
    if (next !== null) void perform(next);
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
