/** The embedded runtime as a page: what its window has, how its time passes, how a run ends. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileMap } from '#lab/model.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';

let host: EmbeddedHost;

beforeAll(async () => {
  host = await startEmbeddedHost();
});
afterAll(() => host?.close());

const run = (files: FileMap, entry = 'main.js') => host.run({ files, entry, host: 'browser' });
const printed = async (text: string): Promise<string[]> => {
  const { stdout, stderr } = await run({ 'main.js': text });
  return `${stdout}${stderr}`.trimEnd().split('\n');
};

test('a script runs in a window, with nothing of Node', async () => {
  expect(
    await printed(`function top() {}
console.log(window === globalThis, self === window, typeof window.top, typeof document.body.click);
console.log(typeof process, typeof require, typeof Buffer, typeof setImmediate, typeof global);
console.log(new CustomEvent('x', { detail: 1 }) instanceof Event, structuredClone({ a: [1] }).a[0]);`),
  ).toEqual(['true true function function', 'undefined undefined undefined undefined undefined', 'true 1']);
});

test('what the page has not is there to be looked for, and says so when it is used', async () => {
  const [found, said, own] = await printed(`
console.log(typeof localStorage, typeof XMLHttpRequest, 'location' in window);
try { localStorage.setItem('basket', '[]'); } catch (error) { console.log(error.name, error.message); }
var history = ['paid'];
console.log(history.length);
`);
  expect(found).toBe('object function true');
  expect(said).toMatch(/^ReferenceError localStorage is not part of the built-in page, .*real page/);
  expect(own).toBe('1');
  const { stderr } = await run({ 'main.js': `new Worker('worker.js');` });
  expect(stderr).toMatch(/^Uncaught ReferenceError: Worker is not part of the built-in page/);
});

test('a file that is written as a module is one, and imports others', async () => {
  const { stdout, ended } = await run({
    'main.js': `import { name } from './other.js';\nconsole.log(name, this);\nawait null;\nconsole.log('after');`,
    'other.js': `console.log('other first');\nexport const name = 'other';`,
  });
  expect(stdout).toBe('other first\nother undefined\nafter\n');
  expect(ended).toMatchObject({ reason: 'exited', exitCode: 0 });
});

test('frames come sixty times a second, and the sixth nested timer waits four milliseconds', async () => {
  const [frames, timers] = await printed(`
const times = [];
requestAnimationFrame(function frame(time) {
  times.push(time);
  if (times.length < 4) requestAnimationFrame(frame);
  else console.log(times.slice(1).map((at, i) => (at - times[i]).toFixed(1)).join(' '));
});
const waits = [];
let last = performance.now();
(function again() {
  const now = performance.now();
  waits.push(now - last > 3.9 ? 4 : 0);
  last = now;
  if (waits.length < 10) setTimeout(again, 0);
  else setTimeout(() => console.log(waits.join(' ')), 200);
})();`);
  expect(frames).toBe('16.7 16.7 16.7');
  expect(timers).toBe('0 0 0 0 0 0 0 4 4 4');
});

test('an error that nobody caught is shown, unless the page prevents it', async () => {
  const text = (prevented: string): string =>
    `onerror = () => ${prevented};\nsetTimeout(() => { throw new RangeError('out'); }, 5);\nPromise.reject(7);`;
  expect((await printed(text('false'))).filter((line) => line.startsWith('Uncaught'))).toEqual([
    'Uncaught (in promise) 7',
    'Uncaught RangeError: out',
  ]);
  expect(await printed(text('true'))).toEqual(['Uncaught (in promise) 7']);
});

test('a page that never comes to rest runs out of its time; one that waits for nothing ends', async () => {
  const program = {
    files: { 'main.js': 'setInterval(() => {}, 50);' },
    entry: 'main.js',
    host: 'browser',
  } as const;
  expect((await host.run(program, { limits: { timeMs: 500 } })).ended.reason).toBe('timed-out');
  expect((await run({ 'main.js': 'new Promise(() => {});' })).ended).toMatchObject({
    reason: 'exited',
    exitCode: 0,
  });
});

test('a script that does not parse is an error of the page', async () => {
  const { stdout, stderr, ended } = await run({ 'main.js': `console.log('never');\nconst x = ;` });
  expect([stdout, ended.reason]).toEqual(['', 'exited']);
  expect(stderr).toContain('Uncaught');
  expect(stderr).toContain('SyntaxError');
});
