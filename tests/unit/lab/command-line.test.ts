import { execFile } from 'node:child_process';
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
      { cwd: tempFolder().path, env },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
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
