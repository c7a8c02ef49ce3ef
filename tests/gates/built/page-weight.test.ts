import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { overweight, weighPage } from '../page-weight.ts';

const site = join(ROOT, 'dist');
const pages = globSync('**/*.html', { cwd: site })
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted();
const chapters = pages.filter((page) => page.startsWith('chapters/'));

test('all ten chapters are built', () => {
  expect(chapters).toHaveLength(10);
});

describe('a chapter keeps its budgets', () => {
  test.each(chapters)('%s', (page) => {
    expect(overweight(page, weighPage(site, page))).toEqual([]);
  });
});

test('no page loads anything from another host by itself', () => {
  expect(pages.flatMap((page) => weighPage(site, page).thirdParty)).toEqual([]);
});
