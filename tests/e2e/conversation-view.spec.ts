/** The picture of a conversation: requests, events and lines of the learner’s run, of two designs side by side. */
import AxeBuilder from '@axe-core/playwright';
import { expect } from 'playwright/test';
import { runExercise, test } from './workbench-page.ts';

test('a page that does not connect again is seen to end with the break', async ({ page }) => {
  const { picture, slider } = await runExercise(page, 'live-updates/01-resume');
  const diagram = picture.getByRole('group', { name: 'Sequence diagram' });
  await expect(diagram.getByRole('list', { name: 'Lanes' })).toContainText(/page.*server/);
  const rows = diagram.getByRole('list').nth(1).getByRole('listitem');
  await expect(rows.filter({ hasText: 'line breaks' })).toHaveCount(1);
  await expect(rows.last()).toContainText('line breaks');
  await slider.press('Home');
  await picture.getByRole('button', { name: 'Next fault' }).click();
  await expect(picture.locator('.stage-what')).toHaveText('c-2 is lost on its way from server to page.');
});

test('both designs stand on one moment, each with its own parts', async ({ page }) => {
  const { picture, slider } = await runExercise(page, 'checkout-two-ways/01-tell-instead-of-ask');
  const calls = picture.getByRole('group', { name: 'Sequence diagram: by calls' });
  const events = picture.getByRole('group', { name: 'Sequence diagram: by events' });
  await expect(calls).not.toContainText('bus');
  await expect(events.getByRole('list', { name: 'Lanes' })).toContainText('bus');
  await slider.press('Home');
  await expect(picture.locator('[aria-current="step"]')).toHaveCount(0);
  await picture.getByRole('button', { name: 'Next event' }).click();
  await expect(picture.locator('.stage-what')).toHaveText('by calls: customer asks checkout: buy o-1.');
  await slider.press('End');
  await expect(picture.locator('[aria-current="step"]')).toHaveCount(2);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the picture, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const { slider } = await runExercise(page, 'checkout-two-ways/02-the-same-bad-day');
    await slider.press('ArrowLeft');
    const { violations } = await new AxeBuilder({ page }).include('.stage').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('one design stands below the other, and nothing is wider than the screen', async ({ page }) => {
    const { picture } = await runExercise(page, 'checkout-two-ways/02-the-same-bad-day');
    const [first, second] = await Promise.all(
      ['by calls', 'by events'].map((name) => picture.getByRole('region', { name }).boundingBox()),
    );
    expect(second!.y).toBeGreaterThanOrEqual(first!.y + first!.height);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
