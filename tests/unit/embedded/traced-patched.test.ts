/** Programs that change what everything inherits from: the runtime and its recorder go on as if nothing had been. */
import { LOOP_TRACE } from '#trace/loop-events.ts';
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

const NODE = `
const { port1, port2 } = new MessageChannel();
port2.once('message', (data) => { console.log('message', data); port2.close(); });
port1.postMessage(1);
setTimeout(() => console.log('timer'), 40);
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('tick'));
queueMicrotask(() => console.log('microtask'));
Promise.resolve(1).then((value) => console.log('then', value));
(async () => { await null; console.log('after await'); })();
(async () => { for await (const each of (async function* () { yield 1; })()) console.log('for await', each); })();
Promise.withResolvers().resolve(1);
console.log('main');
`;
const NODE_PRINTS = 'main\ntick\nmicrotask\nthen 1\nafter await\nfor await 1\nmessage 1\nimmediate\ntimer\n';

const PAGE = `
setTimeout(() => console.log('timer'), 40);
requestAnimationFrame(() => console.log('frame'));
queueMicrotask(() => console.log('microtask'));
Promise.resolve(1).then((value) => console.log('then', value));
(async () => { await null; console.log('after await'); })();
console.log('main');
`;
const PAGE_PRINTS = 'main\nmicrotask\nthen 1\nafter await\nframe\ntimer\n';

/** What the changed program prints without a trace and with one, and what its trace says of that. */
async function printed(change: string, kind: 'node-cjs' | 'browser') {
  const what = program(`${change}\n${kind === 'browser' ? PAGE : NODE}`, kind);
  const plain = await host.run(what);
  const { stdout, stderr, trace } = await host.run({ ...what, trace: 'event-loop' });
  const { events, about } = traceOf(LOOP_TRACE, trace!);
  const lost = [
    about.refusal ?? '',
    ...events.flatMap((event) => (event.type === 'TracingEnded' ? [event.reason] : [])),
  ];
  return { plain: plain.stdout, traced: stdout, stderr, replayed: checkLoopTrace(events).stdout, lost };
}

const prints = (text: string) => ({ plain: text, traced: text, stderr: '', replayed: text, lost: [''] });

/** Names that the runtime's own objects and Node's have. */
const NAMES = ['frame', 'site', 'job', 'at', 'by', 'delay', 'due', 'promise', 'seq', 'skipped', 'get', 'set'];

describe.each([
  ['node-cjs', NODE_PRINTS],
  ['browser', PAGE_PRINTS],
] as const)('%s', (kind, text) => {
  test.each(NAMES)('a setter named “%s” on Object.prototype', async (name) => {
    const found = await printed(
      `Object.defineProperty(Object.prototype, '${name}', { configurable: true, get: () => undefined, set() { throw new Error('planted'); } });`,
      kind,
    );
    expect(found).toEqual(prints(text));
  });

  test.each([0, 1, 3, 5])('a setter at Array.prototype[%i]', async (index) => {
    const found = await printed(
      `Object.defineProperty(Array.prototype, '${index}', { configurable: true, get: () => undefined, set() {} });`,
      kind,
    );
    expect(found).toEqual(prints(text));
  });

  test.each([
    'Map.prototype.get',
    'WeakMap.prototype.set',
    'Array.prototype.push',
    'Array.prototype.map',
    'Array.prototype.slice',
    'Object.defineProperty',
    'Object.hasOwn',
    'Reflect.apply',
    'Math.floor',
  ])('%s replaced by a function that throws', async (name) => {
    const found = await printed(`${name} = () => { throw new Error('planted'); };`, kind);
    expect(found).toEqual(prints(text));
  });
});

test('a proxy whose every trap throws can be passed, called, awaited and queued', async () => {
  const text = `
const traps = {};
for (const name of Object.getOwnPropertyNames(Reflect)) traps[name] = () => { throw new Error('trap ' + name); };
const proxy = new Proxy(function named() {}, traps);
await null;
const pass = async (value) => value;
for (const use of [() => proxy(), () => new proxy(), () => pass(proxy), () => Promise.resolve(proxy), () => Promise.reject(proxy)])
  try { await use(); } catch (error) { console.log(error === proxy ? 'itself' : error.message); }
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
process.nextTick(proxy);
setTimeout(proxy, 1);
queueMicrotask(proxy);
console.log('main');
`;
  const plain = await host.run(program(text));
  const traced = await host.run({ ...program(text), trace: 'event-loop' });
  expect(plain.stdout).toContain('main\nuncaught trap apply\nuncaught trap apply\nuncaught trap apply\n');
  expect(traced.stdout).toBe(plain.stdout);
  const { events } = traceOf(LOOP_TRACE, traced.trace!);
  expect(checkLoopTrace(events).stdout).toBe(plain.stdout);
});
