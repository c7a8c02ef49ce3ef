import { expect, test, type Page } from 'playwright/test';

const SWITCH = 'Keys of a single character, such as / and ?, work';
const search = (page: Page) => page.getByRole('dialog', { name: 'Search the handbook' });

test('whoever presses keys by accident turns those of a single character off, for all pages', async ({
  page,
}) => {
  await page.goto('labs/event-loop/01-a-c-b/');
  await page.keyboard.press('/');
  await search(page).getByLabel(SWITCH).uncheck();
  await page.keyboard.press('Escape');

  await page.keyboard.press('/');
  await page.locator('[data-workbench]').getByRole('button', { name: 'Run', exact: true }).focus();
  await page.keyboard.press('?');
  // A press that works all the same comes behind them: what they open would be there by then.
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await page.goto('present/trade-offs/');
  await expect(page.locator('[data-ready]')).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.locator('.deck-blank')).toBeHidden();
  // What is no character goes on as before.
  const counter = page.locator('.slide:not([hidden])');
  const before = await counter.first().innerText();
  await page.keyboard.press('PageDown');
  await expect.poll(() => counter.first().innerText()).not.toBe(before);

  await page.goto('chapters/trade-offs/');
  await page.keyboard.press('/');
  await page.keyboard.press('Control+k');
  await expect(search(page)).toBeVisible();
  await search(page).getByLabel(SWITCH).check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(search(page)).toBeVisible();
});

test('the list of keys in a lab, and that of a presentation, have the same switch', async ({ page }) => {
  await page.goto('labs/event-loop/01-a-c-b/');
  await page.locator('[data-workbench]').getByRole('button', { name: 'Run', exact: true }).focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByLabel(SWITCH).uncheck();
  await page.goto('present/trade-offs/');
  await expect(page.locator('[data-ready]')).toBeVisible();
  await page.keyboard.press('o');
  await expect(page.locator('.deck-outline')).toBeHidden();
  await page.locator('[data-wish="outline"]').first().click();
  await expect(page.locator('.deck-outline').getByLabel(SWITCH)).not.toBeChecked();
});

test('a key of a single character works on a checkbox, where nothing is typed', async ({ page }) => {
  await page.goto('labs/event-loop/01-a-c-b/');
  await page.getByRole('checkbox', { name: 'Predict first' }).focus();
  await page.keyboard.press('/');
  await expect(search(page)).toBeVisible();
});
