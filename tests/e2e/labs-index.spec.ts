/** The list of all labs: what each asks, shows and proves, and how far this reader has come. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'playwright/test';

test('each lab says what comes before it, what it draws, where it runs, and how good its checks are', async ({
  page,
}) => {
  await page.goto('/labs/');
  const broker = page.locator('#idempotent-consumer');
  await expect(broker.getByRole('definition').first()).toContainText('chapter 8, A broker in the middle');
  await broker.getByRole('link', { name: 'A broker in the middle' }).click();
  await expect(page).toHaveURL(/#broker$/);
  for (const lab of await page.locator('.labs-list > li').all()) {
    await expect(lab).toContainText(/\d+ checks notice \d+ of \d+ faults planted in the solutions/);
    await expect(lab).toContainText(/Verified 20\d\d-\d\d-\d\d/);
  }
});

test('the overview leads to each lab, without scripts too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto('/labs/');
  const overview = page.getByRole('navigation', { name: 'Labs by chapter' });
  await expect(overview.getByRole('link')).toHaveCount(await page.locator('.labs-list > li').count());
  await overview.getByRole('link', { name: 'Saga' }).click();
  await expect(page.locator('#saga')).toBeInViewport();
  // What cannot work is not offered.
  await expect(page.getByRole('search')).toBeHidden();
  await context.close();
});

test('words narrow the list and its overview; what is left is said, and a link leads out of it', async ({
  page,
}) => {
  await page.goto('/labs/');
  const labs = page.locator('.labs-list > li').filter({ visible: true });
  const links = page.getByRole('navigation', { name: 'Labs by chapter' }).getByRole('link');
  const all = await labs.count();
  const field = page.getByRole('searchbox', { name: 'Only labs about' });
  const status = page.getByRole('search').getByRole('status');
  await field.fill('saga');
  await expect(status).toHaveText(/^\d of \d\d labs$/);
  await expect(page.locator('#saga')).toBeVisible();
  await expect(page.locator('#event-loop')).toBeHidden();
  expect(await links.count()).toBe(await labs.count());
  // By its chapter’s title; every lab runs in Node, which is no reason to show it.
  await field.fill('front end');
  await expect(page.locator('#live-updates')).toBeVisible();
  await field.fill('lab 8.2');
  await expect(labs).toHaveCount(1);
  await labs.getByRole('link', { name: 'A broker in the middle' }).click();
  await expect(page.locator('#broker')).toBeInViewport();
  await expect(field).toHaveValue('');
  await field.fill('nothing of the kind');
  await expect(status).toHaveText('No lab says “nothing of the kind”');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(field).toBeFocused();
  await expect(labs).toHaveCount(all);
});

test('progress is counted for each lab from what this browser remembers', async ({ page }) => {
  await page.goto('/labs/');
  await expect(page.locator('#event-loop .labs-progress')).toBeEmpty();
  await page.evaluate(() => localStorage.setItem('handbook:1:passed:event-loop/01-a-c-b', 'yes'));
  await page.reload();
  await expect(page.locator('#event-loop .labs-progress')).toHaveText(/1 of 5 passed/);
  await expect(page.locator('#pub-sub .labs-progress')).toBeEmpty();
});

test('axe finds nothing, on a phone either', async ({ page }) => {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/labs/');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
