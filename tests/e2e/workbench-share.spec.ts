/** Links that carry code, the download, and StackBlitz: what leaves the page, and what comes in. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync, strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright/test';
import { fingerprint } from '#lab/fingerprint.ts';
import { benchOn, EXERCISE, expect, LAB_PAGE, openLab, test, type Bench } from './workbench-page.ts';

const MINE = "console.log('from the sender');\n";

/** A fragment with any content, packed and summed as ours are. */
function fragmentOf(content: unknown, version = '1'): string {
  const json = JSON.stringify(content);
  const packed = Buffer.from(deflateSync(new TextEncoder().encode(json))).toString('base64url');
  return `#code=${version}.${fingerprint(json)}.${packed}`;
}

const linkWith = (files: Record<string, string>, seed?: number) =>
  fragmentOf({ exercise: EXERCISE, starter: '', files, seed });

async function writeMine(bench: Bench, text: string): Promise<void> {
  await bench.edit('monaco');
  await bench.write(text);
  await expect.poll(() => bench.code()).toContain(text.trim());
}

/** Opens an address that differs from the present one only in its fragment as a reader does who got a link. */
async function follow(page: Page, fragment: string): Promise<Bench> {
  await page.goto('about:blank');
  await page.goto(`${LAB_PAGE}${fragment}`);
  return benchOn(page);
}

test('a link carries the code to another browser, where nothing runs until Run is pressed', async ({
  page,
  browser,
}) => {
  const bench = await openLab(page);
  await writeMine(bench, MINE);
  await bench.more('Share a link');
  const dialog = page.getByRole('dialog', { name: 'Share this code' });
  await expect(dialog).toContainText('1 file as you changed it: program.js');
  const link = await dialog.getByLabel('Link').inputValue();

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(link);
  const theirs = benchOn(other);
  await expect(theirs.root.getByRole('group', { name: 'Code from a link' })).toContainText('not yours');
  await expect(theirs.root.getByRole('status').last()).toContainText('Nothing has been run');
  await expect.poll(() => theirs.code()).toContain('from the sender');
  await expect(theirs.output).toContainText('Run the program to see what it prints');
  await theirs.run();
  await expect(theirs.output).toContainText('from the sender');
  await context.close();
});

test('the reader’s own version is one press away, and is not overwritten', async ({ page }) => {
  const own = await openLab(page);
  await writeMine(own, '// my own\n');
  const bench = await follow(page, linkWith({ 'program.js': MINE }, 7));
  const bar = bench.root.getByRole('group', { name: 'Code from a link' });
  await expect(bar).toContainText('the schedule with seed 7 comes first');
  await expect.poll(() => bench.code()).toContain('from the sender');

  await bar.getByRole('button', { name: 'What differs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare' });
  await expect(dialog.locator('[data-kind="removed"]')).toContainText('// my own');
  await expect(dialog.locator('[data-kind="added"]').first()).toContainText('from the sender');
  await page.keyboard.press('Escape');

  await bar.getByRole('button', { name: 'Back to mine' }).click();
  await expect.poll(() => bench.code()).toContain('// my own');
  await expect(bar).toHaveCount(0);
  await page.reload();
  await expect.poll(() => bench.code()).toContain('// my own');
  await expect(bar).toHaveCount(0);
});

test('an edit makes the link’s code the reader’s; what they had stays, one press away', async ({ page }) => {
  const own = await openLab(page);
  await writeMine(own, '// my own\n');
  const bench = await follow(page, linkWith({ 'program.js': MINE }));
  await expect.poll(() => bench.code()).toContain('from the sender');
  await bench.edit('monaco');
  await page.keyboard.insertText('// and mine ');
  await expect(bench.notice).toContainText('is yours now');
  expect(new URL(page.url()).hash).toBe('');
  await page.reload();
  await expect.poll(() => bench.code()).toContain('// and mine');
  await bench.more('History');
  const dialog = page.getByRole('dialog', { name: 'History' });
  await dialog.getByRole('button', { name: /before you opened a link/ }).click();
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await expect.poll(() => bench.code()).toContain('// my own');
});

test('passing the checks with a link’s code is not the reader’s pass', async ({ page }) => {
  const solution = readFileSync(`labs/event-loop/exercises/01-a-c-b/solution/predict.js`, 'utf8');
  const bench = await follow(page, linkWith({ 'predict.js': solution }));
  await expect(bench.root.getByRole('group', { name: 'Code from a link' })).toBeVisible();
  await bench.check();
  await expect(bench.verdict).toContainText('checks passed.');
  await page.goto('labs/');
  await expect(page.locator(`[data-exercise="${EXERCISE}"]`)).not.toContainText('passed');
});

test('a link that is followed while the lab is open shows its code', async ({ page }) => {
  const bench = await openLab(page);
  await writeMine(bench, '// my own\n');
  await page.evaluate((fragment) => (location.hash = fragment), linkWith({ 'program.js': MINE }));
  await expect.poll(() => bench.code()).toContain('from the sender');
  await bench.root.getByRole('button', { name: 'Back to mine' }).click();
  await expect.poll(() => bench.code()).toContain('// my own');
});

const hostile: [what: string, fragment: string, said: string][] = [
  ['another version', fragmentOf({}, '9'), 'its format, 9'],
  [
    'another exercise',
    fragmentOf({ exercise: 'event-loop/02-microtasks', files: {} }),
    'for the exercise “event-loop/02-microtasks”',
  ],
  ['a path that leads out', linkWith({ '../../evil.js': 'x' }), '“../../evil.js”'],
  ['other checks', linkWith({ 'checks.test.js': 'x' }), 'other checks'],
  ['damage', linkWith({ 'program.js': MINE }).slice(0, -9), 'damaged'],
  ['markup', '#code=<img src=x onerror=alert(1)>', 'damaged'],
  [
    'a bomb',
    `#code=1.00000000.${Buffer.from(deflateSync(new Uint8Array(10_000_000))).toString('base64url')}`,
    'unpacks to more',
  ],
];

for (const [what, fragment, said] of hostile) {
  test(`a link with ${what} is refused with its reason, and the reader’s code stays`, async ({ page }) => {
    const own = await openLab(page);
    await writeMine(own, '// my own\n');
    const bench = await follow(page, fragment);
    await expect(bench.notice).toContainText(said);
    await expect(bench.notice).toContainText('Your own code is as it was');
    await expect.poll(() => bench.code()).toContain('// my own');
    await expect(bench.root.getByRole('group', { name: 'Code from a link' })).toHaveCount(0);
  });
}

test('code that is too large for a link is said to be, with the download instead', async ({ page }) => {
  const noise = Array.from({ length: 9000 }, (_, i) => Math.imul(i + 1, 0x9e3779b1).toString(36)).join('\n');
  await page.addInitScript(([key, work]) => localStorage.setItem(key, work), [
    `handbook:1:work:${EXERCISE}`,
    JSON.stringify({ files: { 'program.js': noise }, at: '2026-01-01T00:00:00Z', tab: 'x' }),
  ] as const);
  const bench = await openLab(page);
  await bench.more('Share a link');
  const dialog = page.getByRole('dialog', { name: 'Share this code' });
  await expect(dialog).toContainText('too large for a link');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download as a Node project' }).click();
  expect((await download).suggestedFilename()).toBe('event-loop-01-a-c-b.zip');
});

test.describe('copying', () => {
  test('puts the link into the clipboard', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const bench = await openLab(page);
    await writeMine(bench, MINE);
    await bench.more('Share a link');
    await page.getByRole('button', { name: 'Copy the link' }).click();
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Copied.');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await page.getByLabel('Link').inputValue());
  });

  test('works without the clipboard API, and leaves the link selected where the page may not copy', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    const bench = await openLab(page);
    await bench.more('Share a link');
    await page.getByRole('button', { name: 'Copy the link' }).click();
    await expect(page.getByRole('dialog').getByRole('status')).toContainText('is selected: press');
    const link = page.getByLabel('Link');
    await expect(link).toBeFocused();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(await link.inputValue());
  });
});

test('the download is a project with the learner’s code, whose npm test says what Check says', async ({
  page,
}) => {
  const bench = await openLab(page);
  await writeMine(bench, MINE);
  const waiting = page.waitForEvent('download');
  await bench.more('Download as a Node project');
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('event-loop-01-a-c-b.zip');
  await expect(bench.root.getByRole('status').last()).toContainText('event-loop-01-a-c-b.zip');
  const root = test.info().outputPath('unpacked');
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(await download.path())))) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), strFromU8(bytes));
  }
  const folder = join(root, 'event-loop-01-a-c-b');
  expect(readFileSync(join(folder, 'program.js'), 'utf8')).toBe(MINE);
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(readme).toContain('The shop thanks its customer');
  expect(readme).toContain(LAB_PAGE);
  const { status, stdout } = spawnSync(process.execPath, ['--test'], { cwd: folder, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stdout).toContain('ERR_ASSERTION');
});

test('StackBlitz gets the project by a form, in a tab of its own, on the press and not before', async ({
  page,
  context,
}) => {
  const posts: { url: string; body: string }[] = [];
  // Over the rule that keeps WebContainer away.
  await context.route('https://stackblitz.com/run**', (route) => {
    posts.push({ url: route.request().url(), body: route.request().postData() ?? '' });
    return route.fulfill({ contentType: 'text/html', body: 'stand-in' });
  });
  const bench = await openLab(page);
  await writeMine(bench, "console.log('a & b = “c”');\n");
  const menu = bench.root.locator('.wb-more');
  await menu.locator('summary').click();
  const item = menu.getByRole('button', { name: 'Open in StackBlitz' });
  await expect(item).toContainText('Leaves this site');
  expect(posts).toEqual([]);
  const opened = context.waitForEvent('page');
  await item.click();
  await (await opened).waitForLoadState();
  expect(posts).toHaveLength(1);
  const { url, body } = posts[0]!;
  expect(url).toBe('https://stackblitz.com/run?file=program.js');
  const fields = Object.fromEntries(new URLSearchParams(body));
  expect(fields).toMatchObject({
    'project[template]': 'node',
    'project[title]': expect.stringContaining('A, C, B'),
    'project[description]': expect.stringContaining(LAB_PAGE),
    'project[files][.stackblitzrc]': expect.stringContaining('"startCommand": false'),
    'project[files][package.json]': expect.stringContaining('node --test'),
    'project[files][checks.test.js]': expect.stringContaining('node:assert'),
    'project[files][predict.js]': expect.stringContaining('export function predict'),
  });
  expect(fields['project[files][program.js]']!.replaceAll('\r\n', '\n')).toBe(
    "console.log('a & b = “c”');\n",
  );
  expect(Object.values(fields).join()).not.toContain('later.push');
});
