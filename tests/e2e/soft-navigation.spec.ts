/** One container is kept while the reader goes from page to page. */
import type { Page } from 'playwright/test';
import {
  badgeOf,
  becomeReady,
  builds,
  expect,
  IN_CONTAINER,
  test,
  WHERE,
  write,
} from './webcontainer-bench.ts';
import { benchOn, CHAPTER, LAB_PAGE } from './workbench-page.ts';

/** A document that was loaded anew does not have the mark. */
const mark = (page: Page) => page.evaluate(() => Object.assign(globalThis, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => 'marked' in globalThis);

test('the container lives on in the next page, and answers its first run', async ({ page, open }) => {
  const { bench, standIn } = await open();
  await write(bench, WHERE);
  await bench.run();
  await becomeReady(bench);
  await mark(page);

  await page.getByRole('link', { name: 'Next exercise' }).click();
  await expect(page).toHaveURL(/02-microtasks/);
  await expect(page).toHaveTitle(/Microtasks go first/);
  const second = benchOn(page, 'event-loop/02-microtasks');
  await write(second, WHERE);
  await second.run();
  await expect(second.output).toContainText(IN_CONTAINER);

  await page.goBack();
  await expect(page).toHaveURL(new RegExp(LAB_PAGE));
  const again = benchOn(page);
  await expect.poll(() => again.code()).toContain(WHERE);
  await again.run();
  await expect(again.output).toContainText(IN_CONTAINER);
  expect(builds(standIn)).toBe(1);
  expect(await isMarked(page)).toBe(true);
});

test('a page that came without a load works as one that was loaded', async ({ page, open }) => {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  const { bench, standIn } = await open();
  await bench.run();
  await becomeReady(bench);
  await mark(page);
  await page.locator('header.top a').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.locator(`main a[href*="${CHAPTER}"]:visible`).first().click();
  await expect(page).toHaveURL(new RegExp(CHAPTER));
  expect(await isMarked(page)).toBe(true);

  // Theme, search and sections.
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
  const before = await theme();
  await page.locator('#theme').click();
  expect(await theme()).not.toBe(before);
  await page.keyboard.press('/');
  await expect(page.locator('#search')).toBeVisible();
  await page.keyboard.type('microtask');
  await expect(page.locator('#search-results a').first()).toBeVisible();
  await page.locator('.search-close').click();
  await page.locator('#summary, h2[id]').last().scrollIntoViewIfNeeded();
  await expect(page.locator('.contents-sections [aria-current="location"]')).toHaveCount(1);

  // A block of the book, and the chapter's lab.
  const block = page.locator('figure.code:has(.code-run)').first();
  await block.locator('.code-run').click();
  await expect(block).toContainText('Printed as shown.');
  const lab = benchOn(page);
  await lab.run();
  await expect(badgeOf(lab)).toContainText('WebContainer');
  expect(builds(standIn)).toBe(1);
  expect(troubles).toEqual([]);
});

test('keys and panels belong to the page that stands', async ({ page, open }) => {
  const { bench } = await open();
  await bench.run();
  await becomeReady(bench);
  await page.getByRole('link', { name: 'Next exercise' }).click();
  await expect(page).toHaveURL(/02-microtasks/);
  const second = benchOn(page, 'event-loop/02-microtasks');
  await second.run();
  await page.keyboard.press('F1');
  await expect(page.locator('dialog[open]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
});

test('without a container a link loads its page', async ({ page, open }) => {
  const { bench } = await open();
  await bench.run();
  await becomeReady(bench);
  await badgeOf(bench).click();
  await bench.root.getByRole('button', { name: 'Stop WebContainer' }).click();
  await expect(badgeOf(bench)).not.toContainText('Node 24');
  await mark(page);
  await page.getByRole('link', { name: 'Next exercise' }).click();
  await expect(page).toHaveURL(/02-microtasks/);
  expect(await isMarked(page)).toBe(false);
});
