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
