/** The picture of a buffer: what the program of the lab has written, against the high-water mark. */
import AxeBuilder from '@axe-core/playwright';
import { expect } from 'playwright/test';
import { runExercise, test } from './workbench-page.ts';

test('an impatient writer is seen above the mark, and each step says what the buffer holds', async ({
  page,
}) => {
  const { picture, slider } = await runExercise(page, 'backpressure/02-write-and-drain');
  const printer = picture.getByRole('region', { name: 'printer' });
  await expect(printer).toContainText(/written against a “wait”\s*92/);
  await expect(printer.getByRole('img')).toHaveAccessibleName(/at most 100 so far; the high-water mark is 8/);
  await slider.press('Home');
  await expect(picture).toContainText('No buffer is open yet.');
  await picture.getByRole('button', { name: 'Next fault' }).click();
  await expect(picture).toContainText(
    'label for o-9 is written to printer, though it had been asked to wait',
  );
  await expect(printer.getByRole('img')).toHaveAccessibleName(/holds 9 labels, at most 9 so far/);
});

test('a desk that takes everybody is above its limit, and a file that is left open says so', async ({
  page,
}) => {
  const desk = await runExercise(page, 'backpressure/01-a-full-desk');
  await expect(desk.picture.getByRole('img')).toHaveAccessibleName(
    /at most 100 so far; the high-water mark is 10/,
  );
  const file = await runExercise(page, 'backpressure/03-a-pipeline');
  await file.picture.getByText('The run as a table').click();
  await expect(
    file.picture.getByRole('row').filter({ hasText: 'o-2;BOOK-007;9.00 has left file' }),
  ).toBeVisible();
  await expect(file.picture).not.toContainText('closed');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the picture, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const { slider } = await runExercise(page, 'backpressure/02-write-and-drain');
    await slider.press('ArrowLeft');
    const { violations } = await new AxeBuilder({ page }).include('.stage').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('nothing is wider than the screen', async ({ page }) => {
    const { picture } = await runExercise(page, 'backpressure/01-a-full-desk');
    await expect(picture).toContainText('at most so far');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
