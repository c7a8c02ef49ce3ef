/** The explorable systems of chapter 9: a reader opens one, turns its dials, looks at the picture and the code. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { benchOn, expect, test, watchRequests } from './workbench-page.ts';

const CHAPTER = 'chapters/systems/';
const IDS = ['payments', 'orders', 'telemetry', 'analytics', 'feeds', 'releases'];

async function openSystem(page: Page, id: string) {
  const root = page.locator(`details[data-system="${id}"]`);
  await root.locator('> summary').click();
  const says = root.locator('.sys-says');
  await expect(says).toContainText('95 % are');
  return {
    root,
    says,
    numbers: root.locator('.sys-numbers'),
    dial: (label: string) => root.getByLabel(label, { exact: true }),
    picture: root.locator('.stage'),
  };
}

test('nothing of a system is fetched before it is approached', async ({ page }) => {
  const requests = watchRequests(page);
  await page.goto(CHAPTER, { waitUntil: 'networkidle' });
  await page.locator('details[data-system]').first().scrollIntoViewIfNeeded();
  expect(requests.filter((url) => /\/open[.-]|worker/i.test(url))).toEqual([]);
  await openSystem(page, 'payments');
  expect(requests.filter((url) => /\/worker-/.test(url))).toHaveLength(1);
});

test('dials are turned with the keyboard, and numbers, sentence and picture follow', async ({ page }) => {
  await page.goto(CHAPTER);
  const { says, numbers, dial, picture } = await openSystem(page, 'payments');
  await expect(dial('Load')).toHaveAttribute('aria-valuetext', '5 payments a second');
  const before = await numbers.innerText();
  await dial('Load').focus();
  await page.keyboard.press('End');
  await expect(says).toContainText('Load 5 → 20: the time within which 95 % are posted rises from');
  await expect(dial('Load')).toBeFocused();
  await expect(numbers).toContainText(/95 % are posted within\s*[\d.]+ s before: \d+ ms/);
  expect(await numbers.innerText()).not.toBe(before);
  await expect(picture.getByRole('region', { name: 'Depth over time' })).toContainText(
    /payments\.fraud.*\d{2} at most/s,
  );
  await expect(page.locator('.sys-note').first()).toContainText(
    /The picture is of its first 2,500 of [\d,]+ steps/,
  );

  await dial('Replicas').focus();
  await page.keyboard.press('End');
  await expect(says).toContainText('Replicas 2 → 8: the time within which 95 % are posted falls from');
  await expect(numbers).toContainText(/95 % are posted within\s*\d+ ms before: [\d.]+ s/);
});

test('the same settings come to the same numbers again, and another seed to others', async ({ page }) => {
  await page.goto(CHAPTER);
  const { says, numbers, dial } = await openSystem(page, 'orders');
  const values = () =>
    numbers.locator('dd').evaluateAll((all) => all.map((one) => one.firstChild!.textContent));
  const first = await values();
  await dial('Seed of chance').fill('2');
  await page.keyboard.press('Enter');
  await expect(says).toContainText('Other chance (seed 2)');
  expect(await values()).not.toEqual(first);
  await dial('Seed of chance').fill('1');
  await page.keyboard.press('Enter');
  await expect(says).toContainText('Other chance (seed 1)');
  expect(await values()).toEqual(first);
});

test('the decision of the design can be tried', async ({ page }) => {
  await page.goto(CHAPTER);
  const { says, dial } = await openSystem(page, 'feeds');
  await dial('The star').selectOption('is pulled from one list');
  await expect(says).toContainText('The star: is pulled from one list');
  await expect(says).toContainText(/replies shown before their post: 0, before it was \d+/);
});

test('the run can be stepped, and read as a table', async ({ page }) => {
  await page.goto(CHAPTER);
  const { root, picture } = await openSystem(page, 'telemetry');
  const slider = picture.getByRole('slider');
  await slider.press('Home');
  await expect(picture).toContainText('Before the first event.');
  await picture.getByRole('button', { name: 'Next fault' }).click();
  await expect(picture.locator('.stage-what')).toContainText(/storage-\d dies|storage-\d is lost/);
  await picture.getByRole('tab', { name: 'Board' }).click();
  await expect(picture.locator('.bb-card').filter({ hasText: 'humidity.storage' }).first()).toBeVisible();
  await root.getByText('The run as a table').click();
  await expect(picture.getByRole('row').nth(1)).toContainText('humidity');
});

test('the code that ran can be opened, with the settings of the run', async ({ page }) => {
  await page.goto(CHAPTER);
  const { root, says, dial } = await openSystem(page, 'analytics');
  await dial('Latency').focus();
  await page.keyboard.press('ArrowRight');
  await expect(says).toContainText('Latency 10 → 15');
  await root.getByText('Open the code').click();
  const code = root.locator('.sys-code pre');
  await expect(code).toContainText("from './kit.js'");
  await expect(code).toContainText('latency: 15');
});

test('the code can be taken into a workbench, which runs it and draws it', async ({ page }) => {
  await page.goto(CHAPTER);
  const { root } = await openSystem(page, 'feeds');
  await root.getByText('Open the code').click();
  await root.getByRole('button', { name: 'Open in that lab' }).click();
  await expect(page).toHaveURL(/labs\/broker\/01-three-services/);
  const lab = benchOn(page, 'broker/01-three-services');
  await expect.poll(() => lab.code()).toContain('export function feeds');
  await lab.run();
  const picture = lab.root.locator('.stage');
  await expect(picture.locator('.bb-card').filter({ hasText: 'posts.fan-out' }).first()).toBeVisible();
});

test('all six run, without an error, in one worker that goes with the page', async ({ page }) => {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(CHAPTER);
  for (const id of IDS) {
    const { picture } = await openSystem(page, id);
    await expect(picture.getByRole('tab')).toHaveCount(4);
  }
  expect(page.workers()).toHaveLength(1);
  await page.locator('header.top a').first().click();
  await expect(page).not.toHaveURL(/systems/);
  await expect.poll(() => page.workers().length).toBe(0);
  expect(troubles).toEqual([]);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('each system says what a few runs came to', async ({ page }) => {
    await page.goto(CHAPTER);
    for (const id of IDS) {
      const root = page.locator(`details[data-system="${id}"]`);
      await root.locator('> summary').click();
      await expect(root).toContainText(/95 % \w+ within [\d.]+ m?s/);
      await expect(root.getByRole('slider')).toHaveCount(0);
    }
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(CHAPTER);
    const { root, picture } = await openSystem(page, 'payments');
    await root.getByText('Open the code').click();
    for (const tab of await picture.getByRole('tab').all()) {
      await tab.click();
      const { violations } = await new AxeBuilder({ page })
        .include('details[data-system="payments"]')
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });
}

test('on a phone nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(CHAPTER);
  const { root, picture } = await openSystem(page, 'orders');
  await root.getByText('Open the code').click();
  for (const tab of await picture.getByRole('tab').all()) {
    await tab.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await root.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(
      0,
    );
  }
});
