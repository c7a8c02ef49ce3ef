/** A lab's page where one pane shows at a time: what stays where it is, and what each pane holds. */
import { expect, openLab, test } from './workbench-page.ts';

for (const [device, use] of Object.entries({
  'a phone': { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  'a narrow window': { viewport: { width: 768, height: 900 } },
})) {
  test.describe(`on ${device}`, () => {
    test.use(use);

    test('Run and Check stand in the same place in every pane', async ({ page }) => {
      const { root } = await openLab(page);
      const pane = (name: string) => page.getByRole('group', { name: 'Shown' }).getByRole('button', { name });
      const places = async () =>
        Promise.all(
          ['Run', 'Check'].map(async (name) => {
            const box = await root.getByRole('button', { name, exact: false }).first().boundingBox();
            return box && { x: Math.round(box.x), y: Math.round(box.y) };
          }),
        );
      await pane('Code').click();
      const inCode = await places();
      for (const name of ['Results', 'Event loop', 'Code']) {
        await pane(name).click();
        expect(await places(), name).toEqual(inCode);
      }
    });

    test('after a run the code is where its tab says, with its files and its bar', async ({ page }) => {
      const bench = await openLab(page);
      await page.getByRole('button', { name: 'Code', exact: true }).click();
      await bench.run();
      await expect(bench.root.locator('.el')).toBeVisible();
      await page.getByRole('button', { name: 'Code', exact: true }).click();
      await expect(bench.root.locator('.el')).toBeHidden();
      await expect(bench.root.locator('.wb-listing pre:visible')).toContainText('console.log');
      await bench.root.getByRole('tab', { name: 'predict.js' }).click();
      await expect(bench.root.locator('.wb-listing pre:visible')).toContainText('predict');
      await bench.check();
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('no button names a key, and the runtime’s choice opens on the screen', async ({ page }) => {
    const { root } = await openLab(page);
    await page.getByRole('button', { name: 'Code', exact: true }).tap();
    await expect(root.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
    await expect(root.locator('kbd').filter({ visible: true })).toHaveCount(0);
    await root.locator('.wb-engine > summary').tap();
    const box = await root.locator('.wb-engine .wb-popover').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(740);
  });

  test('long lines of the code that ran go on below instead of out of sight', async ({ page }) => {
    const bench = await openLab(page);
    await page.getByRole('button', { name: 'Code', exact: true }).tap();
    await bench.run();
    const source = bench.root.locator('.el-source');
    await expect(source).toBeVisible();
    expect(await source.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  });
});
