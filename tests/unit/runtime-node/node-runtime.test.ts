import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import type { Program, Run } from '#runtime/runtime.ts';
import { tempFolder } from '../../support/temp.ts';

const runtime = createNodeRuntime({ heapMb: 64 });
afterAll(() => runtime.dispose());

const program = (text: string, more: Partial<Program> = {}): Program => ({
  files: { 'main.js': text },
  entry: 'main.js',
  host: 'node-esm',
  ...more,
});

async function textOf(run: Run): Promise<string> {
  let text = '';
  for await (const event of run) if (event.type === 'OutputWritten') text += event.text;
  return text;
}

/** A process that has ended but that nobody has asked about yet does not count. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

const runFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('handbook-run-'));

describe('what a program starts', () => {
  const parent = `import { spawn } from 'node:child_process';
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
console.log(child.pid);
`;

  test('is ended together with it when the run is stopped', async () => {
    const run = runtime.run(program(parent));
    let pid = 0;
    for await (const event of run) {
      if (event.type !== 'OutputWritten') continue;
      pid = Number(event.text);
      run.stop();
    }
    expect(pid).toBeGreaterThan(0);
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
  });

  test('is ended when the program ends without it', async () => {
    const pid = Number(await textOf(runtime.run(program(`${parent}process.exit(0);\n`))));
    expect(pid).toBeGreaterThan(0);
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
  });
});

test('nothing is left on the disk', async () => {
  // Its own, because tests beside this one run programs too.
  vi.stubEnv('TMPDIR', tempFolder().path);
  onTestFinished(() => void vi.unstubAllEnvs());
  const own = createNodeRuntime();
  await textOf(own.run(program(`console.log('done');`)));
  await textOf(own.run(program('', { entry: 'missing.js' })));
  await textOf(own.run(program('', { files: { 'main.js': '', '../outside.js': '' } })));
  const stopped = own.run(program(`console.log('on'); setInterval(() => {}, 10);`));
  for await (const event of stopped) if (event.type === 'OutputWritten') stopped.stop();
  await own.dispose();
  expect(runFolders()).toEqual([]);
});

test('a program that needs too much memory is told so', async () => {
  const run = runtime.run(program(`const all = []; for (;;) all.push(new Array(10_000).fill(all.length));`));
  expect(await run.ended).toMatchObject({
    reason: 'out-of-memory',
    exitCode: null,
    message: 'The program used more memory than it may have, so it was ended.',
  });
});

test('a program that a signal ends has the exit code that a shell would show', async () => {
  const run = runtime.run(program(`process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);`));
  expect(await run.ended).toMatchObject({ reason: 'exited', exitCode: 143 });
});

test('the environment of whoever runs it does not reach the program', async () => {
  vi.stubEnv('NODE_OPTIONS', '--no-warnings');
  vi.stubEnv('SECRET_OF_THE_SHOP', 'x');
  const text = await textOf(
    runtime.run(program(`console.log(process.env.NODE_OPTIONS, process.env.SECRET_OF_THE_SHOP);`)),
  );
  vi.unstubAllEnvs();
  expect(text).toBe('undefined undefined\n');
});

test.each(['../outside.js', '/outside.js', 'a/../../outside.js'])('the path %s is refused', async (path) => {
  const run = runtime.run(program('', { files: { 'main.js': '', [path]: '' } }));
  const { reason, message } = await run.ended;
  expect(reason).toBe('crashed');
  expect(message).toContain(`${path}: a file's path must stay inside the exercise.`);
});

test('an entry that is not there is named together with the files that are', async () => {
  const { message } = await runtime.run(program('', { entry: 'index.js' })).ended;
  expect(message).toBe('There is no file index.js to run. The files are: main.js.');
});

test('an author’s own message is all that a failed check says', async () => {
  const checks = `import assert from 'node:assert/strict';
import test from 'node:test';
test('sums', () => assert.deepEqual([1, 2], [1, 3], 'the second sum should be 3'));
test('loads', () => { throw new Error('cannot load ' + import.meta.url); });
`;
  const run = runtime.check({ files: {}, host: 'node-esm', checks, checkNames: ['sums', 'loads'] });
  const messages: string[] = [];
  for await (const event of run) if (event.type === 'CheckFinished') messages.push(event.check.message);
  expect(messages).toEqual(['the second sum should be 3', 'Error: cannot load checks.test.js']);
});
