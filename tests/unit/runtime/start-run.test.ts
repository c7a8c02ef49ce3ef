import { createRunQueue } from '#runtime/run-queue.ts';
import type { RunEvent, RunOptions } from '#runtime/runtime.ts';
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

test('every check reports exactly once, and only those of the job', async () => {
  const run = start(
    async (output) => {
      output.report({ name: 'first', status: 'passed', message: '' });
      output.report({ name: 'first', status: 'failed', message: 'again' });
      output.report({ name: 'of another file', status: 'passed', message: '' });
      return done;
    },
    undefined,
    ['first', 'second'],
  );
  const checks = (await collect(run)).flatMap((event) =>
    event.type === 'CheckFinished' ? [event.check] : [],
  );
  expect(checks.map(({ name, status }) => [name, status])).toEqual([
    ['first', 'passed'],
    ['second', 'errored'],
  ]);
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
