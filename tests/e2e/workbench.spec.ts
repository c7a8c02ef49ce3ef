/** The main job: read, run, edit, run again, check, stop, reset, come back. */
import {
  benchOn,
  CHAPTER,
  expect,
  LAB_PAGE,
  openLab,
  SOLUTION,
  test,
  watchRequests,
} from './workbench-page.ts';

const HEAVY = /editor\.api|ts\.worker|tsMode|editor\.worker|node-types/;

test('a reader runs a lab in the chapter before any editor is loaded', async ({ page }) => {
  const requests = watchRequests(page);
  await page.goto(CHAPTER);
  const bench = benchOn(page);
  await expect(bench.root.locator('pre:visible')).toContainText('setTimeout');
  expect(requests.filter((url) => /exercise\.json|embedded|mount/.test(url))).toEqual([]);

  // The first click arrives before the workbench is awake, and counts.
  await bench.run();
  await expect(bench.output).toContainText('C: goodbye');
  await expect(bench.end).toContainText('Ended with exit code 0');
  await expect(bench.root.getByRole('status').last()).toContainText('lines of output');
  expect(requests.filter((url) => HEAVY.test(url))).toEqual([]);
});

test('an edit in Monaco shows in the next run, and survives a reload that runs nothing', async ({ page }) => {
  const bench = await openLab(page);
  await bench.edit('monaco');
  await bench.write("console.log('written by the learner');\n");
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(bench.output).toHaveText(/^written by the learner\s*Ended/);

  await page.reload();
  await expect.poll(() => bench.code()).toContain('written by the learner');
  await expect(bench.output).not.toContainText('written by the learner');
  await bench.run();
  await expect(bench.output).toContainText('written by the learner');
});

test('an edit on the lab page is there in the chapter', async ({ page }) => {
  const bench = await openLab(page);
  await bench.edit('monaco');
  await bench.write("console.log('taken along');\n");
  await page.goto(CHAPTER);
  const inline = benchOn(page);
  await inline.root.scrollIntoViewIfNeeded();
  await expect.poll(() => inline.code()).toContain('taken along');
});

test('what is typed while Monaco loads is carried over, with the cursor', async ({ page }) => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/editor\.api/, async (route) => {
    await arrived;
    await route.continue();
  });
  const bench = await openLab(page);
  await bench.root.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(bench.root.locator('textarea:focus')).toBeVisible();
  await page.keyboard.type('// typed early, ');
  arrive();
  await expect(bench.root.locator('[data-editor="monaco"]')).toBeVisible();
  await page.keyboard.type('and late');
  await expect.poll(() => bench.code()).toContain('// typed early, and late');
});

test('every character goes into Monaco, the site’s own keys too', async ({ page }) => {
  const bench = await openLab(page);
  await bench.edit('monaco');
  await page.keyboard.type('// is 6 / 2 = 3?');
  await expect.poll(() => bench.code()).toContain('// is 6 / 2 = 3?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the checks fail on the starter with sentences and pass with the solution', async ({ page }) => {
  const bench = await openLab(page);
  await bench.check();
  await expect(bench.verdict).toContainText('failed');
  const failed = bench.root.locator('[data-status="failed"]').first();
  await expect(failed.locator('.wb-message').first()).not.toBeEmpty();
  const causes = bench.root.locator('.wb-causes').first();
  await causes.locator('summary').click();
  await expect(causes.locator('li').first()).toBeVisible();

  await bench.root.getByRole('tab', { name: 'predict.js' }).click();
  await bench.edit('monaco');
  await bench.write(SOLUTION);
  await expect(bench.verdict).toContainText('You have changed the code since.');
  await bench.check();
  await expect(bench.verdict).toContainText('checks passed.');
  await expect(bench.root.getByRole('status').last()).toHaveText(/^All \d checks passed\.$/);

  await page.goto('labs/');
  await expect(page.locator('[data-exercise="event-loop/01-a-c-b"]')).toContainText('passed');
  await expect(page.locator('[data-exercise="event-loop/02-microtasks"]')).not.toContainText('passed');
});

test('Stop ends a loop that never ends, within a second', async ({ page }) => {
  const bench = await openLab(page);
  await bench.edit('monaco');
  await bench.write("console.log('before');\nwhile (true) {}\n");
  await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
  const stop = bench.root.getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  await stop.click();
  await expect(bench.end).toHaveText(/^Stopped by you|time|steps/, { timeout: 1000 });
  await expect(bench.root.getByRole('button', { name: 'Run', exact: false })).toBeVisible();
});

test('a flood of output leaves the page answering, and says what it left out', async ({ page }) => {
  const bench = await openLab(page);
  await bench.edit('monaco');
  await bench.write(
    "for (let i = 1; i <= 100_000; i += 1) console.log('line', i);\nconsole.error('last words');\n",
  );
  await bench.run();
  await expect(bench.output).toContainText('line 1\n');
  await expect(bench.output).toContainText('lines not shown');
  expect(await bench.output.locator('*').count()).toBeLessThan(60);
});

test('reset is undone by one press, and earlier versions come back', async ({ page }) => {
  const bench = await openLab(page);
  await bench.edit('monaco');
  await bench.write('// my own\n');
  await bench.more('Reset to the starter');
  await expect.poll(() => bench.code()).toContain('setTimeout');
  await bench.notice.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => bench.code()).toContain('// my own');

  await bench.more('Reset to the starter');
  await page.reload();
  await bench.more('History …');
  await page.getByRole('button', { name: 'Restore this version' }).click();
  await expect.poll(() => bench.code()).toContain('// my own');
});

test('starter and solution can be looked at without losing one’s own code', async ({ page }) => {
  const bench = await openLab(page);
  await bench.root.getByRole('tab', { name: 'predict.js' }).click();
  await bench.edit('monaco');
  await bench.write('// mine\n');
  await bench.more('Look at the solution');
  await expect.poll(() => bench.code()).toContain('later.push');
  await bench.root.getByRole('button', { name: 'Mine' }).click();
  await expect.poll(() => bench.code()).toContain('// mine');
});

test('hints come one at a time', async ({ page }) => {
  const bench = await openLab(page);
  const hints = bench.root.locator('.wb-hint');
  await bench.root.getByRole('button', { name: 'Show a hint' }).click();
  await expect(hints).toHaveCount(1);
  await bench.root.getByRole('button', { name: 'Show the next hint' }).click();
  await expect(hints).toHaveCount(2);
});

test('two tabs on one exercise do not overwrite each other', async ({ context }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  const a = await openLab(first);
  const b = await openLab(second);
  await a.edit('monaco');
  await b.edit('monaco');
  await first.bringToFront();
  await a.write('// from the first tab\n');
  await expect(b.notice).toContainText('changed in another tab');
  await second.bringToFront();
  await b.root.locator('.monaco-editor .view-lines').click();
  await b.write('// from the second tab\n');
  await second.reload();
  await expect.poll(() => b.code()).toContain('// from the second tab');
  await b.more('History …');
  await second.getByRole('button', { name: 'Restore this version' }).click();
  await expect.poll(() => b.code()).toContain('// from the first tab');
});

test('the exercises of a lab lead to each other and back to the chapter', async ({ page }) => {
  await page.goto(LAB_PAGE);
  await page.getByRole('link', { name: 'Next exercise' }).click();
  await expect(page).toHaveURL(/02-microtasks/);
  await page.getByRole('link', { name: 'Previous exercise' }).click();
  await expect(page).toHaveURL(/01-a-c-b/);
  await page.getByRole('link', { name: 'Chapter 2' }).click();
  await expect(page).toHaveURL(/event-model\/#lab-event-loop-01-a-c-b$/);
});

test('an address that names no exercise gets the site’s 404', async ({ page }) => {
  const response = await page.goto('labs/event-loop/99-nowhere/');
  expect(response?.status()).toBe(404);
});
