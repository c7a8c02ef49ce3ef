/** After one visit the book works without a network, and a new build takes nothing from a page that is open. */
import type { BrowserContext, Page } from 'playwright/test';
import { BUILT, makeBuildWithoutWorker, makeNextBuild, startChangingSite } from '../support/changing-site.ts';
import { benchOn, expect, LAB_PAGE, SOLUTION, test } from './workbench-page.ts';

test.use({ serviceWorkers: 'allow' });
test.setTimeout(180_000);

const CHAPTERS = 10;

/** Resolves once the page says that the book is in this browser. */
const kept = (page: Page) => expect(page.locator('.contents-offline')).toBeAttached({ timeout: 90_000 });

async function visit(page: Page, address: string) {
  await page.goto(address);
  await kept(page);
}

/** Fetches 2.8 MB the first time, which may take longer than other steps. */
async function openEditor(page: Page) {
  const { root } = benchOn(page);
  await root.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(root.locator('[data-editor-place="monaco"] :focus')).toBeAttached({ timeout: 60_000 });
}

/** What a page complains of, from now on. */
function watchTroubles(context: BrowserContext): string[] {
  const troubles: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => troubles.push(error.error().message));
  return troubles;
}

test('after one visit every chapter, the labs, their views, the search and the glossary work without a network', async ({
  page,
  context,
}) => {
  const site = await startChangingSite({ root: BUILT });
  await visit(page, site.url);
  await site.close();
  await context.setOffline(true);
  const troubles = watchTroubles(context);

  // The page that was open during the first visit is no worse than the next ones.
  await page.locator('main a[href*="/chapters/"]').first().click();
  await expect(page.locator('h1')).toBeVisible();
  const chapters = await page.locator('.contents-chapters > li > a').evaluateAll((links) =>
    links.map((link) => ({
      href: (link as HTMLAnchorElement).href,
      title: link.querySelector('span:nth-child(2)')?.textContent ?? '',
    })),
  );
  expect(chapters).toHaveLength(CHAPTERS);
  for (const { href, title } of chapters) {
    await page.goto(href);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Inter');
  }

  await page.goto(`${site.url}/glossary/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Glossary');
  await page.keyboard.press('/');
  await page.keyboard.type('microtask');
  await page.locator('#search-results a[href*="/chapters/"]').first().click();
  await expect(page).toHaveURL(/chapters\/.*#/);

  await page.goto(`${site.url}/${LAB_PAGE}`);
  const bench = benchOn(page);
  await bench.run();
  await expect(bench.root.locator('.wb-engine')).toContainText('Built-in runtime');
  await expect(bench.root.locator('.wb-engine')).toContainText('offline');
  const next = bench.root.getByRole('button', { name: 'Next output' });
  await next.click();
  await expect(bench.root.locator('.el-printed')).not.toBeEmpty();
  await bench.check();
  expect(troubles).toEqual([]);
});

test('whoever gives a presentation needs no network for the slides, a lab on them, or the speaker’s window', async ({
  page,
  context,
}) => {
  const site = await startChangingSite({ root: BUILT });
  await visit(page, site.url);
  await site.close();
  await context.setOffline(true);
  const troubles = watchTroubles(context);
  await page.goto(`${site.url}/present/event-model/`);
  await expect(page.locator('.deck[data-ready]')).toBeVisible();
  await page.keyboard.press('PageDown');
  const [speaker] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('s')]);
  await expect(speaker.locator('.sp-head p')).toHaveText((await page.locator('.deck-where').textContent())!);
  await expect(speaker.getByRole('heading', { name: 'Time' })).toBeVisible();
  const lab = page.locator('.slide [data-workbench]:visible');
  await expect(async () => {
    await page.keyboard.press('PageDown');
    await expect(lab.first()).toBeVisible({ timeout: 100 });
  }).toPass();
  await lab.first().getByRole('button', { name: 'Run', exact: true }).click();
  await expect(lab.first().locator('.wb-engine')).toContainText('offline');
  expect(troubles).toEqual([]);
});

test('a page that is not kept is answered by one that lists what is', async ({ page, context }) => {
  const site = await startChangingSite({ root: BUILT });
  await visit(page, site.url);
  await site.close();
  await context.setOffline(true);
  const troubles = watchTroubles(context);
  await page.goto(`${site.url}/workshop/preflight/`);
  await expect(page.locator('#offline-lost')).toBeVisible();
  await expect(page.locator('[data-offline="yes"]')).toContainText(/on this device \(\d+\.\d MB\)/);
  const links = await page
    .locator('main .offline a')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(links.length).toBeGreaterThan(2 * CHAPTERS);
  for (const link of new Set(links)) {
    await page.goto(link);
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('.offline-lost:visible')).toHaveCount(0);
  }
  expect(troubles).toEqual([]);
});

test('a reader has it removed, and no later page brings it back unasked', async ({ page }) => {
  const site = await startChangingSite({ root: BUILT });
  try {
    await visit(page, `${site.url}/offline/`);
    await page.getByRole('button', { name: 'Remove it from this device' }).click();
    await expect(page.locator('[data-offline="no"]')).toContainText(/MB to fetch, .* MB on this device/);
    const caches = () => page.evaluate(async () => (await globalThis.caches.keys()).length);
    expect(await caches()).toBe(0);
    const before = site.asked.length;
    await page.goto(`${site.url}/offline/`);
    await expect(page.getByRole('button', { name: 'Keep the book on this device' })).toBeEnabled();
    expect(site.asked.slice(before).filter((path) => path.startsWith('/chapters/'))).toEqual([]);
    expect(await caches()).toBe(0);
    await page.getByRole('button', { name: 'Keep the book on this device' }).click();
    await expect(page.locator('[data-offline="yes"]')).toBeVisible({ timeout: 90_000 });
  } finally {
    await site.close();
  }
});

test('an open page goes on with the parts of its own build after another was deployed, and work outlives the update', async ({
  page,
  context,
}) => {
  const next = await makeNextBuild();
  const site = await startChangingSite({ root: BUILT });
  try {
    await visit(page, `${site.url}/${LAB_PAGE}`);
    // The full editor is kept once it was used, be it on another page.
    const other = await context.newPage();
    await other.goto(`${site.url}/${LAB_PAGE}`);
    await openEditor(other);
    // Its last part comes some time after it can be typed in.
    await expect.poll(() => other.evaluate(hasWholeEditor), { timeout: 30_000 }).toBe(true);
    await other.goto(`${site.url}/offline/`);
    await expect(other.locator('[data-offline="yes"]')).toContainText('The full editor is there');
    site.deploy(next.root);

    // Somebody opens the new build beside it, which is fetched whole.
    await other.reload();
    await expect(other.getByText('Second edition')).toBeVisible();
    await kept(other);
    await expect(other.locator('[data-offline="yes"]')).toBeVisible();

    // Editor, engine, checks and picture of the old page have not been asked for until now.
    const bench = benchOn(page);
    await bench.run();
    await expect(bench.root.locator('.el-printed')).toBeVisible();
    await openEditor(page);
    await bench.write(SOLUTION);
    await bench.check();
    await expect(bench.verdict).toContainText(/passed|solved/i);

    await context.setOffline(true);
    await page.reload();
    await expect(page.getByText('Second edition')).toBeVisible();
    await expect.poll(() => benchOn(page).code()).toContain("['log', 'timeout']");
    await benchOn(page).run();
  } finally {
    await site.close();
    next.remove();
  }
});

test('on a host without headers the second page is isolated, and so it is without a network', async ({
  page,
  context,
}) => {
  const site = await startChangingSite({ root: BUILT, headers: false });
  await visit(page, `${site.url}/${LAB_PAGE}`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await site.close();
  await context.setOffline(true);
  await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await benchOn(page).run();
  await expect(benchOn(page).root.locator('.wb-engine')).toContainText('Built-in runtime');
});

test('a build without a service worker ends the one that a reader has, and the page does not notice', async ({
  page,
}) => {
  const without = await makeBuildWithoutWorker();
  const site = await startChangingSite({ root: BUILT });
  try {
    await visit(page, site.url);
    site.deploy(without.root);
    await page.goto(`${site.url}/glossary/`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const left = () =>
      page.evaluate(async () => [
        (await navigator.serviceWorker.getRegistrations()).length,
        (await caches.keys()).length,
      ]);
    await expect.poll(left).toEqual([0, 0]);
    await page.goto(`${site.url}/glossary/`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // The page asks for a worker once it is idle; where there is none to end, that one does not start.
    await page.waitForLoadState('networkidle');
    await expect.poll(left).toEqual([0, 0]);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  } finally {
    await site.close();
    without.remove();
  }
});

test('while a reader is at work nothing is fetched for later', async ({ page }) => {
  await page.goto('');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const stored = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const copies = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return copies.flat().length;
    });
  for (let move = 0; move < 12; move++) {
    await page.mouse.move(100 + move, 200);
    await page.waitForTimeout(350);
  }
  expect(await stored()).toBe(0);
  await kept(page);
  expect(await stored()).toBeGreaterThan(300);
});

test('a browser that is told to save data fetches nothing ahead', async ({ page, context }) => {
  await context.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
  );
  const site = await startChangingSite({ root: BUILT });
  try {
    await page.goto(`${site.url}/offline/`);
    await expect(page.getByRole('button', { name: 'Keep the book on this device' })).toBeEnabled();
    expect(site.asked.filter((path) => path.startsWith('/chapters/'))).toEqual([]);
  } finally {
    await site.close();
  }
});

test('the handbook can be installed', async ({ page, context }) => {
  const site = await startChangingSite({ root: BUILT });
  try {
    await visit(page, site.url);
    const devtools = await context.newCDPSession(page);
    const { url, errors, data } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(url).toBe(`${site.url}/manifest.webmanifest`);
    const {
      icons,
      start_url: start,
      scope,
    } = JSON.parse(data ?? '{}') as Record<string, string> & { icons: { src: string }[] };
    expect([start, scope].map((path) => new URL(path ?? '', url).href)).toEqual([
      `${site.url}/`,
      `${site.url}/`,
    ]);
    for (const { src } of icons) expect((await page.request.get(new URL(src, url).href)).status()).toBe(200);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // A test’s browser has no profile of its own, which is the one reason left.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  } finally {
    await site.close();
  }
});

async function hasWholeEditor(): Promise<boolean> {
  for (const name of await caches.keys()) {
    const stored = await (await caches.open(name)).keys();
    if (stored.some(({ url }) => url.includes('/ts.worker'))) return true;
  }
  return false;
}
