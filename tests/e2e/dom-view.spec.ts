/** The picture of a page: listeners at their boxes, and the path of an event lit. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { benchOn, test } from './workbench-page.ts';

async function runExercise(page: Page, exercise: string) {
  await page.goto(`labs/${exercise}/`);
  const code = page.getByRole('button', { name: 'Code', exact: true });
  if (await code.isVisible()) await code.click();
  const bench = benchOn(page, exercise);
  await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
  const picture = bench.root.locator('.stage');
  await expect(picture).toBeVisible();
  return { picture, slider: picture.getByRole('slider') };
}

test('a click lights the boxes from the window to its target, and says who is called', async ({ page }) => {
  const { picture, slider } = await runExercise(page, 'dom-events/01-delegation');
  await expect(picture.locator('.dm-box[data-path="true"]').first()).toContainText('window');
  await slider.press('ArrowRight');
  await expect(picture.locator('.stage-what')).toContainText('calls onClick() of li, at the target');
  await expect(picture.locator('.dm-box[aria-current="step"] > .dm-label')).toContainText('● target');
});

test('listeners on what has left the page are counted', async ({ page }) => {
  const { picture, slider } = await runExercise(page, 'dom-events/03-leave-nothing');
  await slider.press('End');
  await expect(picture.locator('.dm-count')).toContainText('on what has been taken out');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the picture, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const { slider } = await runExercise(page, 'dom-events/02-down-and-up');
    await slider.press('ArrowRight');
    const { violations } = await new AxeBuilder({ page }).include('.stage').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('nothing is wider than the screen', async ({ page }) => {
    await runExercise(page, 'dom-events/02-down-and-up');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
