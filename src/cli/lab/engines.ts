/** The engines that exercises are run and checked on, behind one small interface. */
import type { CheckResult, Exercise, FileMap } from '#lab/model.ts';
import { completeChecks } from '#lab/check-results.ts';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import type { CheckJob, EngineId, Limits, Program, Run, RunEnded, RunEvent } from '#runtime/runtime.ts';
import type { RecordedTrace } from '#trace/trace.ts';
import { UsageError } from '../usage.ts';

export interface CheckOutcome {
  /** One for each check of the job, in its order. */
  checks: CheckResult[];
  /** What the learner's code printed, both streams. */
  output: string;
  durationMs: number;
}

export interface CheckOptions {
  /**
   * Until the `first failure`, for whoever wants to know only whether all pass: what comes behind it is errored then.
   * A page's engine goes on to the end all the same. Default `end`.
   */
  until?: 'end' | 'first failure';
  /** Called with each check's result when it is there; a page's engine has them all at the end. */
  onCheck?(result: CheckResult): void;
}

export interface CheckEngine {
  /** Carries out a job's checks. */
  check(job: CheckJob, limits?: Limits, options?: CheckOptions): Promise<CheckOutcome>;
  close(): Promise<void>;
}

export type OutputWritten = Extract<RunEvent, { type: 'OutputWritten' }>;

export interface ProgramOptions {
  /** Called with what the program prints, in order, as it comes. */
  onOutput(event: OutputWritten): void;
  /** Aborting stops the program. */
  signal: AbortSignal;
  /** Of a page's engine they are always the default ones. */
  limits?: Limits;
  /** Called with what was recorded, if the program asks for a trace and the engine can record. */
  onTrace?(trace: RecordedTrace): void;
}

export interface LabEngine extends CheckEngine {
  run(program: Program, options: ProgramOptions): Promise<RunEnded>;
}

export interface EngineOptions {
  /** True if the caller answers Ctrl+C and requests to end itself; else an engine with a browser does. */
  ownSignals?: boolean;
}

export const ENGINE_IDS: readonly EngineId[] = ['node', 'embedded', 'webcontainer'];

// The engines in a page bring a bundler and a browser: they are loaded when one is asked for.
const OPEN: Readonly<Record<EngineId, (options?: EngineOptions) => Promise<LabEngine>>> = {
  node: async () => createNodeEngine(),
  embedded: async (options) => (await import('./page-engine.ts')).openPageEngine('embedded', options),
  webcontainer: async (options) => (await import('./page-engine.ts')).openPageEngine('webcontainer', options),
};

/** @throws UsageError if the engine cannot be had here, with what to do */
export function openEngine(engine: EngineId, options?: EngineOptions): Promise<LabEngine> {
  return OPEN[engine](options);
}

/** @throws UsageError unless `text` is the name of an engine */
export function parseEngine(text: string): EngineId {
  const engine = ENGINE_IDS.find((id) => id === text);
  if (engine) return engine;
  throw new UsageError(`--engine takes one of ${ENGINE_IDS.join(', ')}, and “${text}” is none of them.`);
}

export function createNodeEngine(): LabEngine {
  const runtime = createNodeRuntime();
  return {
    check: (job, limits = {}, options = {}) =>
      collect(runtime.check(job, { limits }), job.checkNames, options),
    async run(program, { onOutput, signal, limits = {} }) {
      const run = runtime.run(program, { signal, limits });
      for await (const event of run) if (event.type === 'OutputWritten') onOutput(event);
      return run.ended;
    },
    close: () => runtime.dispose(),
  };
}

/** Reads a run of checks to its end, which may be that of the first one that does not pass. */
async function collect(
  run: Run,
  checkNames: readonly string[],
  { until, onCheck }: CheckOptions,
): Promise<CheckOutcome> {
  const reported: CheckResult[] = [];
  let output = '';
  for await (const event of run) {
    if (event.type === 'CheckFinished') {
      reported.push(event.check);
      onCheck?.(event.check);
      if (until === 'first failure' && event.check.status !== 'passed') run.stop();
    }
    if (event.type === 'OutputWritten') output += event.text;
  }
  const { durationMs } = await run.ended;
  return { checks: completeChecks(reported, checkNames), output, durationMs };
}

/** The job of checking some files of an exercise. */
export function jobOf(
  exercise: Pick<Exercise, 'host' | 'checks' | 'checkNames' | 'kit'>,
  files: FileMap,
): CheckJob {
  const { host, checks, checkNames, kit } = exercise;
  return { files: { ...files, ...kit }, host, checks, checkNames };
}
