/** npm run lab -- trace, as an instructor calls it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { checkLoopTrace } from '../../support/loop-invariants.ts';
import { tempFolder } from '../../support/temp.ts';

interface Answer {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command in a folder with these files. */
function trace(files: Record<string, string>, ...args: string[]): Promise<Answer> {
  const folder = tempFolder();
  for (const [name, text] of Object.entries(files)) folder.write(name, text);
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, INIT_CWD: undefined };
    execFile(
      process.execPath,
      [join(ROOT, 'src/cli/lab.mjs'), 'trace', ...args],
      { cwd: folder.path, env, maxBuffer: 32_000_000 },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

const race = {
  'in/main.mjs': `import { who } from '../lib/who.mjs';
setTimeout(() => console.log('timeout'), 0);
setImmediate(() => console.log('immediate'));
console.log(who);
console.error('to stderr');
process.exitCode = 3;`,
  'lib/who.mjs': `export const who = 'imported';`,
};

test('--json gives output, exit code, races and a trace that holds together', async () => {
  const { code, stdout, stderr } = await trace(race, 'in/main.mjs', '--host', 'node-esm', '--json');
  expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  const report = JSON.parse(stdout) as {
    host: string;
    stdout: string;
    stderr: string;
    exitCode: number;
    races: { orders: string[] }[];
    events: Recorded<LoopEvent>[];
  };
  expect(report).toMatchObject({
    host: 'node-esm',
    stdout: 'imported\ntimeout\nimmediate\n',
    stderr: 'to stderr\n',
    exitCode: 3,
  });
  expect(report.races.map(({ orders }) => orders[1])).toEqual(['imported\nimmediate\ntimeout\n']);
  expect(checkLoopTrace(report.events).stdout).toBe(report.stdout);
});

test('as text, the program’s output comes first, then the loop and what is not determined', async () => {
  const { code, stdout, stderr } = await trace(race, 'in/main.mjs', '--host', 'node-esm');
  expect(code).toBe(3);
  expect(stderr).toBe('to stderr\n');
  expect(stdout).toMatch(/^imported\ntimeout\nimmediate\n\nThe event loop/);
  expect(stdout).toMatch(/Not determined: setTimeout .* and setImmediate .* either order/);
});

const deep = {
  'main.cjs': `const sum = (n) => (n === 0 ? 0 : 1 + sum(n - 1));
console.log('begun');
try { console.log(sum(3000)); } catch (error) { console.log(error.name); }`,
};

test('calls too deep to be followed: it says so, and the output is that of a run without recording', async () => {
  const { code, stdout, stderr } = await trace(deep, 'main.cjs', '--host', 'node-cjs');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^begun\n3000\n\nThe calls are nested too deep .* once more without being recorded/);
  const { stdout: json } = await trace(deep, 'main.cjs', '--host', 'node-cjs', '--json');
  expect(JSON.parse(json)).toMatchObject({
    stdout: 'begun\n3000\n',
    exitCode: 0,
    lost: expect.stringContaining('nested too deep'),
  });
});

test.each([
  [['main.js', '--host', 'node-esm'], /There is no file .*main\.js/],
  [['--host', 'node-esm'], /Name the program/],
  [['main.js'], /--host is missing: it is one of node-cjs, node-esm, browser/],
  [['main.js', '--host', 'deno'], /--host does not take “deno”/],
])('%j is wrong usage', async (args, message) => {
  const { code, stdout, stderr } = await trace({}, ...args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(message);
});
