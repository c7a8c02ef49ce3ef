/** The kept pictures as a page shows them, in the page's own font. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RENDERS_FOLDER } from '#book/diagrams/renders.ts';
import { openBrowser } from '../support/fences/run-in-browser.ts';

const FONT = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
const pictures = readdirSync(RENDERS_FOLDER).filter((name) => name.endsWith('.svg'));

let browser: Browser | undefined;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  if (!browser) throw new Error('No browser was found. Set CHROMIUM_PATH, or use npm test.');
  page = await browser.newPage();
  const css = readFileSync('src/book/diagrams.css', 'utf8');
  const font = readFileSync(FONT).toString('base64');
  await page.setContent(
    `<!doctype html><html lang="en"><title>x</title><style>@font-face{font-family:"Inter";src:url(data:font/woff2;base64,${font})}` +
      `:root{--sans:"Inter"}${css}</style><div class="diagram"></div>`,
  );
  await page.evaluate(() => document.fonts.load('15px Inter'));
});
afterAll(() => browser?.close());

/** Labels of the picture that stick out of their shapes. */
function labelsOutside(svg: string): Promise<string[]> {
  return page.evaluate((markup) => {
    const place = document.querySelector('.diagram') as HTMLElement;
    place.innerHTML = markup;
    place.style.setProperty('--natural-width', '2000');
    return [...place.querySelectorAll('.node, .note')].flatMap((node) => {
      const shape = node.querySelector('rect, polygon, path, circle')?.getBoundingClientRect();
      return [...node.querySelectorAll('text')].flatMap((text) => {
        const label = text.getBoundingClientRect();
        const inside = shape && label.left >= shape.left && label.right <= shape.right;
        return inside ? [] : [text.textContent ?? ''];
      });
    });
  }, svg);
}

test.each(pictures)('labels of %s fit into their shapes', async (name) => {
  expect(await labelsOutside(readFileSync(join(RENDERS_FOLDER, name), 'utf8'))).toEqual([]);
});

test('a label that is too long is noticed', async () => {
  const svg =
    '<svg viewBox="0 0 300 50"><g class="node"><rect x="100" y="0" width="40" height="40"/><text x="120" y="20">far too long</text></g></svg>';
  expect(await labelsOutside(svg)).toEqual(['far too long']);
});
