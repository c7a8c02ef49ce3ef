/** The book by keyboard alone: what one reads, runs, checks, steps through and joins, with Tab, Enter and arrows. */
import type { Locator, Page } from 'playwright/test';
import { pictureOf } from './event-loop-page.ts';
import { CHAPTER, expect, LAB_PAGE, openLab, test } from './workbench-page.ts';
import { bar, personAt, startRoom } from './workshop-room.ts';

/** Presses Tab until `target` has the focus, as somebody would who sees where it is. */
async function tabTo(page: Page, target: Locator, most = 40): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${most} presses of Tab did not lead to ${String(target)}`);
}

/**
 * Walks with Tab from where the page is until the focus leaves it. Gives the stops that are not seen there, those that
 * look the same with the focus as without it, and how many there were.
 */
async function walk(page: Page): Promise<{ stops: number; faults: string[] }> {
  await page.evaluate(() => {
    const looks = (element: Element): string =>
      [element, element.parentElement, element.parentElement?.parentElement]
        .filter((each) => each instanceof Element)
        .map((each) => {
          const style = getComputedStyle(each);
          const ring = style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineColor}`;
          return [ring, style.boxShadow, style.borderColor, style.backgroundColor].join();
        })
        .join(' / ');
    const isSeen = (element: Element): boolean =>
      [...element.getClientRects()].some((box) =>
        [0.1, 0.5, 0.9].some((share) =>
          [0.1, 0.5, 0.9].some((height) => {
            const top = document.elementFromPoint(box.x + box.width * share, box.y + box.height * height);
            return (
              top !== null && (element.contains(top) || top.closest('label')?.contains(element) === true)
            );
          }),
        ),
      );
    const name = (element: Element) =>
      `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 30)}`;
    const stops: { element: Element; focused: string }[] = [];
    const faults: string[] = [];
    const note = () => {
      const { activeElement: element } = document;
      if (!element || element === document.body) return false;
      if (stops.some((stop) => stop.element === element)) return false;
      if (!isSeen(element)) faults.push(`not in sight: ${name(element)}`);
      stops.push({ element, focused: looks(element) });
      return true;
    };
    const end = () => {
      (document.activeElement as HTMLElement | null)?.blur();
      for (const { element, focused } of stops)
        if (element.isConnected && looks(element) === focused)
          faults.push(`looks the same: ${name(element)}`);
      return { stops: stops.length, faults };
    };
    Object.assign(window, { walk: { note, end } });
  });
  type Walk = { walk: { note(): boolean; end(): { stops: number; faults: string[] } } };
  const note = () => page.evaluate(() => (window as unknown as Walk).walk.note());
  do await page.keyboard.press('Tab');
  while (await note());
  return page.evaluate(() => (window as unknown as Walk).walk.end());
}

test('a chapter is walked through from its first link to its last: every stop is in sight and marked', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(CHAPTER);
  const { stops, faults } = await walk(page);
  expect(faults).toEqual([]);
  expect(stops).toBeGreaterThan(100);
});

for (const address of [
  '',
  LAB_PAGE,
  'labs/',
  'glossary/',
  'verification/',
  'workshop/preflight/',
  'present/',
]) {
  test(`every stop is in sight and marked: /${address}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    const { stops, faults } = await walk(page);
    expect(faults).toEqual([]);
    expect(stops).toBeGreaterThan(8);
  });
}

test('read: past the navigation into the text, and on to the next chapter', async ({ page }) => {
  await page.goto(CHAPTER);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: /^Skip/ });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  // The first stop after the skip lies in the text.
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  await page.getByRole('button', { name: 'Mark as read' }).focus();
  await tabTo(page, page.locator('.foot-nav').getByRole('link', { name: /Next/ }), 4);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/pub-sub/);
});

test('run, check, and step through the picture, from the top of a lab’s page', async ({ page }) => {
  const bench = await openLab(page);
  await tabTo(page, bench.root.getByRole('button', { name: 'Run', exact: false }));
  await page.keyboard.press('Enter');
  const { slider, what, root } = pictureOf(bench);
  await expect(slider).toBeVisible();
  await tabTo(page, slider);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveValue('2');
  await expect(bench.root.locator('.wb-announcer')).toContainText(/step 2 of \d+/);
  const before = await what.textContent();
  await tabTo(page, root.getByRole('button', { name: 'Step', exact: false }).first());
  await page.keyboard.press('Enter');
  await expect(what).not.toHaveText(before ?? '');
  const table = root.locator('.pl-table summary');
  await tabTo(page, table);
  await page.keyboard.press('Enter');
  await tabTo(page, root.getByRole('button', { name: 'Go to step 1', exact: true }));
  await page.keyboard.press('Enter');
  await expect(slider).toHaveValue('1');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(bench.verdict).toContainText('failed');
  await expect(bench.root.getByRole('status').last()).toContainText(/\d checks? failed/);
});

test('join a workshop, and raise a hand', async ({ browser }) => {
  const room = await startRoom();
  const page = await personAt(browser, `${room.url}/workshop/`);
  await tabTo(page, page.getByLabel('Code', { exact: false }).first());
  await page.keyboard.type(room.secrets.joinCode);
  await tabTo(page, page.getByLabel('Your name'));
  await page.keyboard.type('Ada');
  await tabTo(page, page.getByRole('button', { name: 'Join' }), 5);
  await page.keyboard.press('Enter');
  await expect(bar(page)).toContainText('Ada');
  await tabTo(page, bar(page).getByRole('button', { name: 'Workshop' }), 60);
  await page.keyboard.press('Enter');
  await tabTo(page, bar(page).getByRole('button', { name: 'Raise your hand' }), 12);
  await page.keyboard.press('Enter');
  await expect(bar(page).getByText('Your hand is up')).toBeVisible();
  await room.close();
});
