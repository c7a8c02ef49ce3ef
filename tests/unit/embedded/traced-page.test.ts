/** The browser's loop traced: the program prints what it prints without a trace, and the trace holds together. */
import { LOOP_TRACE } from '#trace/loop-events.ts';
import { traceOf } from '#trace/trace-kinds.ts';
import { findRaces, type TracedRun } from '#runtime/loop-races.ts';
import type { Pace } from '#runtime/runtime.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { program } from '../../contract/observe.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';
import { checkLoopTrace } from '../../support/loop-invariants.ts';

let host: EmbeddedHost;
beforeAll(async () => {
  host = await startEmbeddedHost();
});
afterAll(async () => host?.close());

async function traced(text: string) {
  const plain = await host.run(program(text, 'browser'));
  const { trace, ...run } = await host.run({ ...program(text, 'browser'), trace: 'event-loop' });
  expect({ stdout: run.stdout, ended: run.ended }).toEqual({ stdout: plain.stdout, ended: plain.ended });
  const { events } = traceOf(LOOP_TRACE, trace!);
  expect(checkLoopTrace(events).stdout).toBe(run.stdout);
  return { stdout: run.stdout, events };
}

test('timers, microtasks, frames and messages, each in its queue', async () => {
  const { stdout, events } = await traced(`
    setTimeout(() => { console.log('timeout'); Promise.resolve().then(() => console.log('then')); }, 0);
    requestAnimationFrame(() => console.log('frame'));
    queueMicrotask(() => console.log('microtask'));
    const never = setTimeout(() => console.log('never'), 5);
    clearTimeout(never);
    let rounds = 0;
    const every = setInterval(() => { if (++rounds === 2) clearInterval(every); }, 30);
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = ({ data }) => { console.log('message', data); port2.close(); };
    port1.postMessage(1);
    (async () => { await null; console.log('await'); })();
    console.log('main');`);
  expect(stdout.split('\n').slice(0, 3)).toEqual(['main', 'microtask', 'await']);
  const queues = new Map(events.flatMap((e) => (e.type === 'CallbackQueued' ? [[e.entry, e.queue]] : [])));
  const jobs = events.flatMap((e) => (e.type === 'JobStarted' ? [`${queues.get(e.entry)} ${e.rule}`] : []));
  expect(jobs.slice(0, 3)).toEqual([
    'main main-script',
    'microtask microtasks-after-callback',
    'microtask microtask-in-order',
  ]);
  expect(jobs).toContain('animation-frame before-rendering');
  expect(jobs.filter((job) => job.startsWith('timer'))).toHaveLength(3);
  expect(jobs.filter((job) => job.startsWith('message'))).toEqual(['message message-arrived']);
  const posted = events.find((event) => event.type === 'CallbackQueued' && event.queue === 'message');
  expect(posted).toMatchObject({ label: 'postMessage', moment: 'exact', host: false, job: 1 });
});

test('a message that nobody hears leaves its queue all the same', async () => {
  const { events } = await traced(`
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => console.log('never');
    port1.postMessage(1);
    port2.close();
    window.postMessage('nobody listens', '*');
    setTimeout(() => console.log('end'), 1);`);
  const queued = events.filter((event) => event.type === 'CallbackQueued' && event.queue === 'message');
  const started = new Set(events.map((event) => event.type === 'JobStarted' && event.entry));
  expect(queued).toHaveLength(2);
  for (const event of queued) expect(event.type === 'CallbackQueued' && started.has(event.entry)).toBe(true);
});

test.each([
  ['two ports whose order shows', 'ab', `(name) => console.log(name)`, 1],
  ['two ports whose order does not show', 'ab', `() => console.log('message')`, 0],
  ['one port', 'a', `(name, data) => console.log(name, data)`, 0],
])('messages are a race exactly where their order is seen: %s', async (_title, names, hear, races) => {
  const text = `
    const posts = [...'${names}'].map((name) => {
      const { port1, port2 } = new MessageChannel();
      const hear = ${hear};
      port1.onmessage = ({ data }) => hear(name, data);
      return port2;
    });
    for (const data of [1, 2]) for (const port of posts) port.postMessage(data);`;
  const run = async (pace?: Pace): Promise<TracedRun> => {
    const { stdout, ended, trace } = await host.run({
      ...program(text, 'browser'),
      trace: 'event-loop',
      pace,
    });
    return { stdout, exitCode: ended.exitCode, events: traceOf(LOOP_TRACE, trace!).events };
  };
  const found = await findRaces(await run(), run);
  expect(found).toHaveLength(races);
  for (const { orders } of found) expect(orders).toEqual(['a\nb\na\nb\n', 'b\nb\na\na\n']);
});

test('a listener that the program calls by dispatching an event is no job of its own', async () => {
  const { events, stdout } = await traced(`
    document.addEventListener('go', function listener() { console.log('heard'); Promise.resolve().then(() => console.log('later')); });
    document.addEventListener('go', () => { throw new Error('one fails'); });
    (function caller() { document.dispatchEvent(new Event('go')); console.log('caller goes on'); })();`);
  expect(stdout).toBe('heard\ncaller goes on\nlater\n');
  const first = events.findIndex((event) => event.type === 'JobEnded');
  const within = events.slice(0, first).flatMap((e) => (e.type === 'FrameEntered' ? [e.name] : []));
  expect(within).toEqual(['main.js', 'caller', 'listener', expect.stringContaining('callback of')]);
});

test('errors and rejections reach the window', async () => {
  const { events } = await traced(`
    addEventListener('error', (event) => { console.log('heard', event.message); event.preventDefault(); });
    setTimeout(function fails() { throw new Error('no'); }, 1);
    setTimeout(() => console.log('goes on'), 2);
    Promise.reject(new Error('nobody'));`);
  const told = events.flatMap((e) => (e.type === 'ErrorUncaught' ? [[e.error, e.handled]] : []));
  expect(told).toEqual([['Error: no', true]]);
  expect(events.some((e) => e.type === 'RejectionUnhandled' && e.error === 'Error: nobody')).toBe(true);
});
