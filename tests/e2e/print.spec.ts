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

/** Words of the visible elements that a selector finds, with their boxes. */
const visible = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0)
        .map((element) => element.textContent.trim().slice(0, 60)),
    );

/** What is wrong with a page on paper: each returns what it finds, in the page's own words. */
const FAULTS: Record<string, (page: Page) => Promise<string[]>> = {
  'folded answers that do not stand on the page': (page) =>
    page.locator('.prose details:not(.lab *)').evaluateAll((all) =>
      all
        .filter((details) => {
          const answer = details.querySelector(':scope > :not(summary)');
          return !answer?.checkVisibility() || answer.getBoundingClientRect().height < 10;
        })
        .map((details) => details.textContent.trim().slice(0, 60)),
    ),
  'wider than the paper, or a line of code that is cut': (page) =>
    page.locator('main *').evaluateAll((all, width) => {
      const isCut = (element: Element) =>
        element.tagName === 'PRE' && element.scrollWidth > element.clientWidth + 1;
      return all
        .filter((element) => element.checkVisibility())
        .filter((element) => element.getBoundingClientRect().right > width + 1 || isCut(element))
        .map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`);
    }, PAPER.width),
  'words of a table that are cut in two': (page) =>
    page.locator('.prose :is(th, td)').evaluateAll((cells) =>
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
    ),
  'parts of the interface': async (page) => {
    const parts = 'header.top, nav, dialog, input, textarea, select, button, [role=button], .foot';
    const terms = await visible(page, '.term > button');
    return (await visible(page, parts)).filter((words) => !terms.includes(words));
  },
  'links to a source without their address': async (page) => {
    const shown = await page
      .locator('.prose a[href^="http"]')
      .evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content));
    return shown.filter((content) => !content.includes('('));
  },
};

for (const address of PAGES) {
  test(`${address} on paper: all that can be read is there, whole, and nothing that can be pressed`, async ({
    page,
  }) => {
    await page.setViewportSize(PAPER);
    await page.goto(address);
    await page.emulateMedia({ media: 'print' });
    for (const [fault, find] of Object.entries(FAULTS)) expect.soft(await find(page), fault).toEqual([]);
  });
}
