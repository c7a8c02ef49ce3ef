/** The picture of messages and their causes: a waterfall and a graph over one run, with orphans where the ids are wrong. */
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

test('ids of another order make orphans, which say why, in both pictures on one step', async ({ page }) => {
  const { picture, slider } = await runExercise(page, 'tracing/01-carry-the-ids');
  const rows = picture.locator('.tc-row');
  await expect(rows).toHaveCount(15);
  const orphan = rows.filter({ hasText: 'Orphan: it is about o-1' }).first();
  await expect(orphan.getByRole('button')).toHaveAccessibleName(/a root of its own, it is about o-1/);
  await slider.press('Home');
  await expect(picture.locator('.tc-remark')).toHaveCount(0);
  await picture.getByRole('button', { name: 'Next fault' }).click();
  const sentence = await picture.locator('.stage-what').innerText();
  expect(sentence).toContain('as its cause, which is about');
  await picture.getByRole('tab', { name: 'Causes' }).click();
  const cards = picture.locator('.tc-card');
  await expect(cards).toHaveCount(15);
  await expect(picture.locator('.stage-what')).toHaveText(sentence);
  await expect(picture.locator('.tc-card[aria-current="step"]')).toContainText('?');
});

test('findings of the program stand beside their messages', async ({ page }) => {
  const { picture, slider } = await runExercise(page, 'tracing/02-the-slow-and-the-lost');
  await expect(picture.locator('.tc-remark[data-kind="said"]').first()).toBeVisible();
  await slider.press('ArrowRight');
  await picture.getByText('The run as a table').click();
  await expect(picture.getByRole('table')).toContainText(/The program says of ParcelPacked/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the pictures, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const { picture, slider } = await runExercise(page, 'tracing/01-carry-the-ids');
    for (let back = 0; back < 12; back++) await slider.press('ArrowLeft');
    const wrong = async () => {
      const { violations } = await new AxeBuilder({ page }).include('.stage').analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    };
    expect(await wrong()).toEqual([]);
    await picture.getByRole('tab', { name: 'Causes' }).click();
    expect(await wrong()).toEqual([]);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('nothing is wider than the screen, and the present message is in sight', async ({ page }) => {
    const { picture } = await runExercise(page, 'tracing/01-carry-the-ids');
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(390);
    await picture.getByRole('tab', { name: 'Causes' }).click();
    expect(await width()).toBeLessThanOrEqual(390);
    await expect(picture.locator('.tc-card[aria-current="step"]')).toBeInViewport();
  });
});
