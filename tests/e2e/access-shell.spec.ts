/** What opens over or within a page of the book: axe, and that it fits a phone of 320 px. */
import { expect, test, type Page } from 'playwright/test';
import { axeFaults, misfits } from './access.ts';

const CHAPTER = 'chapters/event-model/';

interface State {
  address: string;
  width?: number;
  reach: (page: Page) => Promise<void>;
}

async function search(page: Page, word: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(word);
  await expect(page.locator('#search-status')).toContainText(`“${word}”`);
}

const STATES: Record<string, State> = {
  'the search, with what it found': { address: '', reach: (page) => search(page, 'microtask') },
  'the search, with nothing found': { address: CHAPTER, reach: (page) => search(page, 'qqjjkk') },
  'the menu of a phone': {
    address: CHAPTER,
    width: 390,
    reach: async (page) => {
      await page.getByRole('button', { name: 'Chapters' }).click();
      await expect(page.getByRole('navigation', { name: 'Chapters' })).toBeVisible();
    },
  },
  'a diagram made large': {
    address: CHAPTER,
    reach: async (page) => {
      await page.locator('.diagram-zoom').first().click();
      await expect(page.locator('dialog.diagram-dialog')).toBeVisible();
    },
  },
  'a lab that opens where it stands': {
    address: 'chapters/systems/',
    reach: async (page) => {
      const lab = page.locator('[data-workbench="saga/01-there-and-back"]');
      await lab.getByRole('button', { name: 'Open this lab here' }).click();
      await expect(lab.getByRole('button', { name: /^Run/ })).toBeFocused();
    },
  },
};

for (const [name, { address, width = 1280, reach }] of Object.entries(STATES)) {
  test(`axe finds nothing, and nothing is cut off: ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    await page.goto(address);
    await reach(page);
    expect(await axeFaults(page)).toEqual([]);
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
    expect(await axeFaults(page, { only: ['color-contrast'] })).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => misfits(page)).toEqual([]);
  });
}
