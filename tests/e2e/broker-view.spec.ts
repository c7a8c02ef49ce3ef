/** The pictures of a broker: board, sequence, topology, depth: stepped with the keyboard. */
import AxeBuilder from '@axe-core/playwright';
import { expect } from 'playwright/test';
import { CHANNELS, runWithView, SHOP } from './view-programs.ts';
import { runExercise, test } from './workbench-page.ts';

test('the board shows what waits, what is in flight, who is down, and dead letters', async ({ page }) => {
  const { picture, slider } = await runWithView(page, 'broker', SHOP);
  const card = (name: string) => picture.locator(`.bb-card[data-at="${name}"]`);
  await expect(card('place orders.stock')).toContainText('1 dead letter');
  await expect(card('place lost-property')).toContainText('1 waiting');
  await expect(card('consumer stock-1')).toContainText('down');
  await slider.press('Home');
  await expect(picture).toContainText('Before the first event.');
  await picture.getByRole('button', { name: 'Next fault' }).click();
  await expect(picture.locator('.stage-what')).toContainText('stock-1 is lost');
  await expect(card('consumer stock-1')).toContainText('o-1');
  await slider.press('ArrowRight');
  await expect(picture.locator('.stage-what')).toContainText('o-1 goes back');
  await expect(card('place orders.stock')).toContainText('2 waiting');
  await expect(card('place orders.stock').getByText('delivered before:')).toHaveCount(1);
});

test('the other pictures stand behind tabs, and show the same moment', async ({ page }) => {
  const { picture, slider } = await runWithView(page, 'broker', SHOP);
  await slider.press('Home');
  await picture.getByRole('button', { name: 'Next fault' }).click();
  await picture.getByRole('tab', { name: 'Board' }).press('ArrowRight');
  await expect(picture.getByRole('tab', { name: 'Sequence' })).toBeFocused();
  await expect(picture.locator('.sq [aria-current="step"]')).toContainText('stock-1: ✕ is lost');
  await picture.getByRole('tab', { name: 'Depth over time' }).click();
  await expect(picture.getByRole('region', { name: 'Depth over time' })).toContainText('orders.stock');
});

test('a message travels along subscriptions, and falls where nobody hears it', async ({ page }) => {
  const { picture, slider } = await runWithView(page, 'topology', CHANNELS);
  const parcel = picture.locator('.tp-parcel');
  await expect(parcel).toHaveAttribute('data-falls', 'true');
  await expect(parcel).toContainText('✕ p-1');
  await expect(picture.locator('.tp-node').filter({ hasText: 'reports' })).toContainText('down');
  await slider.press('Home');
  await picture.getByRole('button', { name: 'Next message' }).click();
  await expect(parcel).toContainText('o-1');
  await slider.press('ArrowRight');
  await expect(picture.locator('.tp path[data-taken="true"]')).toHaveCount(1);
  await expect(picture.locator('.stage-what')).toContainText('o-1 is delivered to stock from orders.');
});

for (const [view, program] of [
  ['broker', SHOP],
  ['topology', CHANNELS],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in the pictures of ${view}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      const { picture } = await runWithView(page, view, program);
      for (const tab of await picture.getByRole('tab').all()) {
        await tab.click();
        const { violations } = await new AxeBuilder({ page }).include('.stage').analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
    });
  }
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true });

  test('nothing is wider than the screen', async ({ page }) => {
    const { picture } = await runWithView(page, 'broker', SHOP);
    for (const tab of await picture.getByRole('tab').all()) {
      await tab.click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    }
  });

  for (const exercise of [
    'saga/01-there-and-back',
    'outbox/01-dual-write',
    'retry-dlq/01-how-long-to-wait',
  ]) {
    test(`${exercise} names each lane of its sequence on one line`, async ({ page }) => {
      const { picture } = await runExercise(page, exercise);
      await picture.getByRole('tab', { name: /sequence|lanes/i }).click();
      await expect(picture.locator('.sq')).toHaveAttribute('data-form', 'rails');
      const heights = await picture
        .locator('.sq-heads li')
        .evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().height));
      expect(heights.length).toBeGreaterThan(3);
      expect(Math.max(...heights)).toBeLessThan(30);
    });
  }
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves, and stepping shows the same', async ({ page }) => {
    const { picture, slider } = await runWithView(page, 'topology', CHANNELS);
    await slider.press('ArrowLeft');
    await expect(picture.locator('.tp-parcel')).toContainText('p-1');
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
