/** Whatever a reader types: a traced program can be stopped, is bounded, and is never shown wrongly. */
import { LOOP_TRACE, type LoopEvent } from '#trace/loop-events.ts';
import { traceOf } from '#trace/trace-kinds.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from '../../contract/observe.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';
import { checkLoopTrace } from '../../support/loop-invariants.ts';

let host: EmbeddedHost;
beforeAll(async () => {
  host = await startEmbeddedHost();
});
afterAll(async () => host?.close());

type Host = 'node-esm' | 'node-cjs';

async function traced(text: string, kind: Host = 'node-esm', timeMs = 3000) {
  const { stdout, stderr, ended, trace } = await host.run(
    { ...program(text, kind), trace: 'event-loop' },
    { limits: { timeMs } },
  );
  const { events, dropped } = traceOf(LOOP_TRACE, trace!);
  return { stdout, stderr, ended, events, dropped };
}
const ofType = <T extends LoopEvent['type']>(events: readonly LoopEvent[], type: T) =>
  events.filter((event): event is Extract<LoopEvent, { type: T }> => event.type === type);

describe('what never ends is ended, and shown as far as it was recorded', () => {
  test.each([
    ['an endless loop', `console.log('a'); for (;;);`],
    ['endless microtasks', `console.log('a'); (function again() { Promise.resolve().then(again); })();`],
    ['endless ticks', `console.log('a'); (function again() { process.nextTick(again); })();`],
    ['an endless async loop', `console.log('a'); for (;;) await null;`],
    ['endless immediates', `console.log('a'); (function again() { setImmediate(again); })();`],
    ['endless recursion in a loop', `console.log('a'); const f = () => f(); for (;;) try { f(); } catch {}`],
  ])('%s', async (_title, text) => {
    const { stdout, ended, events } = await traced(text, 'node-esm', 1500);
    expect({ stdout, reason: ended.reason }).toEqual({ stdout: 'a\n', reason: 'timed-out' });
    expect(ofType(events, 'OutputWritten').map((event) => event.text)).toEqual(['a\n']);
    checkLoopTrace(events, false);
  });
});

test('of more than 100,000 events the newest are dropped and counted, and the output is whole', async () => {
  const { stdout, events, dropped, ended } = await traced(
    `const add = (a, b) => a + b;
     let sum = 0; for (let i = 0; i < 40_000; i++) sum = add(sum, i) % 7; console.log('sum', sum);`,
    'node-esm',
    20_000,
  );
  expect(ended.reason).toBe('exited');
  expect(stdout).toMatch(/^sum \d/);
  expect(events).toHaveLength(100_000);
  expect(dropped.which).toBe('newest');
  expect(dropped.count).toBeGreaterThan(20_000);
  checkLoopTrace(events, false);
});

test('a function that only goes round is shown for a while, and again where it stops', async () => {
  const { events, stdout } = await traced(
    `let n = 0;
     while (n < 50_000) {
       n++;
     }
     console.log(n);`,
  );
  expect(stdout).toBe('50000\n');
  const steps = ofType(events, 'StatementReached');
  expect(steps.length).toBeLessThan(1100);
  expect(steps.length + steps.reduce((sum, { skipped = 0 }) => sum + skipped, 0)).toBeGreaterThan(50_000);
  checkLoopTrace(events);
});

test('a program of 200 lines is shown line by line', async () => {
  const lines = Array.from({ length: 200 }, (_, n) => `setTimeout(() => console.log(${n}), ${n % 7});`);
  const { events, stdout } = await traced(lines.join('\n'));
  expect(checkLoopTrace(events).stdout).toBe(stdout);
  const sites = ofType(events, 'SourceLoaded')[0]!.sites;
  const reached = new Set(
    ofType(events, 'StatementReached').map(({ site }) => sites.find((one) => one.site === site)!.line),
  );
  expect(reached.size).toBe(200);
});

test('a text that is too long to be marked runs all the same, and the trace says why it shows no more', async () => {
  const { stdout, events } = await traced(`console.log('ran');\n// ${'x'.repeat(400_001)}`);
  expect(stdout).toBe('ran\n');
  expect(ofType(events, 'TracingEnded')[0]!.reason).toMatch(/too long to be shown/);
  expect(ofType(events, 'OutputWritten')).toHaveLength(1);
  checkLoopTrace(events);
});

test.each<[string, Host, string, RegExp]>([
  ['a syntax error', 'node-cjs', `const x = ;`, /SyntaxError/],
  ['a missing module', 'node-esm', `import './nowhere.js';`, /Cannot find module/],
  ['a missing package', 'node-esm', `import 'left-pad';`, /left-pad/],
])('%s is an error that nobody caught, with nothing on the stack', async (_title, kind, text, message) => {
  const { stderr, ended, events } = await traced(text, kind);
  expect(ended.exitCode).toBe(1);
  expect(stderr).toMatch(message);
  expect(ofType(events, 'ErrorUncaught')).toHaveLength(1);
  expect(ofType(events, 'FrameEntered')).toEqual([]);
  checkLoopTrace(events);
});

describe('faults of those who came before', () => {
  test('a busy loop delays timers, and the picture has it so (loupe 8, 9)', async () => {
    const { stdout, events } = await traced(
      `const t0 = Date.now();
       setTimeout(() => console.log('late', Date.now() - t0 >= 50), 10);
       while (Date.now() - t0 < 50);
       console.log('main done');`,
    );
    expect(stdout).toBe('main done\nlate true\n');
    const timer = ofType(events, 'CallbackQueued').find(({ queue }) => queue === 'timer')!;
    const job = events.find((event) => event.type === 'JobStarted' && event.entry === timer.entry)!;
    expect(job.at).toBeGreaterThan(timer.due! + 30);
  });

  test('promises and await have their place in the microtask queue (loupe 13, 14; 9000 client 30, 45)', async () => {
    const { events } = await traced(
      `async function f() { await null; console.log('after await'); }
       f(); Promise.resolve().then(() => console.log('then'));`,
    );
    const microtasks = ofType(events, 'CallbackQueued').filter(({ queue }) => queue === 'microtask');
    expect(microtasks.map(({ label, moment }) => [label, moment])).toEqual([
      ['await', 'exact'],
      ['then', 'exact'],
    ]);
  });

  test('nextTick, setImmediate and their rules are there (9000 client 47, server 7)', async () => {
    const { events } = await traced(
      `setImmediate(() => {}); process.nextTick(() => {}); Promise.resolve().then(() => {});`,
      'node-cjs',
    );
    expect(ofType(events, 'JobStarted').map(({ rule }) => rule)).toEqual([
      'main-script',
      'ticks-after-callback',
      'microtasks-after-ticks',
      'immediate-in-check',
    ]);
  });

  test('await takes the jobs that it takes, also over a thenable (event-loop-explorer 27, 44)', async () => {
    const { stdout, events } = await traced(
      `const thenable = { then(resolve) { console.log('then called'); resolve('value'); } };
       (async () => console.log(await thenable))();
       Promise.resolve().then(() => console.log(1)).then(() => console.log(2)).then(() => console.log(3));`,
    );
    expect(stdout).toBe('then called\n1\nvalue\n2\n3\n');
    expect(checkLoopTrace(events).stdout).toBe(stdout);
  });
});

test('functions show the text that their author wrote', async () => {
  const text = `class A { static make() { return 1; } get x() { return 2; } }
const o = { run(a = 1) { return a; }, async *gen() {} };
const arrow = async (x) => x ?? 1;
console.log(String(A), String(A.make), String(o.run), String(o.gen), String(arrow), \`\${function f() { return 1; }}\`);
console.log(Function.prototype.toString.call(Promise.prototype.then), String(Function.prototype.toString), setTimeout + '');`;
  const plain = await host.run(program(text));
  expect((await traced(text)).stdout).toBe(plain.stdout);
});
