import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { tempFolder } from '../support/temp.ts';
import { checkTree, isBarrel } from './tree.ts';

/** Checks a checkout that holds these files only. */
function check(files: Readonly<Record<string, string>>): string[] {
  const folder = tempFolder(files);
  execFileSync('git', ['init', '--quiet'], { cwd: folder.path });
  return checkTree(folder.path).map(({ file, what }) => `${file} ${what}`);
}

/** Written in parts, so that this file passes the gate. */
const path = (...parts: string[]): string => `/${parts.join('/')}`;

test('the tree is as it must be', () => {
  expect(checkTree(ROOT)).toEqual([]);
});

describe('the gate sees', () => {
  test('an entry that is not of the top level', () => {
    expect(check({ 'notes.txt': 'x\n', '.eslintrc': 'x\n', 'src/a.ts': 'export {};\n' })).toEqual([
      expect.stringContaining('.eslintrc is no entry'),
      expect.stringContaining('notes.txt is no entry'),
    ]);
  });

  test('a file of 301 lines, and not one of 300', () => {
    const found = check({
      'src/a.ts': 'let a;\n'.repeat(301),
      'src/b.css': '/**/\n'.repeat(301),
      'src/c.ts': 'let c;\n'.repeat(300),
    });
    expect(found).toEqual([
      expect.stringContaining('src/a.ts has 301 lines'),
      expect.stringContaining('src/b.css has 301 lines'),
    ]);
  });

  test('a manifest or checks of 401 lines, and not of 400', () => {
    const checks = 'labs/a/exercises/01-b/checks.test.js';
    expect(check({ [checks]: 'let a;\n'.repeat(400), 'labs/a/lab.ts': 'let a;\n'.repeat(400) })).toEqual([]);
    expect(check({ [checks]: 'let a;\n'.repeat(401), 'labs/a/lab.ts': 'let a;\n'.repeat(401) })).toEqual([
      expect.stringContaining(`${checks} has 401 lines`),
      expect.stringContaining('labs/a/lab.ts has 401 lines'),
    ]);
  });

  test.each([
    path('work', 'main', 'src'),
    path('root', '.npmrc'),
    path('tmp', 'trial', 'x'),
    path('home', 'somebody', 'handbook'),
    path('Users', 'somebody', 'handbook'),
    ['C:', 'Users', 'somebody'].join('\\'),
  ])('the machine path %s', (text) => {
    expect(check({ 'content/a.md': `See ${text} for it.\n` })).toEqual([
      'content/a.md line 1 has a path of one machine',
    ]);
  });

  test('no machine path where there is none', () => {
    const text = [
      'https://example.org/work/main',
      'src/work/main',
      './tmp/x',
      '/labs/event-loop/',
      'rate: 3/home',
    ];
    expect(check({ 'content/a.md': `${text.join('\n')}\n` })).toEqual([]);
  });

  test('the address of a package registry', () => {
    const host = ['https://', 'registry.', 'example.org/zod'].join('');
    expect(check({ 'package-lock.json': `"resolved": "${host}"\n` })).toContain(
      'package-lock.json line 1 has the address of a package registry',
    );
    expect(check({ 'README.md': `${host}\n` })).toHaveLength(1);
  });

  test('marks of unfinished work, and filler', () => {
    const marks = [
      ['TO', 'DO'],
      ['FIX', 'ME'],
      ['lorem ', 'ipsum'],
    ].map((parts) => parts.join(''));
    expect(check({ 'src/a.ts': marks.map((mark) => `// ${mark}: later\n`).join('') })).toHaveLength(3);
  });

  test('a document that is named and not there', () => {
    const missing = ['DESIGN', 'md'].join('.');
    expect(check({ 'README.md': 'README.md\n', 'src/a.ts': `// see ${missing}\n` })).toEqual([
      `src/a.ts line 1 names ${missing}, which is not in the tree`,
    ]);
  });

  test('a barrel', () => {
    const found = check({ 'src/lab/index.ts': "export * from './model.ts';\nexport { a } from './a.ts';\n" });
    expect(found).toEqual([expect.stringContaining('src/lab/index.ts only re-exports')]);
  });
});

test('a barrel passes on what others export and does nothing else', () => {
  expect(isBarrel("export { a } from './a.ts';")).toBe(true);
  expect(isBarrel("import { a } from './a.ts';\nexport { a };")).toBe(true);
  expect(isBarrel("export { a } from './a.ts';\nexport const b = 1;")).toBe(false);
  expect(isBarrel("import './a.ts';")).toBe(false);
  expect(isBarrel('export {};')).toBe(false);
  expect(isBarrel('')).toBe(false);
});
