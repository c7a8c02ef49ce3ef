/** The engines that checks can be carried out on, behind one small interface. */
import type { CheckResult, FileMap } from '#lab/model.ts';
import { completeChecks } from '#lab/check-results.ts';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import type { CheckJob, EngineId, Limits, Run } from '#runtime/runtime.ts';
import { UsageError } from '../usage.ts';

export interface CheckOutcome {
  /** One for each check of the job, in its order. */
  checks: CheckResult[];
  /** What the learner's code printed, both streams. */
  output: string;
  durationMs: number;
}

export interface CheckEngine {
  check(job: CheckJob, limits?: Limits): Promise<CheckOutcome>;
  close(): Promise<void>;
}

export const ENGINE_IDS: readonly EngineId[] = ['node', 'embedded', 'webcontainer'];

// The engines in a page bring a bundler and a browser: they are loaded when one is asked for.
const OPEN: Readonly<Record<EngineId, () => Promise<CheckEngine>>> = {
  node: async () => createNodeEngine(),
  embedded: async () => (await import('./page-engine.ts')).openPageEngine('embedded'),
  webcontainer: async () => (await import('./page-engine.ts')).openPageEngine('webcontainer'),
};

/** @throws UsageError if the engine cannot be had here, with what to do */
export function openEngine(engine: EngineId): Promise<CheckEngine> {
  return OPEN[engine]();
}

/** @throws UsageError unless `text` is the name of an engine */
export function parseEngine(text: string): EngineId {
  const engine = ENGINE_IDS.find((id) => id === text);
  if (engine) return engine;
  throw new UsageError(`--engine takes one of ${ENGINE_IDS.join(', ')}, and “${text}” is none of them.`);
}

export function createNodeEngine(): CheckEngine {
  const runtime = createNodeRuntime();
  return {
    check: (job, limits) => collect(runtime.check(job, limits ? { limits } : {}), job.checkNames),
    close: () => runtime.dispose(),
  };
}

/** Reads a run of checks to its end. */
async function collect(run: Run, checkNames: readonly string[]): Promise<CheckOutcome> {
  const reported: CheckResult[] = [];
  let output = '';
  for await (const event of run) {
    if (event.type === 'CheckFinished') reported.push(event.check);
    if (event.type === 'OutputWritten') output += event.text;
  }
  const { durationMs } = await run.ended;
  return { checks: completeChecks(reported, checkNames), output, durationMs };
}

/** The job of checking some files of an exercise. */
export function jobOf(exercise: Pick<CheckJob, 'host' | 'checks' | 'checkNames'>, files: FileMap): CheckJob {
  const { host, checks, checkNames } = exercise;
  return { files, host, checks, checkNames };
}
