import type { Page } from 'playwright/test';
import { benchOn, CHAPTER, expect, test, watchRequests } from './workbench-page.ts';

const MARK = '/robots.txt?mark';

/** Resolves when a request made now has its answer: whatever the page asked for before has been seen by then. */
async function answered(page: Page): Promise<void> {
  await page.evaluate(async (address) => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await fetch(address);
  }, MARK);
}

const runtimeIn = (urls: readonly string[]): string[] => urls.filter((url) => /embedded-core/.test(url));

test('a pointer that comes to Run starts the built-in runtime, and no editor and no other engine', async ({
  page,
}) => {
  await page.goto(CHAPTER, { waitUntil: 'networkidle' });
  const requests = watchRequests(page);
  const { root } = benchOn(page);
  await root.getByRole('button', { name: 'Run' }).hover();
  await expect.poll(() => runtimeIn(requests)).toHaveLength(1);
  // Its worker stands once all of it is there. (“networkidle” may never come: the sandboxed frame hides its requests.)
  await expect.poll(() => page.workers().length).toBe(1);
  await answered(page);
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
  await answered(page);
  expect(requests.filter((url) => !url.endsWith(MARK))).toEqual([]);
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
