/** By keyboard alone, on a phone, and for assistive technology. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, openLab, SOLUTION, test, watchRequests, type Bench } from './workbench-page.ts';

test('a keyboard alone is enough, and gets out of the editor again', async ({ page }) => {
  const bench = await openLab(page);
  await bench.root.getByRole('group', { name: /^Code of program\.js/ }).focus();
  await page.keyboard.press('Enter');
  await expect(bench.root.locator('[data-editor="monaco"]')).toBeVisible();
  await expect(bench.root.locator('.wb-wayout')).toContainText('To leave the editor press Escape, then Tab.');
  await expect(bench.root.locator('[data-editor-place="monaco"] :focus')).toBeAttached();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(bench.root.locator('[data-editor-place="monaco"] :focus')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(bench.verdict).toContainText('failed');

  const tab = bench.root.getByRole('tab', { name: 'program.js' });
  await tab.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(bench.root.getByRole('tab', { name: 'predict.js' })).toBeFocused();
  await expect.poll(() => bench.code()).toContain('predict(program)');
});

test('the panes are sized by keyboard', async ({ page }) => {
  await openLab(page);
  const splitter = page.getByRole('separator', { name: 'Width of the task' });
  const task = page.locator('.lab-task');
  const before = (await task.boundingBox())!.width;
  await splitter.focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  expect((await task.boundingBox())!.width).toBeGreaterThan(before);
});

test('focus stays on the button that turns from Run to Stop and back', async ({ page }) => {
  const bench = await openLab(page);
  await bench.run();
  await expect(bench.root.getByRole('button', { name: 'Run', exact: false })).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the plain editor serves, panes show one at a time, and nothing is wider than the screen', async ({
    page,
  }) => {
    const requests = watchRequests(page);
    const bench = await openLab(page);
    await page.getByRole('button', { name: 'Code', exact: true }).tap();
    await bench.root.getByRole('tab', { name: 'predict.js' }).tap();
    await bench.edit('plain');
    await bench.write(SOLUTION);
    await bench.check();
    await expect(bench.verdict).toContainText('checks passed.');
    await expect(bench.root.locator('.wb-code')).toBeHidden();
    expect(requests.filter((url) => /editor\.api/.test(url))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

const states: Record<string, (bench: Bench) => Promise<void>> = {
  idle: async () => {},
  'while the editor is open': (bench) => bench.edit('monaco'),
  running: async (bench) => {
    await bench.edit('monaco');
    await bench.write('setInterval(() => {}, 1000);\nwhile (true) {}\n');
    await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
    await expect(bench.root.getByRole('button', { name: 'Stop' })).toBeVisible();
  },
  failed: (bench) => bench.check(),
  passed: async (bench) => {
    await bench.root.getByRole('tab', { name: 'predict.js' }).click();
    await bench.edit('monaco');
    await bench.write(SOLUTION);
    await bench.check();
    await expect(bench.verdict).toContainText('checks passed.');
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const [name, reach] of Object.entries(states)) {
      test(`axe finds nothing: ${name}`, async ({ page }) => {
        const bench = await openLab(page);
        await reach(bench);
        expect(await violations(page)).toEqual([]);
      });
    }

    test('axe finds nothing: the list of labs', async ({ page }) => {
      await page.goto('labs/');
      expect(await violations(page)).toEqual([]);
    });
  });
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
