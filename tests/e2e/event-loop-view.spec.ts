/** The event loop of a run as an instrument: step, scrub, read, predict, on any host, by any means. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { play, PLAY, pictureOf } from './event-loop-page.ts';
import { benchOn, CHAPTER, expect, openLab, test, watchRequests, type Bench } from './workbench-page.ts';

test('run, step, back, and jump: stack, queues, output and the reason go along', async ({ page }) => {
  const { picture } = await play(page, 'every-queue');
  await expect(picture.place).toContainText(/step 0 of \d+/i);
  await picture.button('Next output').click();
  await picture.button('Next output').click();
  await expect(picture.root.locator('.el-printed')).toHaveText('the programthe program ends');
  await expect(picture.lane('Next ticks')).toContainText('process.nextTick');
  await expect(picture.lane('Microtasks')).toContainText('queueMicrotask');
  await expect(picture.lane('Timers')).toContainText('setTimeout 20 ms');
  await expect(picture.lane('Call stack')).toContainText('program');

  await picture.button('Next turn').click();
  await expect(picture.root.locator('.el-printed')).toContainText('microtask');
  await picture.button('Back').click();
  await expect(picture.root.locator('.el-printed')).not.toContainText('immediate');
  await picture.button('Next output').click();
  await picture.button('Next output').click();
  await expect(picture.root.locator('.el-printed')).toContainText('timer');
});

test('“Why this, now?” names the rule, and a line leads to where its callback runs', async ({ page }) => {
  const { picture } = await play(page, 'every-queue');
  await picture.root.getByRole('button', { name: /^Line 6 queued process\.nextTick/ }).click();
  await expect(picture.what).toContainText('The next tick of process.nextTick, queued in line 6, starts');
  await expect(picture.why).toContainText('Node now empties the next-tick queue');
  await picture.root.getByRole('button', { name: /^Line 4 queued setImmediate/ }).click();
  await expect(picture.why).toContainText('check phase');
  await expect(picture.root.locator('.el-phases [aria-current]')).toHaveText('check');
});

test('the timeline is scrubbed, and the run read as a table', async ({ page }) => {
  const { picture } = await play(page, 'module-first');
  await picture.slider.fill('10');
  await expect(picture.place).toContainText(/step 10 of/i);
  await picture.root.locator('.pl-table summary').click();
  const row = picture.root.getByRole('row', { name: /Prints “promise”/ });
  await row.getByRole('button').click();
  await expect(picture.what).toHaveText(/Prints “promise”/);
  await expect(row).toHaveAttribute('aria-current', 'step');
});

test('plays by itself at a speed, round and round between two marks', async ({ page }) => {
  const { picture } = await play(page, 'every-queue');
  await picture.root.getByRole('combobox', { name: 'Speed' }).selectOption('20');
  await picture.slider.fill('2');
  await picture.button('Loop from here').click();
  await picture.slider.fill('6');
  await picture.root.getByRole('button', { name: 'to here', exact: true }).click();
  await picture.button('Play').click();
  const seen = new Set<string>();
  await expect
    .poll(async () => seen.add(await picture.slider.inputValue()).size, { intervals: [40] })
    .toBeGreaterThan(3);
  expect([...seen].every((value) => Number(value) >= 2 && Number(value) <= 6)).toBe(true);
  await picture.button('Pause').click();
  await picture.button('No loop').click();
  await expect(picture.button('No loop')).toHaveCount(0);
});

test('by keyboard alone: run, step, jump, play, and out again', async ({ page }) => {
  const bench = await openLab(page);
  await bench.root.getByRole('button', { name: 'Run', exact: false }).focus();
  await page.keyboard.press('Enter');
  const picture = pictureOf(bench);
  await expect(picture.slider).toBeVisible();
  await picture.slider.focus();
  await page.keyboard.press('o');
  await expect(picture.what).toContainText('Prints “A: thank you');
  await page.keyboard.press('ArrowLeft');
  await expect(picture.what).toHaveText('Line 2 runs.');
  await page.keyboard.press('End');
  await expect(picture.what).toContainText('ends with exit code 0');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(picture.why).toContainText('timers phase');
  // Said politely, once the reader rests.
  await expect(bench.root.locator('.wb-announcer')).toContainText(/turn 1, step \d+ of \d+\./);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Next output, previous output');
  await page.keyboard.press('Escape');
  await bench.root.getByRole('button', { name: 'Edit', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(bench.root.locator('textarea:focus, .monaco-editor :focus').first()).toBeAttached();
  await page.keyboard.type('o');
  await expect(bench.root.locator('.wb-pane')).toBeVisible();
});

test('a prediction hides the run until it is made; a wrong line leads to the step that decides', async ({
  page,
}) => {
  await page.goto(PLAY);
  const bench = benchOn(page, 'event-loop/play');
  const menu = bench.root.getByRole('combobox', { name: 'Program' });
  await menu.focus();
  await expect(bench.root).toHaveAttribute('data-awake', '');
  await menu.selectOption('module-first');
  await bench.root.getByRole('checkbox', { name: 'Predict first' }).check();
  await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
  const ask = bench.root.getByRole('region', { name: 'Predict the order' });
  await expect(ask.getByRole('listitem')).toHaveCount(6);
  await expect(bench.output).not.toContainText('the module ends');
  await expect(bench.output).toContainText('Hidden until you have predicted it.');

  await ask.getByRole('button', { name: 'Earlier: microtask', exact: true }).press('Enter');
  await expect(ask.getByRole('listitem').first()).toContainText('microtask');
  await expect(bench.root.locator('.wb-announcer')).toContainText('“microtask” is number 1 of 6 now.');
  await ask.getByRole('button', { name: 'This is my prediction' }).click();

  const told = bench.root.getByRole('region', { name: 'Your prediction' });
  await expect(told).toContainText('in another place than you expected');
  await expect(bench.output).toContainText('the module ends');
  await told.getByRole('button', { name: 'Go to the step that decides' }).first().click();
  await expect(pictureOf(bench).place).not.toContainText(/step 0 of/i);
});

test('an order that no rule determines is shown both ways', async ({ page }) => {
  const { picture } = await play(page, 'timer-or-immediate');
  const race = picture.root.locator('[data-kind="race"]');
  await expect(race).toContainText('No rule says which comes first', { timeout: 20_000 });
  await race.locator('summary').click();
  await expect(race).toContainText('In this run');
  await expect(race).toContainText('As well possible');
});

test('a loop that is held up has a flat heartbeat, also while it is; one that never ends is stopped, and drawn so far', async ({
  page,
}) => {
  const { bench, picture } = await play(page, 'blocked-loop');
  await expect(picture.root.locator('.el-pulse')).toContainText(/Flat for 8\d(\.\d+)? ms/);
  await bench.edit('monaco');
  await bench.write("console.log('begin'); while (true) ;");
  await page.keyboard.press('ControlOrMeta+Enter');
  const now = bench.root.getByRole('region', { name: 'Heartbeat of the loop, now' });
  await expect(now).toContainText(/Flat for \d+\.\d s, from the start/);
  await expect(now).toContainText('Stop ends it.');
  await bench.root.getByRole('button', { name: 'Stop' }).click();
  await expect(now).toHaveCount(0);
  await expect(bench.end).toContainText('Stopped by you');
  await bench.root.getByRole('tab', { name: 'Event loop' }).click();
  await expect(bench.root.locator('.wb-view')).not.toHaveAttribute('data-picture', 'recording');
});

test('what cannot be run says so, and has no wrong picture', async ({ page }) => {
  await page.goto(PLAY);
  const bench = benchOn(page, 'event-loop/play');
  await bench.edit('monaco');
  await bench.write('const = 3;');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(bench.output).toContainText('SyntaxError');
  await expect(bench.root.locator('.el-bench .el-cell')).toHaveCount(0);
});

test('a trace is saved, and opened again where nothing has run; a damaged one is refused by its line', async ({
  page,
}, info) => {
  const { bench } = await play(page, 'one-by-one');
  const downloading = page.waitForEvent('download');
  await bench.more('Save the trace');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('event-loop-play.trace.jsonl');
  const text = await readFile(await download.path(), 'utf8');

  await page.reload();
  await bench.root.locator('.wb-more summary').click();
  await expect(bench.root).toHaveAttribute('data-awake', '');
  await open(page, bench, info.outputPath('mine.jsonl'), text);
  await expect(bench.root.locator('.wb-view')).toContainText('mine.jsonl, opened from a file');
  await expect(pictureOf(bench).slider).toBeVisible();

  const damaged = text.split('\n').map((line, index) => (index === 4 ? line.slice(0, 20) : line));
  await bench.root.locator('.wb-more summary').click();
  await open(page, bench, info.outputPath('bad.jsonl'), damaged.join('\n'));
  await expect(bench.notice).toContainText('“bad.jsonl” was not opened. Line 5 of the trace');
});

async function open(page: Page, bench: Bench, path: string, text: string) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  const choosing = page.waitForEvent('filechooser');
  await bench.root.getByRole('button', { name: 'Open a trace' }).click();
  await (await choosing).setFiles(path);
}

test('nothing of the view is fetched before the reader runs something', async ({ page }) => {
  const requests = watchRequests(page);
  await page.goto(CHAPTER);
  await page.waitForLoadState('networkidle');
  expect(requests.filter((url) => /\/view\.|EventLoop|event-loop\.css/.test(url))).toEqual([]);
});

test('nothing moves for who wants it still', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { picture } = await play(page, 'every-queue');
  await picture.slider.fill('11');
  await picture.button('Step').click();
  await picture.button('Step').click();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await expect(picture.lane('Call stack')).not.toContainText('empty');
});

test('on a phone the picture is a tab of its own, and fits', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  await context.route(/^https?:\/\/[^/]*(stackblitz\.com|webcontainer)/, (route) => route.abort());
  const page = await context.newPage();
  const bench = await openLab(page);
  await page.getByRole('button', { name: 'Code', exact: true }).tap();
  await bench.root.getByRole('button', { name: 'Run', exact: false }).tap();
  const picture = pictureOf(bench);
  await expect(picture.slider).toBeVisible();
  await expect(page.getByRole('button', { name: 'Event loop', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await picture.button('Step').tap();
  await expect(picture.place).toContainText(/step 1 of/i);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'Results', exact: true }).tap();
  await expect(bench.output).toBeVisible();
  await context.close();
});

for (const theme of ['light', 'dark'] as const) {
  test(`assistive technology finds nothing wrong in the ${theme} theme, in any state`, async ({ page }) => {
    await page.addInitScript((value) => localStorage.setItem('theme', value), theme);
    const { bench, picture } = await play(page, 'timer-or-immediate');
    const faults = async () => {
      const { violations } = await new AxeBuilder({ page }).include('.wb-side').analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    };
    expect(await faults()).toEqual([]);
    await picture.button('Next output').click();
    await picture.root.locator('.pl-table summary').click();
    await expect(picture.root.locator('[data-kind="race"]')).toBeVisible({ timeout: 20_000 });
    await picture.root.locator('[data-kind="race"] summary').click();
    expect(await faults()).toEqual([]);
    await bench.root.getByRole('checkbox', { name: 'Predict first' }).check();
    await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
    await expect(bench.root.getByRole('region', { name: 'Predict the order' })).toBeVisible();
    expect(await faults()).toEqual([]);
    await bench.root.getByRole('button', { name: 'Later: timer', exact: true }).click();
    await bench.root.getByRole('button', { name: 'This is my prediction' }).click();
    await expect(bench.root.getByRole('region', { name: 'Your prediction' })).toBeVisible();
    expect(await faults()).toEqual([]);
  });
}
