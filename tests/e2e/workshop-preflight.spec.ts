import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './workbench-page.ts';

test('the preflight page tries this computer at once, a third party only on a press, and has a report', async ({
  page,
}) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!request.url().includes('localhost') && request.url().startsWith('http')) outside.push(request.url());
  });
  await page.goto('workshop/preflight/');
  const finding = (name: string) =>
    page
      .getByRole('listitem')
      .filter({ hasText: `${name}: ` })
      .first();
  for (const name of ['Browser', 'Built-in runtime', 'Storage', 'Clock', 'Isolation']) {
    await expect(finding(name)).toHaveAttribute('data-verdict', 'good', { timeout: 20_000 });
  }
  expect(outside).toEqual([]);
  const report = page.getByRole('group', { name: 'The report' });
  await expect(report).toContainText('[good] Built-in runtime: The built-in runtime runs programs here.');

  // The network of this test lets nobody through to the vendor.
  await page.getByRole('button', { name: 'Try WebContainer, too' }).click();
  await expect(finding('WebContainer’s host')).toHaveAttribute('data-verdict', 'less');
  await expect(finding('WebContainer’s host')).toContainText('does not answer');
  await expect(finding('WebContainer')).toContainText('WebContainer cannot start', { timeout: 40_000 });
  await expect(report).toContainText('[LESS] WebContainer’s host');
  const { violations } = await new AxeBuilder({ page }).include('.ws-page').analyze();
  expect(violations).toEqual([]);
});

test('whoever has no storage is told what that costs', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto('workshop/preflight/');
  const storage = page.getByRole('listitem').filter({ hasText: 'Storage: ' });
  await expect(storage).toContainText('stores nothing for the page', { timeout: 20_000 });
});
