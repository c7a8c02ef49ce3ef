import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from 'playwright/test';

const results = (page: Page) => page.locator('#search-results a');

test.describe('searching', () => {
  const NAMES = [
    ['event', 'event'],
    ['Microtasks', 'microtask'],
    ['cqrs', 'cqrs'],
    ['publish-subscribe', 'publish-subscribe'],
    ['open/closed principle', 'open-closed-principle'],
    ['run to completion', 'run-to-completion'],
  ] as const;

  test('whoever types the name of a term finds its entry first', async ({ page }) => {
    await page.goto('');
    await page.getByRole('button', { name: 'Search' }).click();
    for (const [name, id] of NAMES) {
      await page.getByRole('searchbox').fill(name);
      await expect(page.locator('#search-status')).toContainText(`for “${name}”`);
      await expect(results(page).first()).toHaveAttribute('href', new RegExp(`/glossary/#${id}$`));
    }
  });

  test('chapters come before labs', async ({ page }) => {
    await page.goto('');
    await page.getByRole('button', { name: 'Search' }).click();
    for (const words of ['microtasks first', 'next tick', 'starved event loop']) {
      await page.getByRole('searchbox').fill(words);
      await expect(page.locator('#search-status')).toContainText(`for “${words}”`);
      const addresses = await results(page).evaluateAll((all) =>
        all.map((a) => (a as HTMLAnchorElement).href),
      );
      const firstOf = (folder: string) => addresses.findIndex((address) => address.includes(`/${folder}/`));
      expect(firstOf('labs'), `${words}: ${addresses.join(' ')}`).toBeGreaterThan(firstOf('chapters'));
      expect(firstOf('chapters')).toBeGreaterThanOrEqual(0);
    }
  });
});

test.describe('a term in a chapter', () => {
  const CHAPTER = 'chapters/introduction/';
  const bus = (page: Page) => page.locator('#term-bus').getByRole('button');
  const card = (page: Page) => page.locator('#about-bus');

  test('shows its definition from the keyboard, and gives the focus back', async ({ page }) => {
    await page.goto(CHAPTER);
    await bus(page).focus();
    await page.keyboard.press('Enter');
    await expect(card(page)).toContainText('a mediator inside one program');
    await page.keyboard.press('Escape');
    await expect(card(page)).toBeHidden();
    await expect(bus(page)).toBeFocused();
  });

  test('leads to the glossary, and the glossary back to the word', async ({ page }) => {
    await page.goto(CHAPTER);
    await bus(page).click();
    await card(page).getByRole('link', { name: 'Glossary' }).click();
    await expect(page).toHaveURL(/\/glossary\/#bus$/);
    const entry = page.getByRole('article', { name: 'bus', exact: true });
    await expect(entry).toBeInViewport();
    await entry.getByRole('link', { name: 'What an event-driven architecture is' }).first().click();
    await expect(page).toHaveURL(/\/chapters\/introduction\/#term-bus$/);
    await expect(bus(page)).toBeInViewport();
  });

  test('stands in its sentence as any other word does', async ({ page }) => {
    await page.goto(CHAPTER);
    const sentence = await bus(page).evaluate((button) => {
      const range = document.createRange();
      range.selectNodeContents(button.closest('li') as Element);
      getSelection()?.addRange(range);
      return String(getSelection());
    });
    expect(sentence).toMatch(/^a bus, in this book/);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the definition opens all the same, within the window of a phone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto('chapters/microservices/');
    await page.locator('#term-publisher-confirm').getByRole('button').click();
    const box = await page.locator('#about-publisher-confirm').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
  });
});

test.describe('the page', () => {
  test('a letter leads to its terms', async ({ page }) => {
    await page.goto('glossary/');
    await page.getByRole('navigation', { name: 'Letters' }).getByRole('link', { name: 'S' }).click();
    await expect(page.getByRole('heading', { name: 'saga' })).toBeInViewport();
  });

  test('is found from the menu of a phone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('');
    await page.getByRole('button', { name: 'Chapters' }).click();
    await page.locator('#contents').getByRole('link', { name: 'Glossary' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Glossary');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no accessibility violations, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto('glossary/');
      await page.locator('details').first().click();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  }
});

test('no line begins with the punctuation behind a term, from a phone to a desk', async ({ page }) => {
  await page.goto('chapters/microservices/');
  const begun = await page.locator('.prose > p dfn.term').evaluateAll((terms) =>
    terms.flatMap((term) => {
      let next = term.nextSibling;
      while (next && next.nodeType !== Node.TEXT_NODE) next = next.nextSibling;
      const paragraph = term.closest('p');
      if (!next || !paragraph || !/^[.,:;]/.test(next.textContent ?? '')) return [];
      const mark = document.createRange();
      mark.setStart(next, 0);
      mark.setEnd(next, 1);
      const bad: string[] = [];
      for (let width = 280; width < 680; width += 6) {
        paragraph.style.width = `${width}px`;
        const [word] = [...(term.querySelector('button')?.getClientRects() ?? [])].slice(-1);
        if (word && mark.getBoundingClientRect().top > word.bottom)
          bad.push(`${term.textContent} at ${width} px`);
      }
      paragraph.style.width = '';
      return [bad];
    }),
  );
  expect(begun.length).toBeGreaterThan(5);
  expect(begun.flat()).toEqual([]);
});
