/** The plugins together, on the way that a chapter goes in the site's build. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { compileChapter } from './compile.ts';

const chapter = 'content/chapters/02-event-model.mdx';

test('a whole chapter compiles, with its components imported and no fence left over', async () => {
  const text = readFileSync(chapter, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
  const code = await compileChapter(text, resolve(chapter));
  expect(code).toMatch(/^import Predict from ["']#components\/book\/Predict\.astro["'];$/m);
  expect(code).toContain('"predict-answer"');
  expect(code).toContain('aria-labelledby=');
  expect(code).not.toMatch(/```|flowchart (LR|TB)|language-mermaid/);
});

test('a table scrolls in a box of its own', async () => {
  const code = await compileChapter('| a | b |\n| - | - |\n| 1 | 2 |', resolve('planted.mdx'));
  expect(code).toMatch(/table-scroll[\s\S]*_components\.table/);
});

test('an empty corner cell of a table is no header, and under it stand those of the rows', async () => {
  const cells = async (table: string) => {
    const code = await compileChapter(table, resolve('planted.mdx'));
    return [...code.matchAll(/_components\.(t[hd]), \{(?:\s*children: "(\w*)")?/g)].map(
      ([, tag, text]) => `${tag} ${text}`,
    );
  };
  expect(await cells('| | b |\n| - | - |\n| 1 | 2 |')).toEqual(['td undefined', 'th b', 'th 1', 'td 2']);
  expect(await cells('| a | b |\n| - | - |\n| 1 | 2 |')).toEqual(['th a', 'th b', 'td 1', 'td 2']);
});

test('an error in a chapter carries its place through the build', async () => {
  await expect(compileChapter('Fine.\n\n<Nope />', resolve('content/planted.mdx'))).rejects.toThrow(
    /content\/planted\.mdx:3: there is no component <Nope>/,
  );
});
