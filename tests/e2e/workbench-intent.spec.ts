import { benchOn, CHAPTER, expect, test, watchRequests } from './workbench-page.ts';

const runtimeIn = (urls: readonly string[]): string[] => urls.filter((url) => /embedded-core/.test(url));

test('a pointer that comes to Run starts the built-in runtime, and no editor and no other engine', async ({
  page,
}) => {
  await page.goto(CHAPTER, { waitUntil: 'networkidle' });
  const requests = watchRequests(page);
  const { root } = benchOn(page);
  await root.getByRole('button', { name: 'Run' }).hover();
  await expect.poll(() => runtimeIn(requests)).toHaveLength(1);
  await page.waitForLoadState('networkidle');
  expect(requests.filter((url) => /monaco|\/create\.|ts\.worker|webcontainer|stackblitz/i.test(url))).toEqual(
    [],
  );
  await expect(root).not.toHaveAttribute('data-awake');
});

test('a pointer that passes over the code of a lab starts nothing', async ({ page }) => {
  await page.goto(CHAPTER, { waitUntil: 'networkidle' });
  const requests = watchRequests(page);
  const { root } = benchOn(page);
  await root.locator('.wb-listing:visible').first().hover();
  await page.waitForLoadState('networkidle');
  expect(requests).toEqual([]);
});

test('the runtime is asked for before the workbench is awake', async ({ page }) => {
  await page.goto(CHAPTER, { waitUntil: 'networkidle' });
  const { root } = benchOn(page);
  // Keeps the workbench asleep: its data never comes.
  await page.route(/exercise\.json/, () => undefined);
  const asked = page.waitForRequest(/embedded-core/);
  await root.getByRole('button', { name: 'Run' }).click();
  await asked;
  await expect(root).not.toHaveAttribute('data-awake');
});
