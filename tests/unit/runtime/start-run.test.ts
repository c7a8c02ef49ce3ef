import { createRunQueue } from '#runtime/run-queue.ts';
import type { RunEvent, RunOptions } from '#runtime/runtime.ts';
import type { WorkResult } from '#runtime/run-record.ts';
import { startRun, type RunWork } from '#runtime/start-run.ts';
import { expect, test } from 'vitest';

function start(work: RunWork, options?: RunOptions, checkNames: readonly string[] = []) {
  return startRun({
    queue: createRunQueue(),
    work,
    options,
    closing: new AbortController().signal,
    checkNames,
  });
}

async function collect(run: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}
const done = { reason: 'exited', exitCode: 0, message: '' } as const;

test('an engine that never answers a stop is reported as stopped within a second', async () => {
  const run = start((_output, _halted, begin) => {
    begin();
    return new Promise(() => {});
  });
  await Promise.resolve();
  const before = performance.now();
  run.stop();
  expect((await run.ended).reason).toBe('stopped');
  expect(performance.now() - before).toBeLessThan(1000);
});

test('an engine that throws ends its run as crashed, with the error’s words', async () => {
  const run = start(() => Promise.reject(new Error('The frame is gone. Reload the page.')));
  expect(await run.ended).toMatchObject({
    reason: 'crashed',
    message: 'The frame is gone. Reload the page.',
  });
});

async function resultsOf(work: RunWork) {
  const events = await collect(start(work, undefined, ['first', 'second']));
  return events.flatMap((event) =>
    event.type === 'CheckFinished' ? [[event.check.name, event.check.status]] : [],
  );
}
const passed = (name: string) => ({ name, status: 'passed', message: '' }) as const;
const failed = (name: string) => ({ name, status: 'failed', message: 'no' }) as const;

test('every check reports, only those of the job, and a worse report replaces a passed one', async () => {
  const results = await resultsOf(async (output) => {
    output.report(passed('first'));
    output.report(passed('first'));
    output.report(failed('first'));
    output.report(passed('first'));
    output.report(passed('of another file'));
    return done;
  });
  expect(results).toEqual([
    ['first', 'passed'],
    ['first', 'failed'],
    ['second', 'errored'],
  ]);
});

test('checks that all passed count only if their file ran to its end', async () => {
  const both = [
    ['first', 'passed'],
    ['second', 'passed'],
  ];
  const report = (atEnd: boolean, end: WorkResult) =>
    resultsOf(async (output) => {
      output.report(passed('first'));
      output.report(passed('second'));
      if (atEnd) output.report(passed(''));
      return end;
    });
  const stopped = { reason: 'stopped', exitCode: null, message: '' } as const;
  expect(await report(true, done)).toEqual(both);
  expect(await report(false, stopped)).toEqual(both);
  expect(await report(false, done)).toEqual([...both, ['first', 'errored'], ['second', 'errored']]);
});

test('what an engine delivers after the end is dropped', async () => {
  let late: (() => void) | undefined;
  const run = start(async (output) => {
    late = () => output.write('stdout', 'late');
    return done;
  });
  await run.ended;
  late?.();
  expect((await collect(run)).map(({ type }) => type)).toEqual(['RunEnded']);
});

test('output up to the limit is delivered to the character', async () => {
  const run = start(
    async (output) => {
      output.write('stdout', 'abc');
      output.write('stderr', 'defgh');
      return done;
    },
    { limits: { outputChars: 5 } },
  );
  const events = await collect(run);
  expect(events.map((event) => (event.type === 'OutputWritten' ? event.text : event.type))).toEqual([
    'abc',
    'de',
    'RunEnded',
  ]);
  expect(events.at(-1)).toMatchObject({ reason: 'output-limit' });
});

test('a run of the queue that fails does not hold up the next', async () => {
  const queue = createRunQueue();
  const closing = new AbortController().signal;
  const broken = startRun({
    queue,
    closing,
    options: undefined,
    work: () => Promise.reject(new Error('no')),
  });
  const next = startRun({ queue, closing, options: undefined, work: async () => done });
  expect([(await broken.ended).reason, (await next.ended).reason]).toEqual(['crashed', 'exited']);
});
