/** What the page says to a learner whose failure has a known shape, and how far its checks can be trusted. */
import { loadLab } from '#lab/catalogue.ts';
import type { Exercise, FileMap } from '#lab/model.ts';
import type { Page } from 'playwright/test';
import { expect, openLab, test } from './workbench-page.ts';

/** Opens the exercise with `files` as the learner's saved work, and has them checked. */
async function checkSaved(page: Page, exercise: Exercise, files: FileMap) {
  const name = `${exercise.lab}/${exercise.id}`;
  await page.goto(`labs/${name}/`);
  await page.evaluate(([key, work]) => localStorage.setItem(key, work), [
    `handbook:1:work:${name}`,
    JSON.stringify({ files, at: '2026-01-01T00:00:00Z', tab: 'x' }),
  ] as const);
  await page.reload();
  const root = page.locator(`[data-workbench="${name}"]`);
  await root.getByRole('button', { name: 'Check' }).click();
  await expect(root.locator('.wb-verdict')).toBeVisible();
  return root;
}

for (const { id } of (await loadLab('event-loop')).exercises) {
  test(`each wrong solution of event-loop/${id} gets its own feedback`, async ({ page }) => {
    const { exercises } = await loadLab('event-loop');
    const exercise = exercises.find((one) => one.id === id)!;
    for (const { name, feedback, files } of exercise.wrong) {
      const root = await checkSaved(page, exercise, files);
      await expect(root.locator('.wb-known'), name).toContainText(feedback);
      await expect(root.locator('.wb-known'), name).toContainText('in just this way');
      await expect(root.getByRole('status').last(), name).toContainText(feedback);
      await expect(root.locator('.wb-causes'), name).toHaveCount(0);
    }
  });
}

test('a failure of no known shape gets no such feedback, but the usual causes', async ({ page }) => {
  const { exercises } = await loadLab('event-loop');
  const files = { 'predict.js': "export const predict = () => ['Z'];\n" };
  const root = await checkSaved(page, exercises[0]!, files);
  await expect(root.locator('.wb-verdict')).toContainText('failed');
  await expect(root.locator('.wb-known')).toHaveCount(0);
  await expect(root.locator('.wb-causes').first()).toBeVisible();
});

test('the starter as it is gets no such feedback: nobody has made a mistake yet', async ({ page }) => {
  const bench = await openLab(page);
  await bench.check();
  await expect(bench.root.locator('.wb-known')).toHaveCount(0);
});

test('the lab page says how many planted faults its checks notice, and when that was found', async ({
  page,
}) => {
  const { exercises } = await loadLab('event-loop');
  const { faults, date } = exercises[0]!.verified!;
  await openLab(page);
  const proof = page.locator('.lab-proof');
  await expect(proof).toContainText(`notice ${faults.noticed} of ${faults.planted} small faults`);
  await expect(proof.locator('time')).toHaveAttribute('datetime', date);
});
