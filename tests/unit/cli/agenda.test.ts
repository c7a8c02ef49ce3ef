import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';

/** Runs the command as a process. */
function agenda(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'src/cli/launch.mjs'), 'agenda.ts', ...args],
    { encoding: 'utf8' },
  );
  return { code: status, stdout, stderr };
}

test('a chapter’s sections are listed with when they begin, and what may be cut', () => {
  const { code, stdout } = agenda('introduction');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Chapter 1: Introduction.*\. \d+ minutes, of which \d+ can be cut\.\n/);
  expect(stdout).toMatch(/^ {2}0:00 {3}\d+ min {2}From request–response to events$/m);
  expect(stdout).toMatch(/^ {2}\d:\d\d {3,}\d+ min {2}Where it is used \(cut first\)$/m);
  expect(stdout).toContain('“With events the failure is gone.”');
});

test('a number names the same chapter as its name, and the JSON has the sum of its minutes', () => {
  const { stdout } = agenda('7', '--json');
  expect(stdout).toBe(agenda('event-sourcing', '--json').stdout);
  const [chapter, ...more] = JSON.parse(stdout) as {
    chapter: number;
    minutes: number;
    sections: { minutes: number; notes: string }[];
  }[];
  expect(more).toEqual([]);
  expect(chapter?.chapter).toBe(7);
  expect(chapter?.sections.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(chapter?.minutes);
  expect(chapter?.sections.every(({ notes }) => notes !== '')).toBe(true);
});

test('without a chapter all ten are printed, in their order', () => {
  const headings = [...agenda().stdout.matchAll(/^Chapter (\d+):/gm)].map(([, number]) => Number(number));
  expect(headings).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test.each([
  ['an unknown chapter', ['11'], 'There is no chapter “11”. The chapters are: 1 introduction'],
  ['two chapters', ['1', '2'], '“2” is too much'],
])('%s ends with 2 and says what to do', (_, args, message) => {
  const { code, stdout, stderr } = agenda(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});
