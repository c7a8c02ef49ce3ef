/** Whatever goes wrong, the learner is told, and nothing of theirs is lost. */
import { benchOn, CHAPTER, EXERCISE, expect, LAB_PAGE, openLab, test } from './workbench-page.ts';

test('Monaco that cannot be loaded leaves the plain editor, with the edits', async ({ page }) => {
  await page.route(/editor\.api|create\.[^/]*\.js/, (route) => route.abort());
  const bench = await openLab(page);
  await bench.edit('plain');
  await page.keyboard.type('// kept ');
  await expect(bench.notice).toContainText('The full editor could not be loaded');
  await bench.write("console.log('from the plain editor');\n");
  await bench.run();
  await expect(bench.output).toContainText('from the plain editor');
});

test('a blocked WebContainer is named, and the program runs in the built-in runtime', async ({ page }) => {
  const bench = await openLab(page);
  await bench.run();
  await expect(bench.output).toContainText('C: goodbye');
  const badge = bench.root.locator('.wb-engine > summary');
  await expect(badge).toContainText('Built-in runtime');
  await expect(badge).toContainText('WebContainer is blocked by this network', { timeout: 20_000 });
  await badge.click();
  await expect(bench.root.getByRole('button', { name: 'Try WebContainer again' })).toBeVisible();
});

test('a client that cannot be fetched is named as blocked, too, and not as a crash', async ({ page }) => {
  await page.route(/webcontainer-client/, (route) => route.abort());
  const bench = await openLab(page);
  await bench.run();
  await expect(bench.root.locator('.wb-engine > summary')).toContainText('blocked by this network');
});

test('with the built-in runtime pinned, no request goes to anybody else', async ({ page }) => {
  const bench = await openLab(page);
  await page.evaluate(() => localStorage.setItem('handbook:engine', 'embedded'));
  await page.reload();
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(page.url()).host) foreign.push(request.url());
  });
  await bench.edit('monaco');
  await bench.run();
  await bench.check();
  expect(foreign).toEqual([]);
});

test('denied storage is said once there is something to lose', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  const bench = await openLab(page);
  await bench.run();
  await expect(bench.notice).toHaveCount(0);
  await bench.edit('monaco');
  await bench.write("console.log('only here');\n");
  await expect(bench.notice).toContainText('does not let the page store anything');
  await bench.run();
  await expect(bench.output).toContainText('only here');
});

test('full storage is said, and the code goes on working', async ({ page }) => {
  const bench = await openLab(page);
  await page.evaluate(() => {
    for (let size = 1_000_000; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let part = 0; ; part += 1) localStorage.setItem(`filler-${size}-${part}`, 'x'.repeat(size));
      } catch {
        // That size does not fit any more.
      }
    }
  });
  await bench.edit('monaco');
  await bench.write("console.log('does not fit');\n");
  await expect(bench.notice).toContainText('storage for the page is full');
  await bench.run();
  await expect(bench.output).toContainText('does not fit');
});

test('an unreadable entry is set aside, and the starter is shown', async ({ page }) => {
  await page.goto('labs/');
  await page.evaluate((key) => localStorage.setItem(key, '{"files":'), `handbook:1:work:${EXERCISE}`);
  const bench = await openLab(page);
  await expect(bench.notice).toContainText('could not be read');
  await expect.poll(() => bench.code()).toContain('setTimeout');
  const kept = await page.evaluate(() => Object.entries({ ...localStorage }));
  expect(kept.filter(([key]) => key.includes('unreadable')).map(([, value]) => value)).toEqual(['{"files":']);
});

test('data that cannot be fetched is said, and the next press tries again', async ({ page }) => {
  await page.goto(CHAPTER);
  await page.route(/exercise\.json/, (route) => route.abort(), { times: 1 });
  const bench = benchOn(page);
  await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
  await expect(bench.notice).toContainText('could not be loaded');
  await bench.run();
  await expect(bench.output).toContainText('C: goodbye');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  for (const address of [CHAPTER, LAB_PAGE]) {
    test(`${address} shows all code and says how else to do the exercise`, async ({ page }) => {
      await page.goto(address);
      const { root } = benchOn(page);
      await expect(root.getByText('console.log', { exact: false }).first()).toBeVisible();
      await expect(root.getByText('export', { exact: false }).first()).toBeVisible();
      await expect(root.getByText(`npm run lab -- check ${EXERCISE}`, { exact: false })).toBeVisible();
      await expect(root.getByRole('button', { name: 'Run', exact: false })).toHaveCount(0);
    });
  }
});
