import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from 'playwright/test';

const CHAPTER = 'chapters/event-model/';

/** In some browsers and settings the mere mention of localStorage throws. */
async function denyStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
}

const chapterNav = (page: Page) => page.getByRole('navigation', { name: 'Chapters' });
const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset['theme']);

test.describe('finding the way', () => {
  test('the chapters stand in order beside the text, with the current one marked', async ({ page }) => {
    await page.goto(CHAPTER);
    const links = chapterNav(page).locator('.contents-chapters > li > a');
    await expect(links).toHaveCount(10);
    await expect(links.first()).toContainText('Introduction');
    await expect(links.last()).toContainText('Best practices');
    await expect(links.nth(1)).toHaveAttribute('aria-current', 'page');
  });

  test('every chapter of the map opens, and has a title and a description', async ({ page }) => {
    await page.goto('');
    const map = page.locator('#chapters');
    const addresses = await map
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    expect(addresses).toHaveLength(10);
    for (const address of addresses) {
      const response = await page.goto(address);
      expect(response?.status(), address).toBe(200);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /\w{3}/);
    }
  });

  test('the bar has a way to the workshops, in the menu where it has no room, and nothing in it overlaps', async ({
    page,
  }) => {
    for (const width of [320, 360, 768, 800, 928, 1024, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('');
      const overlaps = await page.locator('.top > *').evaluateAll((parts) => {
        const boxes = parts.map((part) => part.getBoundingClientRect()).filter((box) => box.width > 0);
        return boxes.filter((box, at) => boxes.some((next, to) => to > at && next.left < box.right - 0.5))
          .length;
      });
      expect(overlaps, `at ${width}`).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const menu = page.getByRole('button', { name: 'Chapters' });
      if (await menu.isVisible()) await menu.click();
      await page.getByRole('link', { name: 'Workshops' }).filter({ visible: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('workshop');
    }
  });

  test('previous and next lead through the book', async ({ page }) => {
    await page.goto(CHAPTER);
    await page.locator('.foot-nav').getByRole('link', { name: /Next/ }).click();
    await expect(page).toHaveURL(/chapters\/pub-sub\/$/);
    await page
      .locator('.foot-nav')
      .getByRole('link', { name: /Previous/ })
      .click();
    await expect(page).toHaveURL(/chapters\/event-model\/$/);
  });

  test('the section that is being read is marked in the contents', async ({ page }) => {
    await page.goto(CHAPTER);
    await chapterNav(page).getByRole('link', { name: 'EventEmitter', exact: true }).click();
    await expect(chapterNav(page).locator('[aria-current=location]')).toHaveText('EventEmitter');
  });

  test('an unknown address offers ways on', async ({ page }) => {
    const response = await page.goto('chapters/no-such-chapter/');
    expect(response?.status()).toBe(404);
    await page.getByRole('main').getByRole('link', { name: 'the ten chapters' }).click();
    await expect(page.locator('#chapters')).toBeInViewport();
  });

  test('no link of the shell is dead', async ({ page, request }) => {
    const seen = new Set<string>();
    for (const address of ['', CHAPTER, 'chapters/introduction/']) {
      await page.goto(address);
      const links = await page
        .locator('a[href]')
        .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
      for (const link of links)
        if (link.startsWith(new URL(page.url()).origin)) seen.add(link.replace(/#.*/, ''));
    }
    for (const link of seen) expect((await request.get(link)).status(), link).toBe(200);
  });
});

test.describe('search', () => {
  test('finds a word of chapter 2 from the keyboard alone', async ({ page }) => {
    await page.goto('');
    await page.keyboard.press('/');
    await page.keyboard.type('microtask');
    const results = page.locator('#search-results a');
    await expect(results.first()).toContainText(/microtask/i);
    await expect(page.locator('#search-status')).toContainText('found for “microtask”');
    await expect(results.filter({ hasText: 'Fundamentals of the event model' }).first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(results.first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toContainText(/microtask/i);
  });

  test('says so when nothing is found', async ({ page }) => {
    await page.goto('');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('zygote');
    await expect(page.getByRole('status').filter({ hasText: 'Nothing found' })).toBeVisible();
  });

  test('says so when the index cannot be loaded', async ({ page }) => {
    await page.route('**/pagefind/**', (route) => route.abort());
    await page.goto('');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('queue');
    await expect(page.locator('#search-status')).toContainText('could not be loaded');
  });
});

test.describe('theme', () => {
  test('follows the system, and a choice outlasts a reload', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(CHAPTER);
    expect(await theme(page)).toBe('light');
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await theme(page)).toBe('dark');
    await page.reload();
    expect(await theme(page)).toBe('dark');
    await expect(page.getByRole('button', { name: 'Dark theme' })).toHaveAttribute('aria-pressed', 'true');
  });

  test('follows the system again once the reader has chosen what the system prefers', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('');
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => theme(page)).toBe('dark');
  });

  test('changes where storage is denied', async ({ page }) => {
    await denyStorage(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(CHAPTER);
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await theme(page)).toBe('dark');
  });
});

test.describe('reading progress', () => {
  const read = (page: Page) => chapterNav(page).locator('[data-chapter=event-model][data-read]');

  test('a chapter whose end was reached is marked, here and on the map, also after a reload', async ({
    page,
  }) => {
    await page.goto(CHAPTER);
    await expect(page.getByRole('button', { name: 'Mark as read' })).toBeAttached();
    await expect(read(page)).toHaveCount(0);
    await page.locator('.foot').scrollIntoViewIfNeeded();
    await expect(read(page)).toHaveCount(1);
    await page.reload();
    await expect(read(page)).toHaveCount(1);
    await page.goto('');
    await expect(page.locator('#chapters [data-read]')).toHaveCount(1);
  });

  test('the mark can be taken back', async ({ page }) => {
    await page.goto(CHAPTER);
    await page.locator('.foot').scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Read', exact: true, pressed: true }).click();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Mark as read' })).toBeAttached();
    await expect(read(page)).toHaveCount(0);
  });

  test('where storage is denied the mark holds for the page, and nothing breaks', async ({ page }) => {
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await denyStorage(page);
    await page.goto(CHAPTER);
    await page.locator('.foot').scrollIntoViewIfNeeded();
    await expect(read(page)).toHaveCount(1);
    expect(errors).toEqual([]);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a chapter is readable, its answers unfold, and dead controls are not shown', async ({ page }) => {
    await page.goto(CHAPTER);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(chapterNav(page).getByRole('link', { name: /Publish/ })).toBeVisible();
    const answer = page.locator('.predict-answer').first();
    await expect(answer.locator('.predict-output')).toBeHidden();
    await answer.locator('summary').click();
    await expect(answer.locator('.predict-output')).toBeVisible();
    await expect(page.getByRole('button', { name: /Search|theme|Mark as read/ })).toHaveCount(0);
  });

  test('the system’s light theme is kept', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(CHAPTER);
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(251, 250, 246)');
  });

  test('the chapters can be reached on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(CHAPTER);
    await page.getByRole('button', { name: 'Chapters' }).click();
    await chapterNav(page)
      .getByRole('link', { name: /Publish/ })
      .click();
    await expect(page).toHaveURL(/pub-sub/);
  });
});

test.describe('phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the menu opens, is walked through and closes by keyboard', async ({ page }) => {
    await page.goto(CHAPTER);
    const button = page.getByRole('button', { name: 'Chapters' });
    await expect(chapterNav(page)).toBeHidden();
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(chapterNav(page)).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(chapterNav(page).getByRole('link', { name: /Introduction/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(chapterNav(page)).toBeHidden();
    await expect(button).toBeFocused();
  });

  test('choosing a section of the same page closes the menu', async ({ page }) => {
    await page.goto(CHAPTER);
    await page.getByRole('button', { name: 'Chapters' }).click();
    await chapterNav(page).getByRole('link', { name: 'EventEmitter', exact: true }).click();
    await expect(chapterNav(page)).toBeHidden();
    await expect(page.getByRole('heading', { name: 'EventEmitter', exact: true })).toBeInViewport();
  });
});

for (const address of ['', CHAPTER, 'chapters/introduction/', 'no-such-page']) {
  test(`nothing is wider than a small phone: /${address}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(address);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`no accessibility fault that axe can find: /${address}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(address);
      await page
        .locator('details')
        .evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual(
        [],
      );
    });
  }
}

test('no request leaves the site', async ({ page, baseURL }) => {
  const strangers: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(baseURL ?? '').origin)
      strangers.push(request.url());
  });
  await page.goto('');
  await page.goto(CHAPTER, { waitUntil: 'networkidle' });
  expect(strangers).toEqual([]);
});
