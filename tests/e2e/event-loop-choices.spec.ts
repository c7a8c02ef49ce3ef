/** What a reader chooses in the event-loop lab, the host and the program, is kept. */
import { play } from './event-loop-page.ts';
import { expect, test } from './workbench-page.ts';

test('another host is one press away, and the choice stays, over a reload too', async ({ page }) => {
  const { bench, picture } = await play(page, 'every-queue');
  await expect(picture.root).toHaveAttribute('data-host', 'node-cjs');
  await picture.button('Node, ES module').click();
  await expect(picture.root).toHaveAttribute('data-host', 'node-esm');
  await expect(bench.output).toHaveText(/^.*the program ends\s*microtask\s*next tick/s);
  await bench.run();
  await expect(picture.root).toHaveAttribute('data-host', 'node-esm');

  await picture.button('Browser').click();
  await expect(picture.root).toHaveAttribute('data-host', 'browser');
  await page.reload();
  await bench.root.getByRole('combobox', { name: 'Program' }).focus();
  await expect(bench.root).toHaveAttribute('data-awake', '');
  await expect(bench.root.locator('.wb-engine > summary')).toContainText('browser page');
  await bench.run();
  await expect(picture.root).toHaveAttribute('data-host', 'browser');
});

test('free play comes back with the program that was begun, and Reset begins with the first', async ({
  page,
}) => {
  const { bench } = await play(page, 'blocked-loop');
  await page.reload();
  const menu = bench.root.getByRole('combobox', { name: 'Program' });
  await menu.focus();
  await expect(bench.root).toHaveAttribute('data-awake', '');
  await expect(menu).toHaveValue('blocked-loop');
  await bench.root.getByText('More', { exact: true }).click();
  await bench.root.getByRole('button', { name: 'Reset to the starter' }).click();
  await expect(menu).toHaveValue('every-queue');
});
