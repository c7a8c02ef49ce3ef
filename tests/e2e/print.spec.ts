/** A chapter on paper: everything that can be read, nothing that can be pressed. */
import { expect, test, type Page } from 'playwright/test';
import { readChapters } from '../content/source/chapters.ts';

/** The width of an A4 page between the margins of the print style, in CSS pixels. */
const PAPER = { width: 672, height: 987 };

const PAGES = [
  ...readChapters()
    .filter(({ frontmatter }) => frontmatter['status'] === 'complete')
    .map(({ frontmatter }) => `${String(frontmatter['slug'])}/`),
  'glossary/',
];

async function print(page: Page, address: string): Promise<void> {
  await page.setViewportSize(PAPER);
  await page.goto(address);
  await page.emulateMedia({ media: 'print' });
}

/** Words of the visible elements that a selector finds, with their boxes. */
const visible = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0)
        .map((element) => element.textContent.trim().slice(0, 60)),
    );

for (const address of PAGES) {
  test.describe(address, () => {
    test('every folded answer stands on the page', async ({ page }) => {
      await print(page, address);
      const hidden = await page.locator('.prose details:not(.lab *)').evaluateAll((all) =>
        all
          .filter((details) => {
            const answer = details.querySelector(':scope > :not(summary)');
            return !answer?.checkVisibility() || answer.getBoundingClientRect().height < 10;
          })
          .map((details) => details.textContent.trim().slice(0, 60)),
      );
      expect(hidden).toEqual([]);
    });

    test('nothing is wider than the paper, and no line of code is cut', async ({ page }) => {
      await print(page, address);
      const wide = await page.locator('main *').evaluateAll((all, width) => {
        const isCut = (element: Element) =>
          element.tagName === 'PRE' && element.scrollWidth > element.clientWidth + 1;
        return all
          .filter((element) => element.checkVisibility())
          .filter((element) => element.getBoundingClientRect().right > width + 1 || isCut(element))
          .map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`);
      }, PAPER.width);
      expect(wide).toEqual([]);
    });

    test('no word of a table is cut in two', async ({ page }) => {
      await print(page, address);
      const cut = await page.locator('.prose :is(th, td)').evaluateAll((cells) =>
        cells.flatMap((cell) => {
          const found: string[] = [];
          const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            for (const { index, 0: word } of (text.textContent ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
              const range = document.createRange();
              range.setStart(text, index);
              range.setEnd(text, index + word.length);
              const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
              if (lines.size > 1) found.push(word);
            }
          }
          return found;
        }),
      );
      expect(cut).toEqual([]);
    });

    test('no part of the interface is printed', async ({ page }) => {
      await print(page, address);
      expect(
        await visible(
          page,
          'header.top, nav, dialog, input, textarea, select, button, [role=button], .foot',
        ).then(async (found) => {
          const terms = await visible(page, '.term > button');
          return found.filter((words) => !terms.includes(words));
        }),
      ).toEqual([]);
    });

    test('a link to a source shows its address', async ({ page }) => {
      await print(page, address);
      const shown = await page
        .locator('.prose a[href^="http"]')
        .evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content));
      expect(shown.filter((content) => !content.includes('('))).toEqual([]);
    });
  });
}
