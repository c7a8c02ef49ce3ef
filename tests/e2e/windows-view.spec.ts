/** The picture of windows: when each item of the learner's run happened and when it came, and what was counted. */
import AxeBuilder from '@axe-core/playwright';
import { expect } from 'playwright/test';
import { runExercise, test } from './workbench-page.ts';

test('each window stands over its time, with the count that the program gave it', async ({ page }) => {
  const { picture, slider } = await runExercise(page, 'stream-windows/02-when-is-it-over');
  const axis = picture.getByRole('group', { name: 'Time axis' });
  const windows = axis.locator('.wi-window');
  await expect(windows).toHaveText([/0 to 60:\s*2/, /60 to 120:\s*3/, /120 to 180:\s*1/]);
  const [first, second] = await windows.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
  expect(Math.abs(first!.right - second!.left)).toBeLessThan(2);
  const early = await axis.getByTitle('view of second 5', { exact: true }).boundingBox();
  expect(early!.x + early!.width / 2).toBeGreaterThan(first!.left - 2);
  expect(early!.x + early!.width / 2).toBeLessThan(first!.right);
  await slider.press('Home');
  await expect(picture).toContainText('Nothing has arrived yet.');
  await picture.getByRole('button', { name: 'Next result' }).click();
  await expect(picture.locator('.stage-what')).toHaveText('The window 0 to 60 closes with 2.');
});

test('an alarm stands at the second at which it was raised', async ({ page }) => {
  const { picture } = await runExercise(page, 'stream-windows/03-raise-the-alarm');
  await expect(picture.locator('.wi-alarm')).toHaveText([/raised 3/, /raised 3/, /raised 3/]);
  await picture.getByText('The run as a table').click();
  await expect(
    picture.getByRole('row').filter({ hasText: 'The alarm is raised at 202, by 3.' }),
  ).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the picture, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const { slider } = await runExercise(page, 'stream-windows/01-which-minute');
    await slider.press('ArrowLeft');
    const { violations } = await new AxeBuilder({ page }).include('.stage').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('nothing is wider than the screen', async ({ page }) => {
    const { picture } = await runExercise(page, 'stream-windows/02-when-is-it-over');
    await expect(picture.locator('.wi-item').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
