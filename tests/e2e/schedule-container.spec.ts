/** Checks that explore, in WebContainer: it records nothing, so the failed ones run once more where that can be done. */
import { becomeReady, expect, processes, said, test } from './webcontainer-bench.ts';
import { benchOn } from './workbench-page.ts';

const EXERCISE = 'idempotent-consumer/02-dies-in-the-middle';

test('a check that failed in WebContainer has its schedule drawn, and keeps what WebContainer said', async ({
  page,
  open,
}) => {
  const { standIn } = await open({ address: `labs/${EXERCISE}/` });
  const bench = benchOn(page, EXERCISE);
  const picture = bench.root.locator('.wb-view');
  const toPicture = bench.root.getByRole('button', { name: 'Step through what went wrong' });
  await bench.run();
  await becomeReady(bench);

  const checkIn = async (): Promise<void> => {
    const before = processes(standIn);
    await bench.check();
    await expect.poll(() => processes(standIn)).toBe(before + 1);
    await expect(bench.root.locator('[data-activity="idle"]')).toBeAttached();
  };

  await checkIn();
  await expect(bench.verdict).toContainText('3 checks failed');
  const verdict = await said(bench);
  expect(verdict.join('\n')).toContain('To see it again: schedules: 1, seed: 2001.');
  await toPicture.click();
  const found = picture.getByRole('region', { name: 'The counterexample' });
  await expect(found).toContainText('consumer crashed');
  await expect(found).toContainText('seed 2001');
  await expect(picture.locator('.sq [aria-current="step"]')).toContainText('Broken:');
  await picture.getByRole('slider').press('Home');
  await picture.getByRole('button', { name: 'Next fault' }).click();
  await expect(picture.locator('.stage-what')).toContainText('consumer crashed');
  expect(await said(bench)).toEqual(verdict);
  const spawned = processes(standIn);

  // What passes leaves nothing to draw, and nothing old behind.
  await bench.more('Look at the solution');
  await bench.root.getByRole('button', { name: 'Continue with this' }).click();
  await checkIn();
  await expect(bench.verdict).toContainText('passed');
  await expect(toPicture).toHaveCount(0);
  expect(processes(standIn)).toBe(spawned + 1);
});
