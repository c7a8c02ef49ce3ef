/** By keyboard alone, on a phone, and for assistive technology. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright/test';
import { writeLink } from '#workbench/share/format.ts';
import { expect, LAB_PAGE, openLab, SOLUTION, test, watchRequests, type Bench } from './workbench-page.ts';

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

test('the focus goes into a panel, stays inside, and comes back to what opened it', async ({ page }) => {
  const bench = await openLab(page);
  const opener = bench.root.locator('.wb-more summary');
  await bench.more('Share a link');
  const dialog = page.getByRole('dialog', { name: 'Share this code' });
  await expect(dialog.getByRole('button', { name: 'Copy the link' })).toBeFocused();
  for (let press = 0; press < 6; press += 1) {
    await page.keyboard.press('Tab');
    // The browser's own chrome may come in between; the page behind may not.
    expect(await page.evaluate(() => document.activeElement?.closest('dialog, body')?.tagName)).toMatch(
      /DIALOG|BODY/,
    );
    expect(await page.evaluate(() => document.activeElement?.closest('main'))).toBeNull();
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('a known mistake is heard with the verdict', async ({ page }) => {
  const bench = await openLab(page);
  await states['with a known mistake']!(bench);
  await expect(bench.root.getByRole('status').last()).toHaveText(
    /^\d checks failed, \d passed\. A known mistake fails in just this way: The callbacks of timers/,
  );
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

  test('a link brings up the code with its mark; menu and panels fit the screen', async ({ page }) => {
    await page.goto(`${LAB_PAGE}${LINK}`);
    const bar = page.getByRole('group', { name: 'Code from a link' });
    await expect(bar).toBeVisible();
    await bar.getByRole('button', { name: 'What differs' }).tap();
    await fits(page, page.getByRole('dialog', { name: 'Compare' }));
    await page.getByRole('button', { name: 'Close', exact: true }).tap();
    await bar.getByRole('button', { name: 'Back to mine' }).tap();
    await expect(bar).toHaveCount(0);
    await page.locator('.wb-more summary').tap();
    await fits(page, page.locator('.wb-more .wb-popover'));
    await page.getByRole('button', { name: 'History …' }).tap();
    await fits(page, page.getByRole('dialog', { name: 'History' }));
    await page.getByRole('button', { name: 'Close', exact: true }).tap();
    await page.getByRole('button', { name: 'Commands' }).tap();
    const commands = page.getByRole('dialog', { name: 'Commands' });
    await fits(page, commands);
    await commands.getByRole('option', { name: 'Run', exact: true }).tap();
    await expect(page.locator('.wb-console')).toContainText('C: goodbye');
  });
});

/** Opens a panel by its command. */
const panel =
  (name: string) =>
  async ({ page }: Bench): Promise<void> => {
    await page.keyboard.press('F1');
    await page.getByRole('combobox').fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toBeVisible();
  };

/** Code for the exercise, as somebody else would send it. */
const LINK = writeLink(
  { lab: 'event-loop', id: '01-a-c-b', host: 'node-esm', view: 'event-loop', starter: { 'program.js': '' } },
  { files: { 'program.js': '// from a link\n' }, seed: null, host: 'node-esm' },
);

const states: Record<string, (bench: Bench) => Promise<void>> = {
  idle: async () => {},
  'while the editor is open': (bench) => bench.edit('monaco'),
  running: async (bench) => {
    await bench.edit('monaco');
    await bench.write('setInterval(() => {}, 1000);\nwhile (true) {}\n');
    await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
    await expect(bench.root.getByRole('button', { name: 'Stop' })).toBeVisible();
  },
  'stopped, and cut short': async (bench) => {
    await states['running']!(bench);
    await bench.root.getByRole('button', { name: 'Stop' }).click();
    await expect(bench.end).toContainText('Stopped');
    await bench.edit('monaco');
    await bench.write("for (;;) console.log('a flood');\n");
    await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
    await expect(bench.end).toContainText(/limit|too much|characters/i);
  },
  failed: (bench) => bench.check(),
  errored: async (bench) => {
    await bench.root.getByRole('tab', { name: 'predict.js' }).click();
    await bench.edit('monaco');
    await bench.write('export const predict = (;\n');
    await bench.check();
    await expect(bench.verdict).toContainText('could not be carried out');
  },
  'with a known mistake': async (bench) => {
    await bench.root.getByRole('tab', { name: 'predict.js' }).click();
    await bench.edit('monaco');
    await bench.write(SOLUTION.replace("['log', 'timeout']", "['timeout', 'log']"));
    await bench.check();
    await expect(bench.root.locator('.wb-known')).toBeVisible();
  },
  'the menu': (bench) => bench.root.locator('.wb-more summary').click(),
  'the commands': async ({ page }) => {
    await page.keyboard.press('F1');
    await expect(page.getByRole('combobox')).toBeFocused();
  },
  'the keys': panel('Keys'),
  'the link': panel('Share'),
  'a comparison': async (bench) => {
    await bench.edit('monaco');
    await bench.write('// mine\nconsole.log(1);');
    await panel('Compare')(bench);
    await expect(bench.page.locator('.wb-diff')).toBeVisible();
  },
  'the history': async (bench) => {
    await bench.edit('monaco');
    await bench.write('// first');
    await bench.check();
    await bench.edit('monaco');
    await bench.write('// second');
    await panel('History')(bench);
    await expect(bench.page.getByRole('button', { name: 'Restore this version' })).toBeVisible();
  },
  'code from a link': async ({ page }) => {
    await page.evaluate((fragment) => (location.hash = fragment), LINK);
    await expect(page.getByRole('group', { name: 'Code from a link' })).toBeVisible();
  },
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

async function fits(page: Page, element: Locator): Promise<void> {
  await expect(element).toBeVisible();
  const box = (await element.boundingBox())!;
  const { width, height } = page.viewportSize()!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(width);
  expect(box.y + box.height).toBeLessThanOrEqual(height);
}
