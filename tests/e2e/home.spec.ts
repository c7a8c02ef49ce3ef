import { expect, test, type Page } from 'playwright/test';

const live = (page: Page) => page.getByRole('region', { name: 'A small live system' });
const count = (page: Page, name: string) =>
  live(page)
    .locator('.counts > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd');

test('a reader crashes a replica and sees its order go back to the queue, and none get lost', async ({
  page,
}) => {
  await page.goto('');
  // A replica is without an order now and then: wait for one that A takes, and hold it there.
  await live(page).getByRole('button', { name: 'Pause' }).click();
  await expect(async () => {
    await live(page).getByRole('button', { name: 'Step' }).click();
    await expect(live(page).locator('.live-sentence')).toContainText('to replica A', { timeout: 100 });
  }).toPass({ intervals: [0] });
  const before = Number(await count(page, 'delivered again').textContent());
  await live(page).getByRole('button', { name: 'Crash A' }).click();
  await expect(live(page).getByRole('button', { name: 'Crash A' })).toBeDisabled();
  await expect(live(page).getByRole('status')).toContainText('Replica A crashed before it acknowledged');
  await live(page).getByRole('button', { name: 'Play' }).click();
  // Replica B, or A after its restart, takes the order over.
  await expect(async () => {
    expect(Number(await count(page, 'delivered again').textContent())).toBeGreaterThan(before);
  }).toPass();
  await expect(live(page).getByRole('button', { name: 'Crash A' })).toBeEnabled({ timeout: 15_000 });
  await expect(count(page, 'lost')).toHaveText('0');
});

test('the system moves by itself, stops at Pause, and then goes one event further at each Step', async ({
  page,
}) => {
  await page.goto('');
  const served = await count(page, 'placed').textContent();
  await expect(count(page, 'placed')).not.toHaveText(served!);
  await live(page).getByRole('button', { name: 'Pause' }).click();
  await expect(live(page).getByRole('button', { name: 'Play' })).toBeVisible();
  const sentence = live(page).locator('.live-sentence');
  const seen = new Set([await sentence.textContent()]);
  for (let i = 0; i < 3; i++) {
    const last = await sentence.textContent();
    await live(page).getByRole('button', { name: 'Step' }).click();
    await expect(sentence).not.toHaveText(last!);
    seen.add(await sentence.textContent());
  }
  expect(seen.size).toBe(4);
});

test('a press that comes before the system is awake counts', async ({ page }) => {
  let awake!: () => void;
  const mayWake = new Promise<void>((resolve) => (awake = resolve));
  await page.route(/LiveSystem.*\.js$/, async (route) => {
    await mayWake;
    await route.continue();
  });
  await page.goto('', { waitUntil: 'domcontentloaded' });
  await live(page).getByRole('button', { name: 'Pause' }).click();
  await expect(live(page).getByRole('button', { name: 'Step' })).toBeDisabled();
  awake();
  await expect(live(page).getByRole('button', { name: 'Play' })).toBeVisible();
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('nothing moves until the reader wants it', async ({ page }) => {
    await page.goto('');
    await expect(live(page).getByRole('button', { name: 'Play' })).toBeVisible();
    await expect(live(page).getByRole('button', { name: 'Step' })).toBeEnabled();
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the picture shows the shop as it stood after some orders', async ({ page }) => {
    await page.goto('');
    expect(Number(await count(page, 'placed').textContent())).toBeGreaterThan(10);
    await expect(live(page).locator('.order').first()).toBeAttached();
  });
});
