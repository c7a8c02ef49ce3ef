/** The picture of an event store, as a reader drags through it: with the keyboard, in both themes, on a phone. */
import AxeBuilder from '@axe-core/playwright';
import { expect } from 'playwright/test';
import { runExercise, test } from './workbench-page.ts';

test('dragging back shows the log, the state and the projection as they were', async ({ page }) => {
  const { picture, slider } = await runExercise(page, 'event-sourcing/04-snapshots', '.es');
  await expect(picture.getByRole('region', { name: 'Log' })).toContainText('33 of 33 events');
  await slider.press('Home');
  await expect(picture).toContainText('the log is empty');
  await expect(picture).toContainText('There is no stream yet.');
  await picture.getByRole('button', { name: 'Next state' }).click();
  await expect(picture).toContainText('The state of points-c-7 at version 20 is folded from 20 events.');
  await expect(picture.locator('.es-cost')).toContainText('20');
  await slider.press('ArrowRight');
  await slider.press('ArrowRight');
  await expect(picture.locator('.es-card')).toContainText('1 event behind');
});

test('a note of the log is a way to its moment, and the table says the same in words', async ({ page }) => {
  const { picture } = await runExercise(page, 'event-sourcing/03-expected-version', '.es');
  await picture.getByRole('button', { name: /^Position 2 PointsRedeemed/ }).click();
  await expect(picture.locator('[aria-current="step"]').first()).toContainText('PointsRedeemed');
  await expect(picture.getByRole('button', { name: /^Position 3 to come/ })).toBeVisible();
  await picture.getByText('The run as a table').click();
  const row = picture.getByRole('row').filter({ hasText: 'version 2, position 2' });
  await expect(row).toHaveAttribute('aria-current', 'step');
  await expect(row).toContainText('PointsRedeemed is appended to points-c-7');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the picture, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const { slider } = await runExercise(page, 'event-sourcing/02-decide-and-evolve', '.es');
    await slider.press('ArrowLeft');
    const { violations } = await new AxeBuilder({ page }).include('.es').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('nothing is wider than the screen', async ({ page }) => {
    const { picture } = await runExercise(page, 'event-sourcing/05-upcasters', '.es');
    await expect(picture).toContainText('PointsLost');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
