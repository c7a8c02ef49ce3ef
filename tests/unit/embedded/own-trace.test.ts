/** A program's own trace, in the real frame and worker: it arrives right before the end, and cannot do harm. */
import { BROKER_TRACE } from '#trace/broker-events.ts';
import { traceOf } from '#trace/trace-kinds.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { program } from '../../contract/observe.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';

let host: EmbeddedHost;
beforeAll(async () => {
  host = await startEmbeddedHost();
});
afterAll(async () => host?.close());

const tracing = (text: string) => ({
  ...program(`const record = globalThis[Symbol.for('handbook.trace')];\n${text}`),
  trace: 'broker',
});
const messages = (trace: Awaited<ReturnType<EmbeddedHost['run']>>['trace']) =>
  traceOf(BROKER_TRACE, trace!).events.map((event) => 'message' in event && event.message);

test('what a program records comes as one trace, with its own times or the clock’s', async () => {
  const { trace, ended } = await host.run(
    tracing(`
      record({ type: 'MessagePublished', to: 'q', message: 'a', at: 0 });
      setTimeout(() => record({ type: 'MessagePublished', to: 'q', message: 'b' }), 500);`),
  );
  expect(ended.exitCode).toBe(0);
  expect(messages(trace)).toEqual(['a', 'b']);
  expect(trace!.events[0]!.at).toBe(0);
  expect(trace!.events[1]!.at).toBeGreaterThanOrEqual(500);
  expect(trace!.about).toEqual({ host: 'node-esm', entry: 'main.js', engine: 'embedded' });
});

test('the function is not there for a program that asked for no trace, and none comes', async () => {
  const { stdout, trace } = await host.run(
    program(`console.log(typeof globalThis[Symbol.for('handbook.trace')])`),
  );
  expect(stdout).toBe('undefined\n');
  expect(trace).toBeUndefined();
});

test('a run that is cut short has what was recorded until then', async () => {
  const { trace, ended } = await host.run(
    tracing(`for (let n = 0; n < 1000; n++) record({ type: 'MessagePublished', to: 'q', message: String(n) });
      for (;;);`),
    { limits: { timeMs: 1500 } },
  );
  expect(ended.reason).toBe('timed-out');
  expect(messages(trace)).toEqual(Array.from({ length: 1000 }, (_, n) => String(n)));
});

test('a flood is bounded, and said; what is no event is left out', async () => {
  const { trace, stdout } = await host.run(
    tracing(`
      record({ type: 'MessagePublished' });
      record({ type: 'MessagePublished', to: 'q', message: 'x', __proto__: null, polluted: true });
      for (const bad of [undefined, null, 5, { type: 'MessagePublished', to: 'q', message: 'x'.repeat(20000) }])
        try { record(bad); } catch (error) { console.log(error.name); }
      for (let n = 0; n < 100_500; n++) record({ type: 'MessagePublished', to: 'q', message: 'flood' });`),
  );
  expect(stdout).toBe('TypeError\nTypeError\nTypeError\nRangeError\n');
  expect(trace!.events.length).toBe(99_998);
  expect(trace!.dropped).toEqual({ which: 'newest', count: 502 });
  expect(trace!.about['refused']).toBe(2);
});

test('a kind that does not exist ends the run with the ones that do', async () => {
  const { ended, trace } = await host.run({ ...program(''), trace: 'nonsense' });
  expect(ended).toMatchObject({ reason: 'crashed', exitCode: null });
  expect(ended.message).toMatch(/nonsense.*broker/);
  expect(trace).toBeUndefined();
});
