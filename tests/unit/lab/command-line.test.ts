import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '#lab/catalogue.ts';
import { scaffold } from '#cli/lab/scaffold.ts';
import { ROOT } from '#cli/install.mjs';
import { projectCopy, tempFolder } from '../../support/temp.ts';

interface Answer {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command as a reader does, on the Node that they may have. */
function lab(...args: string[]): Promise<Answer> {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
    execFile(
      process.execPath,
      [join(ROOT, 'src/cli/lab.mjs'), ...args],
      { cwd: tempFolder().path, env, maxBuffer: 8_000_000 },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** Starts the command and sends it a signal as soon as it has printed something. */
async function labUntilItPrints(signal: NodeJS.Signals, ...args: string[]): Promise<Answer> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/lab.mjs'), ...args]);
  let [stdout, stderr] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (stdout === '') child.kill(signal);
    stdout += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout, stderr };
}

const exercise = 'event-loop/01-a-c-b';
const solution = join(ROOT, 'labs/event-loop/exercises/01-a-c-b/solution');

describe('lab list', () => {
  test('prints the labs as JSON', async () => {
    const { code, stdout } = await lab('list', '--json');
    expect(code).toBe(0);
    const labs = JSON.parse(stdout) as { lab: string }[];
    expect(labs.find((entry) => entry.lab === 'event-loop')).toMatchObject({
      lab: 'event-loop',
      chapter: 2,
      title: 'The event loop',
      exercises: expect.arrayContaining([{ id: '01-a-c-b', title: 'A, C, B', minutes: 8 }]),
    });
  });
});

describe('lab check', () => {
  test('ends with 0 when every check passed, and its JSON says so', async () => {
    const { code, stdout } = await lab('check', exercise, '--dir', solution, '--json');
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as { checks: { status: string }[] };
    expect(report).toMatchObject({
      lab: 'event-loop',
      exercise: '01-a-c-b',
      engine: 'node',
      verdict: 'passed',
      durationMs: expect.any(Number),
    });
    expect(report.checks.every(({ status }) => status === 'passed')).toBe(true);
  });

  test('ends with 1 when a check failed, and says what is checked without --dir', async () => {
    const { code, stdout } = await lab('check', exercise);
    expect(code).toBe(1);
    expect(stdout).toContain('the starter as it is');
    expect(stdout).toContain('✗ failed   the program of the task prints A, then C, then B');
    expect(stdout).toMatch(/1 of 4 checks passed: failed\.\n$/);
  });

  test('a syntax error makes the verdict errored, and no path of the machine is in the report', async () => {
    const folder = tempFolder({ 'predict.js': 'export function predict() {\n  return [;\n}\n' });
    const { code, stdout } = await lab('check', exercise, '--dir', folder.path, '--json');
    expect(code).toBe(1);
    const { verdict, checks } = JSON.parse(stdout) as { verdict: string; checks: { message: string }[] };
    expect(verdict).toBe('errored');
    expect(checks[0]?.message).toContain("SyntaxError: Unexpected token ';'");
    expect(stdout).not.toContain(folder.path);
  });

  test.each<[what: string, args: string[], message: string]>([
    ['an unknown lab', ['check', 'event-lop/01-a-c-b'], 'Did you mean event-loop?'],
    ['an unknown exercise', ['check', 'event-loop/01-acb'], 'Did you mean 01-a-c-b?'],
    ['no exercise', ['check'], 'Name an exercise as <lab>/<exercise>'],
    ['an unknown engine', ['check', exercise, '--engine', 'deno'], 'node, embedded, webcontainer'],
    ['a folder that is not there', ['check', exercise, '--dir', 'nowhere'], 'there is no such folder'],
    ['an unknown option', ['check', exercise, '--jsn'], "Unknown option '--jsn'"],
    ['an unknown command', ['chek'], 'There is no command “chek”'],
    ['no command', [], '--help lists the commands'],
  ])('%s ends with 2 and says what to do', async (_what, args, message) => {
    const { code, stderr, stdout } = await lab(...args);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('a folder with none of the exercise’s files ends with 2', async () => {
    const folder = tempFolder({ 'other.js': '' });
    const { code, stderr } = await lab('check', exercise, '--dir', folder.path);
    expect(code).toBe(2);
    expect(stderr).toContain('predict.js, program.js');
  });
});

describe('lab run', () => {
  const folderWith = (program: string): string => tempFolder({ 'program.js': program }).path;

  test('runs the starter without --dir, and prints what the program prints and nothing else', async () => {
    expect(await lab('run', exercise)).toEqual({
      code: 0,
      stdout: 'A: thank you for your order\nC: goodbye\nB: your parcel is on its way\n',
      stderr: '',
    });
  });

  test('runs the learner’s program with the starter’s other files, and ends with its exit code', async () => {
    const folder = folderWith(`import { predict } from './predict.js';
      console.log(predict([{ kind: 'log', label: 'A' }]).join());
      console.error('not well');
      process.exitCode = 7;`);
    expect(await lab('run', exercise, '--dir', folder)).toEqual({
      code: 7,
      stdout: 'A\n',
      stderr: 'not well\n',
    });
  });

  test('--json prints one value, with both streams apart', async () => {
    const folder = folderWith("console.log('out'); console.error('err'); process.exit(3);");
    const { code, stdout, stderr } = await lab('run', exercise, '--dir', folder, '--json');
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      lab: 'event-loop',
      exercise: '01-a-c-b',
      engine: 'node',
      reason: 'exited',
      exitCode: 3,
      stdout: 'out\n',
      stderr: 'err\n',
      durationMs: expect.any(Number),
    });
  });

  test('a program that throws ends with Node’s exit code, and its error is on stderr', async () => {
    const { code, stderr } = await lab('run', exercise, '--dir', folderWith("throw new Error('no stock');"));
    expect(code).toBe(1);
    expect(stderr).toContain('Error: no stock');
  });

  test('a limit ends with 1 and says why', async () => {
    const folder = folderWith("console.log('again '.repeat(200_000)); setInterval(() => {}, 1000);");
    const { code, stdout, stderr } = await lab('run', exercise, '--dir', folder, '--json');
    expect(code).toBe(1);
    expect(stderr).toBe('The program printed more than 1,000,000 characters, so it was ended.\n');
    expect(JSON.parse(stdout)).toMatchObject({ reason: 'output-limit', exitCode: null });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'output comes while the program runs, and %s ends it with 1',
    async (signal) => {
      const folder = folderWith("console.log('first'); setInterval(() => {}, 1000);");
      expect(await labUntilItPrints(signal, 'run', exercise, '--dir', folder)).toEqual({
        code: 1,
        stdout: 'first\n',
        stderr: 'The run was stopped.\n',
      });
    },
  );

  test.each<[what: string, args: string[], message: string]>([
    ['no exercise', [], 'Name an exercise as <lab>/<exercise>'],
    ['an unknown exercise', ['event-loop/01-acb'], 'Did you mean 01-a-c-b?'],
    ['an unknown engine', [exercise, '--engine', 'deno'], 'node, embedded, webcontainer'],
    ['a folder that is not there', [exercise, '--dir', 'nowhere'], 'there is no such folder'],
  ])('%s ends with 2 and says what to do', async (_what, args, message) => {
    const { code, stdout, stderr } = await lab('run', ...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('lab new', () => {
  test('writes an exercise whose blanks the catalogue names, and nothing else that is wrong', async () => {
    const folder = projectCopy(['package.json', 'src/lab']);
    await scaffold({ target: 'parcels/01-first', root: folder.path, say: () => {} });
    await scaffold({ target: 'parcels/02-second', root: folder.path, say: () => {} });
    const { problems } = await readCatalogue({ root: folder.path });
    expect(problems.length).toBeGreaterThan(5);
    expect(problems.filter(({ message }) => !message.startsWith('unfinished: '))).toEqual([]);
    expect(problems.map(({ file }) => file)).toContain('labs/parcels/exercises/02-second/task.mdx');
  });

  test('refuses an id that is taken', async () => {
    const folder = tempFolder();
    const again = () => scaffold({ target: 'parcels/01-first', root: folder.path, say: () => {} });
    await again();
    await expect(again()).rejects.toThrow('labs/parcels/exercises/01-first is there already.');
  });
});
