/** The picture of listeners: who is registered for what in the learner's run, who is called, and who has left. */
import AxeBuilder from '@axe-core/playwright';
import { expect } from 'playwright/test';
import { runExercise, test } from './workbench-page.ts';

test('a bus that calls somebody who has left is seen to do so', async ({ page }) => {
  const { picture, slider } = await runExercise(page, 'pub-sub/02-a-changing-list');
  const row = picture.getByRole('row', { name: /^OrderPlaced/ });
  await expect(row.locator('.ls-chip[data-left="true"]')).toHaveCount(2);
  await expect(row.getByRole('cell').last()).toHaveText('3');
  await slider.press('Home');
  await expect(picture).toContainText('Nobody listens to anything yet.');
  await picture.getByRole('button', { name: 'Next fault' }).click();
  await expect(picture.locator('.stage-what')).toHaveText(
    /press: first.* is called .* though it has left\.$/,
  );
  await picture.getByRole('tab', { name: 'Events' }).click();
  await expect(picture.locator('.ls-events > ol > [data-now="true"]')).toContainText(/o-2.*✕ had left/);
});

test('an event travels to each listener in the topology, and its place has them all', async ({ page }) => {
  const { picture, slider } = await runExercise(page, 'pub-sub/02-a-changing-list');
  await picture.getByRole('tab', { name: 'Topology' }).click();
  await slider.press('Home');
  await picture.getByRole('button', { name: 'Next event' }).click();
  await expect(picture.locator('.tp-parcel')).toHaveText('o-1');
  await picture.getByRole('button', { name: 'Step', exact: false }).first().click();
  await expect(picture.locator('.tp-parcel')).toHaveText('o-1');
  await expect(picture.getByRole('group', { name: 'Topology' })).toContainText('4 subscribed');
});

test('the meter says how many listeners have piled up, beyond what number Node warns', async ({ page }) => {
  const { picture } = await runExercise(page, 'event-emitter/03-leaks');
  const row = picture.getByRole('row', { name: /StockChanged/ });
  await expect(row).toContainText(/12.*beyond 10, Node warns of a leak/);
  await picture.getByText('The run as a table').click();
  await expect(
    picture.getByRole('row').filter({ hasText: 'Emitting ShopClosed has returned: 1 listener' }),
  ).toBeVisible();
});

test('an error in a listener ends the emission that it belongs to', async ({ page }) => {
  const { picture } = await runExercise(page, 'event-emitter/02-order-service');
  await picture.getByRole('tab', { name: 'Events' }).click();
  const [first] = await picture.locator('.ls-events > ol > li').allInnerTexts();
  expect(first).toMatch(/OrderPlaced o-1[^]*✓[^]*✕[^]*emitting threw: Error: label printer is out of paper/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any of the pictures, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const { picture, slider } = await runExercise(page, 'event-emitter/03-leaks');
    for (const name of ['Listeners', 'Events', 'Topology']) {
      await picture.getByRole('tab', { name }).click();
      await slider.press('ArrowLeft');
      const { violations } = await new AxeBuilder({ page }).include('.stage').analyze();
      expect(violations.map(({ id, nodes }) => `${name}, ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('nothing is wider than the screen', async ({ page }) => {
    const { picture } = await runExercise(page, 'custom-events/01-a-cart');
    await expect(picture.getByRole('row', { name: /ItemAdded/ })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
