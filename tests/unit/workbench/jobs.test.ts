import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunEvent, RunOptions, Runtime } from '#runtime/runtime.ts';
import type { ExerciseFace } from '#workbench/data.ts';
import { createJobs } from '#workbench/jobs.ts';
import { createModel } from '#workbench/model.ts';

const face = {
  lab: 'l',
  id: 'e',
  host: 'node-esm',
  entry: 'main.js',
  needs: [],
  starter: { 'main.js': '' },
  checkNames: ['works'],
} as unknown as ExerciseFace;

// The page's frames, for a process that has none.
beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 0));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});
afterEach(() => vi.unstubAllGlobals());

/** A runtime whose runs report what `script` yields; it gets the signal that asks it to stop. */
function scripted(script: (signal: AbortSignal) => AsyncGenerator<RunEvent>): Runtime {
  const run = (_: unknown, options?: RunOptions) => {
    const events = script(options!.signal!);
    return { stop() {}, ended: new Promise(() => {}), [Symbol.asyncIterator]: () => events } as never;
  };
  return { run, check: run } as unknown as Runtime;
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}

function bench(runtime: () => Promise<Runtime>) {
  const model = createModel(face);
  const abandoned = vi.fn();
  const idle = () =>
    vi.waitFor(() => expect(model.bench.value.activity.kind).toBe('idle'), { timeout: 3000 });
  const jobs = createJobs({
    model,
    runtime,
    files: () => face.starter,
    checks: () => '',
    abandon: abandoned,
    onEnded: () => {},
  });
  return { model, jobs, abandoned, idle };
}

describe('Stop', () => {
  test('ends a run on a runtime that no longer answers, and lets go of it', async () => {
    const started = vi.fn();
    const dead = scripted(async function* () {
      started();
      await new Promise(() => {});
    });
    const { model, jobs, abandoned, idle } = bench(() => Promise.resolve(dead));
    jobs.start('run');
    await vi.waitFor(() => expect(started).toHaveBeenCalled());
    jobs.stop();
    await idle();
    expect(model.bench.value.ended?.end.reason).toBe('stopped');
    expect(abandoned).toHaveBeenCalledOnce();
  });

  test('ends a run that still waits for its runtime', async () => {
    const { model, jobs, abandoned, idle } = bench(() => new Promise(() => {}));
    jobs.start('run');
    jobs.stop();
    await idle();
    expect(model.bench.value.ended?.end.reason).toBe('stopped');
    expect(abandoned).not.toHaveBeenCalled();
  });
});

test('a runtime that cannot be had is named in the end line', async () => {
  const { model, jobs, idle } = bench(() => Promise.reject(new Error('This lab needs WebContainer.')));
  jobs.start('check');
  await idle();
  expect(model.bench.value.ended?.end).toMatchObject({
    reason: 'crashed',
    message: 'This lab needs WebContainer.',
  });
  expect(model.bench.value.checks[0]).toMatchObject({
    status: 'errored',
    message: 'This lab needs WebContainer.',
  });
});

test('a run asked for during another one stops that and follows it', async () => {
  const seen: string[] = [];
  const runtime = scripted(async function* (signal) {
    seen.push('started');
    await stopped(signal);
    yield { type: 'OutputWritten', stream: 'stdout', text: 'last words\n' };
    await new Promise(() => {});
  });
  const { model, jobs } = bench(() => Promise.resolve(runtime));
  jobs.start('run');
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  jobs.start('run');
  await vi.waitFor(() => expect(seen).toHaveLength(2), { timeout: 3000 });
  expect(model.bench.value.activity.kind).toBe('running');
  expect(model.output.value.lines).toBe(0);
});

test('a program that recording stands in the way of is run again without, and only that output is shown', async () => {
  const trace = { events: [{ type: 'TracingEnded', reason: 'Too deep' }] };
  const wanted: unknown[] = [];
  const run = (program: { trace?: string }) => {
    wanted.push(program.trace);
    const isRecorded = program.trace !== undefined;
    const exitCode = isRecorded ? 1 : 0;
    const end = { type: 'RunEnded', reason: 'exited', exitCode, message: '', durationMs: 1 } as const;
    const events = (async function* () {
      yield { type: 'OutputWritten', stream: 'stdout', text: isRecorded ? 'overflow\n' : 'done\n' };
      if (isRecorded) yield { type: 'TraceRecorded', trace };
      yield end;
    })();
    return { stop() {}, ended: Promise.resolve(end), [Symbol.asyncIterator]: () => events };
  };
  const model = createModel(face);
  const onEnded = vi.fn();
  const jobs = createJobs({
    model,
    runtime: () => Promise.resolve({ run } as unknown as Runtime),
    files: () => face.starter,
    checks: () => '',
    trace: () => 'event-loop',
    isInTheWay: ({ events }) => events.length > 0,
    abandon: () => {},
    onEnded,
  });
  jobs.start('run');
  await vi.waitFor(() => expect(onEnded).toHaveBeenCalledOnce());
  expect(wanted).toEqual(['event-loop', undefined]);
  expect(model.output.value.head.map(({ text }) => text)).toEqual(['done']);
  expect(model.bench.value.ended?.end.exitCode).toBe(0);
});
