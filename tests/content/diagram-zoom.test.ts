/** Enlarging a diagram, in a real browser. */
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/fences/run-in-browser.ts';

const FIGURE =
  '<figure class="diagram" style="--natural-width:900"><div class="diagram-scroll" tabindex="0">' +
  '<svg role="img" width="900" height="300" viewBox="0 0 900 300"></svg></div><figcaption>One turn</figcaption></figure>';

let browser: Browser | undefined;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  if (!browser) throw new Error('No browser was found. Set CHROMIUM_PATH, or use npm test.');
  page = await browser.newPage();
  const css = readFileSync('src/book/diagrams.css', 'utf8');
  await page.setContent(
    `<!doctype html><html lang="en"><title>x</title><style>${css}main { width: 600px; }</style><main>${FIGURE}</main>`,
  );
  const { outputFiles } = await build({
    stdin: {
      contents:
        "import { enlargeDiagrams } from './src/book/diagram-zoom.ts'; enlargeDiagrams(); enlargeDiagrams();",
      resolveDir: '.',
    },
    bundle: true,
    write: false,
  });
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
});
afterAll(() => browser?.close());

test('a diagram opens large and closes again, by keyboard', async () => {
  const button = page.getByRole('button', { name: 'Enlarge the diagram: One turn' });
  expect(await button.count()).toBe(1);
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'One turn' });
  const large = await dialog.locator('svg').boundingBox();
  expect(large?.width).toBeGreaterThanOrEqual(900);
  expect(large?.y).toBeGreaterThanOrEqual(0);
  expect((large?.y ?? 0) + (large?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
  await page.keyboard.press('Escape');
  // By role a closed dialog is gone at once; the picture returns with its close event, which is a task.
  await page.locator('dialog').waitFor({ state: 'detached' });
  expect(await page.locator('figure.diagram svg').count()).toBe(1);
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('the Close button closes it too, and the page holds the picture once', async () => {
  await page.getByRole('button', { name: /^Enlarge/ }).click();
  expect(await page.locator('svg').count()).toBe(1);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  expect(await page.locator('figure.diagram svg').count()).toBe(1);
});
