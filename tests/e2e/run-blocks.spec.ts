/** A reader runs, stops, changes and resets the blocks of a chapter. */
import type { Locator, Page } from 'playwright/test';
import { expect, test, watchRequests } from './workbench-page.ts';

const CHAPTER = 'chapters/event-model/';

interface PageBlock {
  root: Locator;
  end: Locator;
  /** How the run compares with the page. */
  said: Locator;
  text: Locator;
  press(name: 'Run' | 'Stop' | 'Edit' | 'Reset' | 'Undo'): Promise<void>;
  write(text: string): Promise<void>;
}

function blockOn(page: Page, root = page.locator('figure.code[data-run]').first()): PageBlock {
  return {
    root,
    end: root.locator('.wb-end'),
    said: root.locator('.code-said'),
    text: root.locator('textarea'),
    press: (name) => root.getByRole('button', { name, exact: true }).click(),
    async write(text) {
      await root.getByRole('button', { name: 'Edit', exact: true }).click();
      await expect(root.locator('textarea')).toBeFocused();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(text);
    },
  };
}

test('nothing is fetched before a reader comes to a block; Run shows what the page prints', async ({
  page,
}) => {
  const requests = watchRequests(page);
  await page.goto(CHAPTER, { waitUntil: 'networkidle' });
  const block = blockOn(page);
  await block.root.scrollIntoViewIfNeeded();
  expect(requests.filter((url) => /wake|embedded|block\./.test(url))).toEqual([]);

  await block.press('Run');
  await expect(block.end).toContainText('Ended with exit code 0');
  await expect(block.said).toHaveText('Printed as shown.');
  const printed = await block.root.locator('pre .out').allInnerTexts();
  const output = printed.map((mark) => mark.replace('// → ', '')).join('\n');
  await expect(block.root.locator('.wb-stdout')).toHaveText(output);
  await expect(block.root.getByRole('status').last()).toHaveText(/lines of output.*Printed as shown\.$/);
});

test('an error comes as Node prints it, apart from the output; a prediction is compared too', async ({
  page,
}) => {
  await page.goto(CHAPTER);
  const block = blockOn(page, page.locator('.predict figure.code[data-run]').first());
  await block.press('Run');
  await expect(block.root.locator('.wb-stderr')).toContainText('Error: card declined\n    at Timeout');
  await expect(block.root.locator('.wb-stdout')).toHaveText('order accepted');
  await expect(block.end).toContainText('exit code 1');
  await expect(block.said).toHaveText('Printed as shown.');
});

test('Run and Stop work by keyboard, and the focus stays on the button', async ({ page }) => {
  await page.goto(CHAPTER);
  const block = blockOn(page);
  await block.write("console.log('before');\nwhile (true) {}\n");
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(block.root.locator('.wb-stdout')).toHaveText('before');
  const stop = block.root.getByRole('button', { name: 'Stop' });
  await stop.focus();
  await page.keyboard.press('Enter');
  await expect(block.end).toHaveText(/^Stopped by you/, { timeout: 1000 });
  await expect(block.root.getByRole('button', { name: 'Run' })).toBeFocused();
});

test('a change runs, is not compared, and is there after a reload that runs nothing', async ({ page }) => {
  await page.goto(CHAPTER);
  const block = blockOn(page);
  await block.write("console.log('mine');");
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(block.root.locator('.wb-stdout')).toHaveText('mine');
  await expect(block.said).toHaveText('Your own code: not compared with the page.');
  await expect(block.root.locator('.code-edited')).toHaveText('Changed by you, kept in this browser.');

  await page.reload();
  await block.root.scrollIntoViewIfNeeded();
  await expect(block.text).toHaveValue("console.log('mine');");
  await expect(block.end).toBeHidden();
  // Another block has its own code.
  await expect(page.locator('figure.code textarea')).toHaveCount(1);
});

test('Reset brings the printed code back, and Undo one’s own', async ({ page }) => {
  await page.goto(CHAPTER);
  const block = blockOn(page);
  const printed = await block.root.locator('pre').first().textContent();
  await block.write('// mine');
  await block.press('Reset');
  await expect(block.text).toHaveValue(printed ?? '');
  await block.press('Undo');
  await expect(block.text).toHaveValue('// mine');

  await block.press('Reset');
  await page.reload();
  await block.press('Run');
  await expect(block.said).toHaveText('Printed as shown.');
});

test('Tab leaves the editor', async ({ page }) => {
  await page.goto(CHAPTER);
  const block = blockOn(page);
  await block.write('1;');
  await page.keyboard.press('Tab');
  await expect(block.text).not.toBeFocused();
});

test('a difference is named by its line', async ({ page }) => {
  await page.goto(CHAPTER);
  const block = blockOn(page);
  // As if the book said something else than the program prints.
  await block.root
    .locator('pre .out')
    .last()
    .evaluate((mark) => (mark.textContent = '// → something else'));
  await block.press('Run');
  await expect(block.said).toHaveText('Line 2 is otherwise on the page: “something else”.');
});

test('a runtime that cannot be loaded is told, and the next press tries again', async ({ page }) => {
  await page.goto(CHAPTER);
  const block = blockOn(page);
  await page.route(/embedded-core/, (route) => route.abort());
  await block.press('Run');
  await expect(block.end).toContainText('could not be');
  await page.unroute(/embedded-core/);
  await block.press('Run');
  await expect(block.said).toHaveText('Printed as shown.');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a block is complete, without buttons', async ({ page }) => {
    await page.goto(CHAPTER);
    const block = blockOn(page);
    await expect(block.root.locator('pre')).toContainText('→');
    await expect(block.root.getByRole('button')).toHaveCount(0);
  });
});

test('paper has the printed code, and no buttons', async ({ page }) => {
  await page.goto(CHAPTER);
  const block = blockOn(page);
  await block.write('// mine');
  await page.emulateMedia({ media: 'print' });
  await expect(block.root.locator('pre').first()).toBeVisible();
  await expect(block.text).toBeHidden();
  await expect(block.root.locator('.code-controls')).toBeHidden();
});
