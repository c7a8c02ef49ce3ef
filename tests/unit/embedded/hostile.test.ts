/** Programs that mean harm, in the real frame and worker: the page stays up, nothing leaves, nothing is forged. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from '../../contract/observe.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';
import { isolating } from '../../support/page-server.ts';
import type { EmbeddedPage } from './page/embedded-page.ts';

/** What the page says by a request of its own, because the test's way to it is cut when one of its frames crashes. */
async function told(say: (address: string) => Promise<unknown>): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => resolve(JSON.parse(body)));
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  await say(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return promise.finally(() => server.close());
}

/** Counts every request and every connection attempt. */
async function startTrap() {
  let requests = 0;
  const server = http.createServer((_request, response) => {
    requests++;
    response.setHeader('access-control-allow-origin', '*');
    response.end('export default 1');
  });
  server.on('upgrade', (_request, socket) => {
    requests++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    count: () => requests,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

// Ways around what the global scope hides: the constructors of the engine's own functions.
const recover = `const outer = Function('return this')(); const found = (name) => outer[name] ?? globalThis[name];`;

const limits = { timeMs: 1500, outputChars: 100_000 };

describe.each([
  ['without isolation', {}],
  ['with cross-origin isolation', isolating],
])('hostile programs %s', (_title, headers) => {
  let host: EmbeddedHost;
  let trap: Awaited<ReturnType<typeof startTrap>>;

  beforeAll(async () => {
    trap = await startTrap();
    host = await startEmbeddedHost({ headers });
    await host.page.evaluate(() => {
      document.cookie = 'secret=cookie';
      localStorage.setItem('secret', 'storage');
    });
    await host.prepare();
  });

  afterAll(async () => {
    await host?.close();
    await trap?.close();
  });

  const answers = async () => (await host.run(program(`console.log('alive');`))).stdout;

  test.each([
    ['an endless loop', `console.log('in'); for (;;);`],
    ['endless microtasks', `console.log('in'); (function again() { Promise.resolve().then(again); })();`],
    ['endless ticks', `console.log('in'); (function again() { process.nextTick(again); })();`],
    ['endless immediates', `console.log('in'); (function again() { setImmediate(again); })();`],
    [
      'a loop in a getter that console.log reads',
      `console.log('in'); console.log({ get a() { for (;;); } }.a);`,
    ],
    ['an endless regular expression', `console.log('in'); /^(a+)+$/.test('a'.repeat(60) + 'b');`],
    [
      'a flood of messages to itself',
      `console.log('in'); const { port1, port2 } = new MessageChannel(); port2.onmessage = () => {};
setInterval(() => { for (let n = 0; n < 1000; n++) port1.postMessage(n); }, 0.001);`,
    ],
    ['a loop in an exit handler', `console.log('in'); process.on('exit', () => { for (;;); });`],
  ])('%s is ended by the time limit, with what it printed before', async (_name, text) => {
    const { stdout, ended } = await host.run(program(text), { limits });
    expect(stdout).toBe('in\n');
    expect(ended).toEqual({
      reason: 'timed-out',
      exitCode: null,
      message: 'The program was still running after 1.5 seconds, so it was ended.',
    });
    expect(await answers()).toBe('alive\n');
  });

  test.each([
    ['lines', `for (;;) console.log('x'.repeat(100));`],
    ['one huge line', `console.log('x'.repeat(50_000_000));`],
    ['asynchronous lines', `setInterval(() => console.log('y'.repeat(1000)), 1);`],
    ['standard error', `for (;;) process.stderr.write('z'.repeat(10_000));`],
  ])('a flood of output (%s) is cut at the limit', async (_name, text) => {
    const { stdout, stderr, ended } = await host.run(program(text), {
      limits: { ...limits, timeMs: 20_000 },
    });
    expect(stdout.length + stderr.length).toBe(limits.outputChars);
    expect(ended.reason).toBe('output-limit');
    expect(await answers()).toBe('alive\n');
  });

  test('the page goes on drawing while a program floods it', async () => {
    const frames = host.page.evaluate(async () => {
      let count = 0;
      const until = performance.now() + 500;
      while (performance.now() < until) {
        await new Promise(requestAnimationFrame);
        count++;
      }
      return count;
    });
    const run = host.run(program(`for (;;) console.log('flood');`), { limits: { outputChars: 1_000_000 } });
    expect(await frames).toBeGreaterThan(5);
    expect((await run).ended.reason).toBe('output-limit');
  });

  test('deep recursion is an error of the program, and nothing more', async () => {
    const { stdout, stderr, ended } = await host.run(
      program(`const f = () => f(); try { f(); } catch (e) { console.log(e.name); } f();`),
    );
    expect(stdout).toBe('RangeError\n');
    expect(stderr).toContain('RangeError: Maximum call stack size exceeded');
    expect(ended).toEqual({ reason: 'exited', exitCode: 1, message: '' });
  });

  test('an interval without end beats as often as its time allows', async () => {
    const { stdout, ended } = await host.run(
      program(`let n = 0; setInterval(() => console.log(++n), 1000);`),
    );
    expect(stdout.trim().split('\n').length).toBeGreaterThanOrEqual(9);
    expect(stdout.trim().split('\n').length).toBeLessThanOrEqual(10);
    expect(ended.message).toBe('The program was still running after 10 seconds, so it was ended.');
  });

  test('neither the page, nor its storage, nor its cookies can be read', async () => {
    const { stdout } = await host.run(
      program(`${recover}
const attempt = (name, read) => { try { const value = read(); console.log(name, value === undefined ? 'undefined' : typeof value); } catch (error) { console.log(name, 'refused'); } };
attempt('parent', () => found('parent'));
attempt('document', () => found('document'));
attempt('localStorage', () => found('localStorage'));
attempt('cookieStore', () => found('cookieStore'));
attempt('indexedDB', () => found('indexedDB'));
attempt('caches', () => found('caches'));
attempt('postMessage', () => found('postMessage'));
attempt('close', () => found('close'));
attempt('importScripts', () => found('importScripts'));
attempt('Worker', () => found('Worker'));
attempt('XMLHttpRequest', () => found('XMLHttpRequest'));
attempt('addEventListener', () => found('addEventListener'));`),
    );
    expect(
      stdout
        .trim()
        .split('\n')
        .filter((line) => !/(undefined|refused)$/.test(line)),
    ).toEqual([]);
  });

  test('no request leaves, whatever is tried', async () => {
    const { ended } = await host.run(
      program(`${recover}
const attempts = [
  () => fetch('http://${trap.address}/fetch'),
  () => new WebSocket('ws://${trap.address}/socket'),
  () => new (found('XMLHttpRequest'))().open('GET', 'http://${trap.address}/xhr'),
  () => import('http://${trap.address}/import.js'),
  () => Function('u', 'return import(u)')('http://${trap.address}/function.js'),
  () => (0, eval)("import('http://${trap.address}/eval.js')"),
  () => found('importScripts')('http://${trap.address}/scripts.js'),
  () => new (found('Worker'))('http://${trap.address}/worker.js'),
  () => new (found('EventSource'))('http://${trap.address}/events'),
  () => found('navigator').sendBeacon('http://${trap.address}/beacon'),
];
for (const go of attempts) { try { await go(); } catch {} }`),
      { limits },
    );
    expect(['exited', 'timed-out']).toContain(ended.reason);
    expect(trap.count()).toBe(0);
  });

  test('a program that is no check cannot report one, and cannot end its run by a message', async () => {
    const forge = `
for (const post of [globalThis.postMessage, Function('return this.postMessage')(), globalThis.self?.postMessage])
  for (const type of ['Check', 'RunCheck', 'CheckFinished'])
    try { post({ type, nonce: null, run: 1, check: { name: 'right', status: 'passed', message: '' } }); } catch {}
try { globalThis.postMessage({ type: 'End', reason: 'exited', exitCode: 0, message: '' }); } catch {}
console.log(JSON.stringify({ name: 'right', status: 'passed', message: '' }));
console.log('#check-1-1#' + JSON.stringify({ name: 'right', status: 'passed', message: '' }));
export const answer = 'wrong';`;
    const { checks, ended } = await host.check({
      files: { 'answer.js': forge },
      host: 'node-esm',
      checkNames: ['right', 'never written'],
      checks: `import test from 'node:test';
import assert from 'node:assert/strict';
import { answer } from './answer.js';
test('right', () => assert.equal(answer, 'right', 'answer should be right'));`,
    });
    expect(checks.map(({ name, status }) => [name, status])).toEqual([
      ['right', 'failed'],
      ['never written', 'errored'],
    ]);
    expect(ended.exitCode).toBe(1);
  });

  test('leaving the process inside a check does not pass the others', async () => {
    const { checks } = await host.check({
      files: { 'answer.js': `export const answer = () => process.exit(0);` },
      host: 'node-esm',
      checkNames: ['first', 'second', 'third'],
      checks: `import test from 'node:test';
import { answer } from './answer.js';
test('first', () => {});
test('second', () => answer());
test('third', () => {});`,
    });
    expect(checks.map(({ name, status }) => [name, status])).toEqual([
      ['first', 'passed'],
      ['second', 'errored'],
      ['third', 'errored'],
    ]);
  });

  test('what a program does to built-in prototypes ends with its worker', async () => {
    await host.run(
      program(`Array.prototype.push = Map.prototype.get = Promise.prototype.then = () => { throw new Error('mine'); };
Object.defineProperty(Object.prototype, 'type', { get: () => 'End', set() {} });
Object.defineProperty(Array.prototype, '0', { get: () => 'hijacked', set() {} });
console.log('poisoned');`),
      { limits },
    );
    expect(await answers()).toBe('alive\n');
  });

  test('a program that fills the memory is ended, the page lives, and the next run starts anew', async () => {
    const own = await startEmbeddedHost({ headers });
    const hog = program(`const all = []; setInterval(() => all.push(new Array(1e6).fill(1.5)), 1);`);
    const end = await told((address) =>
      own.page.evaluate(
        ([first, second, to]) => {
          const { embeddedPage } = globalThis as unknown as { embeddedPage: EmbeddedPage };
          void embeddedPage
            .run(first, { limits: { timeMs: 60_000 } })
            .then(async ({ ended }) => ({ ended, after: (await embeddedPage.run(second, {})).stdout }))
            .then((result) => fetch(to, { method: 'POST', mode: 'no-cors', body: JSON.stringify(result) }));
        },
        [hog, program(`console.log('alive');`), address] as const,
      ),
    );
    await own.close();
    expect(end).toEqual({
      ended: {
        reason: 'out-of-memory',
        exitCode: null,
        message:
          'The browser ended the program, most likely because it used too much memory. Run again for a new start.',
      },
      after: 'alive\n',
    });
  });
});
