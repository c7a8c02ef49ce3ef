import type { CheckResult, FileMap, Host } from '#lab/model.ts';
import type { RecordedTrace } from '#trace/trace.ts';
import type { CheckJob, Program, Run, RunEnded, RunEvent, RunOptions, Runtime } from '#runtime/runtime.ts';

/** Everything that one run reported, as plain data. */
export interface Observed {
  stdout: string;
  stderr: string;
  checks: CheckResult[];
  ended: Omit<RunEnded, 'type' | 'durationMs'>;
  /** What was recorded, for a program that asked for it. */
  trace?: RecordedTrace;
}

/** Reads a run to its end. Throws if the end is not the last event, or is not what `ended` resolves to. */
export async function observe(run: Run, onEvent?: (event: RunEvent) => void): Promise<Observed> {
  const observed: Omit<Observed, 'ended'> = { stdout: '', stderr: '', checks: [] };
  let last: RunEvent | undefined;
  for await (const event of run) {
    if (last?.type === 'RunEnded') throw new Error(`${event.type} came after RunEnded`);
    if (last?.type === 'TraceRecorded' && event.type !== 'RunEnded')
      throw new Error(`${event.type} came after TraceRecorded`);
    last = event;
    if (event.type === 'TraceRecorded') observed.trace = event.trace;
    if (event.type === 'OutputWritten') observed[event.stream] += event.text;
    if (event.type === 'RunRestarted') observed.stdout = observed.stderr = '';
    if (event.type === 'CheckFinished') observed.checks.push(event.check);
    onEvent?.(event);
  }
  if (last?.type !== 'RunEnded') throw new Error(`The last event was ${last?.type ?? 'none'}, not RunEnded`);
  const { type: _type, durationMs, ...ended } = last;
  if (!(durationMs >= 0)) throw new Error(`RunEnded.durationMs is ${durationMs}`);
  if ((await run.ended).reason !== last.reason)
    throw new Error('`ended` and RunEnded give different reasons');
  return { ...observed, ended };
}

/** A program that is one file. */
export function program(text: string, host: Host = 'node-esm', more: FileMap = {}): Program {
  return { files: { ...more, 'main.js': text }, entry: 'main.js', host };
}

export async function runText(
  runtime: Runtime,
  text: string,
  host?: Host,
  options?: RunOptions,
): Promise<Observed> {
  return observe(runtime.run(program(text, host), options));
}

/** Names of the checks are taken from the text, as the lab model does. */
export function checkJob(learner: string, checks: string, host: Host = 'node-esm'): CheckJob {
  const checkNames = [...checks.matchAll(/^test\('([^']+)'/gm)].map((match) => match[1] ?? '');
  return { files: { 'answer.js': learner }, host, checks, checkNames };
}

/** Stops the run as soon as it prints; resolves to what it reported and whether its end came within a second. */
export async function stopAtFirstOutput(run: Run): Promise<Observed & { promptly: boolean }> {
  let stoppedAt: number | undefined;
  const observed = await observe(run, ({ type }) => {
    if (type !== 'OutputWritten' || stoppedAt !== undefined) return;
    stoppedAt = performance.now();
    run.stop();
  });
  return { ...observed, promptly: stoppedAt !== undefined && performance.now() - stoppedAt < 1000 };
}
