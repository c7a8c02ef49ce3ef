/** What opens over the page: commands, keys, compare, history; and the panes that the reader sizes. */
import { benchOn, CHAPTER, expect, openLab, test, type Bench } from './workbench-page.ts';
import type { Page } from 'playwright/test';

const commands = (page: Page) => page.getByRole('dialog', { name: 'Commands' });

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F1');
  await commands(page).getByRole('combobox').fill(name);
  await expect(commands(page).getByRole('option', { selected: true })).toContainText(name);
  await page.keyboard.press('Enter');
}

async function writeMine(bench: Bench, text: string): Promise<void> {
  await bench.edit('monaco');
  await bench.write(text);
  await expect.poll(() => bench.code()).toContain(text.trim());
}

test.describe('the commands', () => {
  test('open by key on a lab page that nobody has touched, and run the program', async ({ page }) => {
    const bench = await openLab(page);
    await page.keyboard.press('F1');
    const field = commands(page).getByRole('combobox');
    await expect(field).toBeFocused();
    await field.fill('ru');
    const first = commands(page).getByRole('option').first();
    await expect(first).toContainText('Run');
    await expect(field).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id'))!);
    await page.keyboard.press('Enter');
    await expect(bench.output).toContainText('C: goodbye');
    await expect(commands(page)).toHaveCount(0);
  });

  test('are walked with the arrow keys, round and round, and left with Escape', async ({ page }) => {
    const bench = await openLab(page);
    const button = bench.root.getByRole('button', { name: 'Commands' });
    await button.click();
    const options = commands(page).getByRole('option');
    const chosen = commands(page).getByRole('option', { selected: true });
    await expect(chosen).toContainText('Run');
    await page.keyboard.press('ArrowUp');
    await expect(chosen).toHaveText((await options.last().textContent())!);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(chosen).toContainText('Check');
    await commands(page).getByRole('combobox').fill('zzzz');
    await expect(options).toHaveCount(0);
    await expect(commands(page).getByRole('status')).toHaveText('0 commands');
    await page.keyboard.press('Enter');
    await expect(commands(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(commands(page)).toHaveCount(0);
    await expect(button).toBeFocused();
  });

  test('open from within the editor, which gets the focus back', async ({ page }) => {
    const bench = await openLab(page);
    await bench.edit('monaco');
    await page.keyboard.press('ControlOrMeta+Shift+P');
    await expect(commands(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(bench.root.locator('[data-editor-place="monaco"] :focus')).toBeAttached();
  });

  test('show the key of what has one, and reach everything that the menus reach', async ({ page }) => {
    await openLab(page);
    await page.keyboard.press('F1');
    const list = commands(page).getByRole('listbox');
    await expect(list.getByRole('option', { name: /^Check/ })).toContainText(/Enter|↵/);
    for (const name of [
      'Share',
      'Download',
      'StackBlitz',
      'Compare',
      'History',
      'Reset',
      'solution',
      'hint',
      'Runtime',
      'next exercise',
      'chapter',
    ])
      await expect(list.getByRole('option', { name }).first()).toBeAttached();
  });

  test('belong to the lab that was asked, in a chapter', async ({ page }) => {
    await page.goto(CHAPTER);
    const bench = benchOn(page);
    await page.keyboard.press('F1');
    await expect(commands(page)).toHaveCount(0);
    await bench.root.getByRole('button', { name: 'Commands' }).click();
    await expect(commands(page).getByRole('option', { name: 'full screen' })).toBeAttached();
  });
});

test('“?” shows the keys, but not while somebody types', async ({ page }) => {
  const bench = await openLab(page);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('All commands');
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await bench.edit('monaco');
  await page.keyboard.type('// why?');
  await expect.poll(() => bench.code()).toContain('// why?');
  await expect(keys).toHaveCount(0);
});

test.describe('comparing', () => {
  test('shows by sign, word and line number what differs, a file at a time, and loses nothing', async ({
    page,
  }) => {
    const bench = await openLab(page);
    await writeMine(bench, "console.log('only line');");
    await command(page, 'Compare');
    const dialog = page.getByRole('dialog', { name: 'Compare' });
    await expect(dialog.locator('figcaption')).toContainText('program.js 1 line added, 5 removed');
    await expect(dialog).toContainText('No difference in predict.js');
    const added = dialog.locator('[data-kind="added"]');
    await expect(added.locator('td')).toHaveText(['', '1', '+added', "console.log('only line');"]);
    await expect(dialog.locator('[data-kind="removed"] .wb-diff-sign').first()).toHaveText('−removed');
    await dialog.getByLabel('To', { exact: true }).selectOption('Solution');
    await expect(dialog.locator('[data-kind="added"]')).toContainText(['const later = [];']);
    const folded = dialog.locator('[data-kind="fold"]').first();
    await expect(folded).toContainText('lines without a change');
    await dialog.getByRole('button', { name: 'Show all lines' }).first().click();
    await expect(dialog.locator('[data-kind="fold"]')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => bench.code()).toContain('only line');
  });

  test('is offered where the solution is looked at', async ({ page }) => {
    const bench = await openLab(page);
    await bench.more('Look at the solution');
    await bench.root.getByRole('button', { name: 'What differs' }).click();
    const dialog = page.getByRole('dialog', { name: 'Compare' });
    await expect(dialog.getByLabel('From')).toHaveValue('mine');
    await expect(dialog.getByLabel('To', { exact: true })).toHaveValue('solution');
  });
});

test('the history says when and why, previews a version, and a restored one can be undone', async ({
  page,
}) => {
  const bench = await openLab(page);
  await command(page, 'History');
  const dialog = page.getByRole('dialog', { name: 'History' });
  await expect(dialog).toContainText('No earlier versions yet');
  await page.keyboard.press('Escape');
  await writeMine(bench, '// first');
  await bench.check();
  await writeMine(bench, '// second');
  await bench.check();
  await page.reload();
  await bench.more('History');
  const versions = dialog.getByRole('list').getByRole('button');
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText('as you checked it');
  await expect(versions.first()).toContainText('program.js: 1 line added, 1 removed');
  await expect(dialog).toContainText('This is the code as it stands now.');
  await versions.last().click();
  await expect(dialog.locator('[data-kind="removed"]')).toContainText('// second');
  await expect(dialog.locator('[data-kind="added"]')).toContainText('// first');
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await expect.poll(() => bench.code()).toContain('// first');
  await bench.notice.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => bench.code()).toContain('// second');
});

test.describe('panes', () => {
  for (const [name, key, side] of [
    ['Width of the task', 'ArrowRight', 'width'],
    ['Height of the code', 'ArrowUp', 'height'],
    ['Width of the output', 'ArrowLeft', 'width'],
  ] as const) {
    test(`${name}: by keys and pointer, kept over a reload, put back by a double click`, async ({ page }) => {
      await openLab(page);
      const splitter = page.getByRole('separator', { name });
      const place = async () => {
        const box = (await splitter.boundingBox())!;
        return side === 'width' ? box.x : box.y;
      };
      const [initial, value] = [await place(), await splitter.getAttribute('aria-valuenow')];
      await splitter.focus();
      await page.keyboard.press(key);
      await page.keyboard.press(key);
      const moved = await place();
      expect(Math.sign(moved - initial)).toBe(key === 'ArrowRight' ? 1 : -1);

      await page.reload();
      expect(Math.abs((await place()) - moved)).toBeLessThan(2);
      await expect(splitter).not.toHaveAttribute('aria-valuenow', value!);

      const box = (await splitter.boundingBox())!;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + (side === 'width' ? -90 : 0), y + (side === 'width' ? 0 : -90), { steps: 4 });
      await page.mouse.up();
      expect(await place()).toBeLessThan(moved - 20);

      await splitter.dblclick();
      await expect(splitter).toHaveAttribute('aria-valuenow', value!);
      expect(Math.abs((await place()) - initial)).toBeLessThan(2);
    });
  }

  test('damaged sizes in the storage are no trouble', async ({ page }) => {
    await page.addInitScript(() =>
      localStorage.setItem('handbook:panes', '{"--task-share":"x","--code-share":1e9'),
    );
    await openLab(page);
    await expect(page.getByRole('separator', { name: 'Width of the task' })).toHaveAttribute(
      'aria-valuenow',
      '34',
    );
  });
});

test('a panel that cannot be loaded is said, and the next press tries again', async ({ page }) => {
  const bench = await openLab(page);
  await page.route(/open-panel/, (route) => route.abort(), { times: 1 });
  await bench.root.getByRole('button', { name: 'Commands' }).click();
  await expect(bench.notice).toContainText('could not be loaded');
});
