/** WebContainer behind the workbench of the built site: the vendor's own client, with a stand-in for its host. */
import type { Page } from 'playwright/test';
import { UNDER_BASE } from '#cli/stages.ts';
import { startSite } from '../support/site-server.ts';
import type { StandIn } from '../support/webcontainer-stand-in/stand-in.ts';
import {
  badgeOf,
  becomeReady,
  builds,
  expect,
  IN_CONTAINER,
  processes,
  said,
  test,
  WHERE,
  write,
} from './webcontainer-bench.ts';
import { type Bench, LAB_PAGE, SOLUTION } from './workbench-page.ts';

/** Carries out the checks and waits for their end; they must run in the container. */
async function checkIn(standIn: StandIn, bench: Bench): Promise<void> {
  const before = processes(standIn);
  await bench.root.getByRole('button', { name: 'Check', exact: false }).click();
  await expect.poll(() => processes(standIn)).toBe(before + 1);
  await expect(bench.root.locator('[data-activity="idle"]')).toBeAttached();
  await expect(bench.verdict).toBeVisible();
}

test('runs answer at once in the built-in runtime and go to WebContainer when it is ready; nothing is lost', async ({
  open,
}) => {
  const { bench, standIn, letStart } = await open({ isHeld: true });
  await bench.run();
  await expect(bench.output).toContainText('C: goodbye');
  await expect(badgeOf(bench)).toContainText('Built-in runtime');
  await expect(badgeOf(bench)).toContainText(/while WebContainer starts \(step \d of 3\)/);

  await write(bench, `${WHERE}\nconsole.log('written while it starts');\n`);
  await bench.run();
  await expect(bench.output).toContainText('written while it starts');
  await expect(bench.output).not.toContainText(IN_CONTAINER);
  await bench.check();
  const before = await said(bench);
  expect(standIn.operations).toEqual([]);

  letStart();
  await becomeReady(bench);
  expect(await said(bench)).toEqual(before);
  expect(await bench.code()).toContain('written while it starts');

  await bench.run();
  await expect(bench.output).toContainText(`${IN_CONTAINER}\nwritten while it starts`);
  expect(await said(bench)).toEqual(before);
  await checkIn(standIn, bench);
  expect(before[0]).toContain('failed');
  expect(await said(bench)).toEqual(before);
  await bench.root.getByRole('tab', { name: 'predict.js' }).click();
  await write(bench, SOLUTION);
  await checkIn(standIn, bench);
  await expect(bench.verdict).toContainText('checks passed.');
  expect(builds(standIn)).toBe(1);
});

test('a file that does not parse is named with its line, in the same words on both engines', async ({
  open,
}) => {
  const { bench, standIn, letStart } = await open({ isHeld: true });
  await bench.root.getByRole('tab', { name: 'predict.js' }).click();
  await write(bench, 'export const predict = (p) => p;\nconst = 2;\n');
  await bench.check();
  const before = await said(bench);
  expect(before[1]).toContain("predict.js, line 2: SyntaxError: Unexpected token '='");
  letStart();
  await becomeReady(bench);
  await checkIn(standIn, bench);
  expect(await said(bench)).toEqual(before);
});

test('Stop ends a program in WebContainer within a second, and the container is kept', async ({
  page,
  open,
}) => {
  const { bench, standIn } = await open();
  await write(bench, `${WHERE}\nsetInterval(() => console.log('tick'), 20);\n`);
  await becomeReady(bench);
  await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
  await expect(bench.output).toContainText('tick');
  await expect(bench.output).toContainText(IN_CONTAINER);
  await bench.root.getByRole('button', { name: 'Stop' }).click();
  await expect(bench.end).toHaveText(/^Stopped by you/, { timeout: 1000 });
  await expect(bench.output).toContainText('tick');

  await bench.root.locator('[data-editor-place="monaco"] .view-lines').click();
  await bench.write(`${WHERE}\nconsole.log('afterwards');\n`);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(bench.output).toContainText(`${IN_CONTAINER}\nafterwards`);
  expect(builds(standIn)).toBe(1);
});

test('a container that dies in the middle of a run says so in words; the built-in runtime goes on', async ({
  open,
}) => {
  const { bench, standIn } = await open();
  const program = `${WHERE}\nconsole.log('printed before');\nsetTimeout(() => console.log('done'), 3000);\n`;
  await write(bench, program);
  await becomeReady(bench);
  await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
  await expect(bench.output).toContainText('printed before');
  standIn.die();
  await expect(bench.end).toContainText('WebContainer stopped working because of an internal error');
  await expect(bench.output).toContainText('printed before');
  await expect(badgeOf(bench)).toContainText('Built-in runtime');
  await expect(badgeOf(bench)).toContainText('WebContainer crashed');

  expect(await bench.code()).toContain('printed before');
  await bench.run();
  await expect(bench.output).toContainText('done');
  await expect(bench.output).not.toContainText(IN_CONTAINER);
  await bench.check();
  const before = await said(bench);

  standIn.thaw();
  await expect(bench.notice).toContainText('WebContainer stopped working');
  await bench.notice.getByRole('button', { name: 'Restart WebContainer' }).click();
  await becomeReady(bench);
  await expect(bench.notice).toHaveCount(0);
  expect(await said(bench)).toEqual(before);
  await bench.run();
  await expect(bench.output).toContainText(`${IN_CONTAINER}\nprinted before`);
  expect(builds(standIn)).toBe(2);
});

test('the choice of the built-in runtime is remembered, and nothing more is asked of the host', async ({
  page,
  open,
}) => {
  const { bench, standIn } = await open();
  await write(bench, `${WHERE}\n`);
  await becomeReady(bench);
  await choose(bench, /^Built-in runtime/);
  await expect(badgeOf(bench)).toContainText('Built-in runtime');
  await bench.run();
  await expect(bench.output).not.toContainText(IN_CONTAINER);

  await page.reload();
  const asked = standIn.requests.length;
  expect(asked).toBeGreaterThan(0);
  await bench.run();
  await bench.edit('monaco');
  await bench.check();
  await expect(badgeOf(bench)).toContainText('Built-in runtime');
  await expect(
    bench.root.getByRole('radio', { name: /^Built-in runtime/, includeHidden: true }),
  ).toBeChecked();
  expect(standIn.requests).toHaveLength(asked);
});

test('WebContainer starts when it is chosen, without a run', async ({ open }) => {
  const { bench, standIn } = await open();
  await choose(bench, /^WebContainer/);
  await becomeReady(bench);
  expect(builds(standIn)).toBe(1);
});

async function choose(bench: Bench, engine: RegExp): Promise<void> {
  await badgeOf(bench).click();
  const choice = bench.root.getByRole('radio', { name: engine });
  // A click that wakes the workbench takes effect when it is awake.
  await choice.click();
  await expect(choice).toBeChecked();
  await badgeOf(bench).click();
}

test.describe(() => {
  test.use({ serviceWorkers: 'allow' });

  test('on a host without headers, one reload gives the page WebContainer and keeps the edits', async ({
    page,
    open,
  }) => {
    const site = await startSite({ root: UNDER_BASE.out, base: UNDER_BASE.base, headers: false });
    try {
      const { bench, standIn } = await open({ address: `${site.url}${UNDER_BASE.base}${LAB_PAGE}` });
      expect(await isIsolated(page)).toBe(false);
      await write(bench, `${WHERE}\nconsole.log('kept over the reload');\n`);
      await bench.run();
      await expect(bench.output).toContainText('kept over the reload');
      await expect(badgeOf(bench)).toContainText('one reload gives this page WebContainer');
      await badgeOf(bench).click();
      await expect(bench.root.locator('.wb-engine')).toContainText('Your code is kept.');

      const reloaded = page.waitForEvent('load');
      await bench.root.getByRole('button', { name: 'Reload for WebContainer' }).click();
      await reloaded;
      expect(await isIsolated(page)).toBe(true);
      await expect.poll(() => bench.code()).toContain('kept over the reload');
      expect(standIn.requests).toEqual([]);
      await bench.run();
      await becomeReady(bench);
      await bench.run();
      await expect(bench.output).toContainText(`${IN_CONTAINER}\nkept over the reload`);
    } finally {
      await site.close();
    }
  });
});

const isIsolated = (page: Page): Promise<boolean> => page.evaluate(() => crossOriginIsolated);
