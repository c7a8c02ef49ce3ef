/** The schedule that breaks a learner's consumer: drawn after a run and a check, and sent to somebody else as a link. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';
import { benchOn, test } from './workbench-page.ts';

const LAB = 'idempotent-consumer';

async function openExercise(page: Page, id: string, fragment = '') {
  await page.goto(`labs/${LAB}/${id}/${fragment}`);
  const code = page.getByRole('button', { name: 'Code', exact: true });
  if (await code.isVisible()) await code.click();
  const bench = benchOn(page, `${LAB}/${id}`);
  const picture = bench.root.locator('.wb-view');
  return { bench, picture, slider: picture.getByRole('slider') };
}

test('a run that finds a broken schedule is drawn, step by step', async ({ page }) => {
  const { bench, picture, slider } = await openExercise(page, '01-comes-twice');
  await bench.run();
  const found = picture.getByRole('region', { name: 'The counterexample' });
  await expect(found).toContainText('Broken: bob has 40 points');
  await expect(found).toContainText('e-5 was delivered twice.');
  const here = picture.locator('.sq [aria-current="step"]');
  await expect(here).toContainText('Broken: bob has 40 points.');
  await slider.press('Home');
  await expect(here).toHaveCount(0);
  await picture.getByRole('button', { name: 'Next fault' }).click();
  await expect(here).toContainText('e-5 was delivered twice.');
  await picture.getByRole('button', { name: 'Next delivery' }).click();
  await picture.getByRole('button', { name: 'Next delivery' }).click();
  await expect(here).toContainText('bus to consumer: 2× e-5 a second copy');
  await picture.getByText('The run as a table').click();
  await expect(picture.getByRole('row', { name: /e-5 is delivered to consumer/ }).last()).toHaveAttribute(
    'aria-current',
    'step',
  );
});

test('a check that fails keeps its verdict in sight, and its schedule is one press away', async ({
  page,
}) => {
  const { bench, picture } = await openExercise(page, '02-dies-in-the-middle');
  await bench.check();
  await expect(bench.verdict).toContainText('3 checks failed');
  await bench.root.getByRole('button', { name: 'Step through what went wrong' }).click();
  await expect(picture.getByRole('region', { name: 'The counterexample' })).toContainText('consumer crashed');
  await expect(picture.locator('.sq')).toContainText('crashes');
  // Each exploration of the checks that broke has its own.
  const choice = picture.getByLabel(/explorations found something/);
  const before = await picture.locator('.stage-seed').innerText();
  await choice.selectOption({ index: 1 });
  await expect(picture.locator('.stage-seed')).not.toHaveText(before);
  // The solution leaves nothing to draw.
  await bench.more('Look at the solution');
  await bench.root.getByRole('button', { name: 'Continue with this' }).click();
  await bench.check();
  await expect(bench.verdict).toContainText('passed');
  await expect(bench.root.getByRole('button', { name: 'Step through what went wrong' })).toHaveCount(0);
});

test('a link carries code and schedule: whoever checks it sees that schedule first', async ({
  page,
  browser,
}) => {
  const sender = await openExercise(page, '02-dies-in-the-middle');
  await sender.bench.check();
  await sender.bench.root.getByRole('button', { name: 'Step through what went wrong' }).click();
  const events = await sender.picture.locator('.sq').innerText();
  await sender.picture.getByRole('button', { name: 'Link to this schedule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this code' });
  await expect(dialog).toContainText('sees the schedule with seed 2001 first');
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  const receiver = await openExercise(other, '02-dies-in-the-middle', new URL(link).hash);
  await expect(receiver.bench.root).toContainText(/schedule with seed 2001 comes first/);
  await expect(receiver.bench.verdict).toHaveCount(0);
  await receiver.bench.check();
  await expect(receiver.bench.root.locator('.wb-checks')).toContainText('Schedule 1 broke');
  await receiver.bench.root.getByRole('button', { name: 'Step through what went wrong' }).click();
  await expect(receiver.picture.locator('.stage-seed')).toContainText('Schedule 1, seed 2001');
  expect(await receiver.picture.locator('.sq').innerText()).toBe(events);
  await elsewhere.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the picture, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const { bench, picture, slider } = await openExercise(page, '03-the-bank');
    await bench.run();
    await expect(picture.locator('.sq')).toBeVisible();
    await slider.press('ArrowLeft');
    const { violations } = await new AxeBuilder({ page }).include('.wb-view').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true });

  test('the diagram scrolls by itself, and the page does not', async ({ page }) => {
    const { bench, picture } = await openExercise(page, '02-dies-in-the-middle');
    await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
    await expect(picture.locator('.sq')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
