/** Terminal, preview and files in step, in the workbench of a lab that asks for them. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test as base } from 'playwright/test';
import { type StandIn, startStandIn } from '../support/webcontainer-stand-in/stand-in.ts';
import { openPlantedLab } from './planted-lab.ts';
import type { Bench } from './workbench-page.ts';

const test = base.extend<{ standIn: StandIn; bench: Bench }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter
  async standIn({}, use) {
    const standIn = await startStandIn();
    await use(standIn);
    await standIn.close();
  },
  async bench({ page, standIn }, use) {
    await page.addInitScript((url) => {
      Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: url });
    }, standIn.origin);
    await use(await openPlantedLab(page));
  },
});

const screenOf = (bench: Bench) => bench.root.locator('.wb-screen');

async function openTerminal(bench: Bench): Promise<void> {
  await bench.root.getByRole('tab', { name: 'Terminal' }).click();
  await bench.root.getByRole('button', { name: 'Open the terminal' }).click();
  await expect(screenOf(bench)).toContainText('❯', { timeout: 20_000 });
}

/** Types when the shell is waiting: a program that runs would read the line instead. */
async function type(page: Page, line: string): Promise<void> {
  await expect
    .poll(async () => (await page.locator('.wb-screen .xterm-rows').innerText()).trim())
    .toMatch(/❯$/);
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

test('the terminal is fetched when it is opened, and runs commands in the lab’s folder', async ({
  page,
  bench,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await bench.root.getByRole('tab', { name: 'Terminal' }).click();
  expect(scripts.filter((url) => /screen/.test(url))).toEqual([]);
  await openTerminal(bench);
  expect(scripts.filter((url) => /screen/.test(url))).toHaveLength(1);
  await expect(bench.root.locator('.wb-screen :focus')).toBeAttached();
  await type(page, 'ls; node -p "6 * 7"');
  await expect(screenOf(bench)).toContainText('program.js');
  await expect(screenOf(bench)).toContainText('42');
  await type(page, 'exit');
  await expect(bench.root.locator('.wb-terminal')).toContainText('The shell has ended with exit code 0.');
  await bench.root.getByRole('button', { name: 'Open it again' }).click();
  await expect(screenOf(bench)).toContainText('❯');
});

test('the lab kit stands in the folder for programs to import, and is no file of the editor', async ({
  page,
  bench,
}) => {
  await openTerminal(bench);
  await type(page, `node --input-type=module -e "console.log((await import('./kit.js')).motto)"`);
  await expect(screenOf(bench)).toContainText('The kit came along.');
  await expect(bench.root.getByText('kit.js is new', { exact: false })).toHaveCount(0);
  await expect(bench.root.getByRole('tab', { name: 'kit.js' })).toHaveCount(0);
});

test('the keyboard leaves the terminal, the way out is said, and a screen reader reads the screen', async ({
  page,
  bench,
}) => {
  await openTerminal(bench);
  const field = bench.root.locator('.wb-screen textarea');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/press Escape, then Tab/);
  await expect(bench.root.locator('.wb-announcer')).toContainText('press Escape, then Tab');
  await page.keyboard.press('Tab');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(field).not.toBeFocused();
  await field.focus();
  await page.keyboard.press('Shift+Tab');
  await expect(field).not.toBeFocused();
  await field.focus();
  await type(page, 'echo spoken');
  await expect(bench.root.locator('.xterm-accessibility')).toContainText('spoken');
  const { violations } = await new AxeBuilder({ page }).include('.wb-side').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
});

test('the terminal follows the size of its pane', async ({ page, bench }) => {
  await openTerminal(bench);
  const columns = async () => {
    await type(page, 'clear; echo "cols=$COLUMNS"');
    await expect(screenOf(bench)).toContainText(/cols=\d+/);
    return Number(/cols=(\d+)/.exec(await screenOf(bench).innerText())?.[1]);
  };
  const before = await columns();
  await page.setViewportSize({ width: 1900, height: 900 });
  await expect.poll(columns).toBeGreaterThan(before);
});

test('a server shows in the preview, answers there, and is gone with its program', async ({
  page,
  bench,
}) => {
  await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
  const frame = bench.root.frameLocator('.wb-preview iframe');
  await expect(frame.getByRole('heading', { name: 'Shop' })).toBeVisible({ timeout: 20_000 });
  await expect(bench.root.getByRole('tab', { name: 'Preview' })).toHaveAttribute('aria-selected', 'true');
  await frame.getByRole('button', { name: 'Order' }).click();
  await expect(frame.getByText('1 orders at /orders')).toBeVisible();
  await bench.root.getByRole('textbox', { name: 'Path' }).fill('//basket');
  await page.keyboard.press('Enter');
  await expect(frame.getByText('1 orders at /basket')).toBeVisible();
  await bench.root.getByRole('button', { name: 'Reload' }).click();
  await expect(frame.getByText('1 orders at /basket')).toBeVisible();
  const tab = page.waitForEvent('popup');
  await bench.root.getByRole('link', { name: 'New tab' }).click();
  await expect((await tab).getByRole('heading', { name: 'Shop' })).toBeVisible();

  await bench.root.getByRole('tab', { name: 'Output' }).click();
  await expect(bench.output).toContainText('The shop is open on port 3000.');
  await bench.root.getByRole('button', { name: 'Stop' }).click();
  await bench.root.getByRole('tab', { name: 'Preview' }).click();
  await expect(bench.root.locator('.wb-preview')).toContainText('The server on port 3000 has closed.');
});

test('several servers stand side by side', async ({ page, bench }) => {
  await openTerminal(bench);
  const serve = (port: number) =>
    `node -e "require('http').createServer((q,r)=>r.end('from ${String(port)}')).listen(${String(port)})"`;
  await type(page, `${serve(4001)} & ${serve(4002)}; wait`);
  await bench.root.getByRole('tab', { name: 'Preview' }).click();
  const ports = bench.root.getByRole('combobox', { name: 'Port' });
  await expect(ports.locator('option')).toHaveCount(2);
  const frame = bench.root.frameLocator('.wb-preview iframe');
  for (const port of ['4001', '4002']) {
    await ports.selectOption(port);
    await expect(frame.getByText(`from ${port}`)).toBeVisible();
  }
});

test('what the container changes comes into the editor, and what the learner had typed is kept', async ({
  page,
  bench,
}) => {
  await bench.edit('monaco');
  await bench.write('// typed by the learner');
  await openTerminal(bench);
  await type(page, 'cat program.js');
  await expect(screenOf(bench)).toContainText('// typed by the learner');
  await type(page, 'echo "// written by a program" > program.js; echo "{}" > orders.json');
  await expect(bench.notice).toContainText('program.js was changed in the container');
  expect(await bench.code()).toContain('// written by a program');
  await bench.root.getByRole('tab', { name: 'orders.json' }).click();
  await expect.poll(() => bench.code()).toContain('{}');
  await bench.root.getByRole('tab', { name: 'program.js' }).click();
  await bench.notice.getByRole('button', { name: 'Take mine back' }).click();
  await expect.poll(() => bench.code()).toContain('// typed by the learner');
  await bench.root.locator('.wb-screen').click();
  await expect
    .poll(async () => {
      await type(page, 'clear; cat program.js');
      return screenOf(bench).innerText();
    })
    .toContain('// typed by the learner');
  await bench.more('History');
  const history = page.getByRole('dialog', { name: 'History' });
  await expect(history).toContainText('before something else took its place');
});

test('a container that dies ends terminal and preview with a sentence, and they open again after a restart', async ({
  page,
  bench,
  standIn,
}) => {
  await openTerminal(bench);
  await type(page, 'node program.js');
  await expect(screenOf(bench)).toContainText('open on port 3000');
  // The program has printed it, and the page has been told, which are two messages in no fixed order.
  await bench.root.getByRole('tab', { name: 'Preview' }).click();
  await expect(bench.root.locator('.wb-preview iframe')).toBeVisible();
  standIn.die();
  await expect(bench.root.locator('.wb-terminal')).toContainText('WebContainer stopped working');
  await expect(bench.root.locator('.wb-engine > summary')).toContainText('Cannot run here');
  await bench.root.getByRole('tab', { name: 'Preview' }).click();
  await expect(bench.root.locator('.wb-preview')).toContainText('The server on port 3000 has closed.');
  standIn.thaw();
  await bench.notice.getByRole('button', { name: 'Restart WebContainer' }).click();
  await bench.root.getByRole('tab', { name: 'Terminal' }).click();
  await bench.root.getByRole('button', { name: 'Open it again' }).click();
  await expect(screenOf(bench)).toContainText('❯');
  await type(page, 'ls');
  await expect(screenOf(bench)).toContainText('program.js');
});
