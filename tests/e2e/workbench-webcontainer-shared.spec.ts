/** One WebContainer for the labs of a page and the tabs of a browser, stopped and started by its reader. */
import {
  badgeOf,
  becomeReady,
  builds,
  expect,
  IN_CONTAINER,
  said,
  test,
  WHERE,
  write,
} from './webcontainer-bench.ts';
import { benchOn, CHAPTER, LAB_PAGE } from './workbench-page.ts';

test('two labs on one chapter page share one container', async ({ page, open }) => {
  const { bench, standIn } = await open({ address: CHAPTER });
  const other = benchOn(page, 'event-loop/03-next-tick');
  await bench.run();
  await other.run();
  await becomeReady(bench);
  await becomeReady(other);
  for (const each of [bench, other]) {
    await each.edit('monaco');
    await each.write(`${WHERE}\n`);
    await each.run();
    await expect(each.output).toContainText(IN_CONTAINER);
  }
  expect(builds(standIn)).toBe(1);
  await expect(page.locator('iframe[src*="/headless"]')).toHaveCount(1);
});

test('WebContainer can be stopped and started from the badge; edits and results stay', async ({ open }) => {
  const { bench, standIn } = await open();
  await write(bench, `${WHERE}\nconsole.log('mine');\n`);
  await bench.check();
  await becomeReady(bench);
  const before = await said(bench);
  await badgeOf(bench).click();
  await bench.root.getByRole('button', { name: 'Stop WebContainer' }).click();
  await expect(badgeOf(bench)).toContainText('WebContainer stopped');
  await expect(bench.root.page().locator('iframe[src*="/headless"]')).toHaveCount(0);
  await bench.run();
  await expect(bench.output).toContainText('mine');
  await expect(bench.output).not.toContainText(IN_CONTAINER);
  await badgeOf(bench).click();
  await bench.root.getByRole('button', { name: 'Start WebContainer' }).click();
  await becomeReady(bench);
  await expect.poll(() => bench.code()).toContain('mine');
  expect(await said(bench)).toEqual(before);
  expect(builds(standIn)).toBe(2);
});

test('a second tab says that WebContainer is in another tab, and gets it when that is closed', async ({
  page,
  open,
}) => {
  const { bench, standIn } = await open();
  await bench.run();
  await becomeReady(bench);
  const second = await page.context().newPage();
  await second.addInitScript((url) => {
    Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: url });
  }, standIn.origin);
  await second.goto(LAB_PAGE);
  const other = benchOn(second);
  await other.run();
  await expect(badgeOf(other)).toContainText('WebContainer is in another tab');
  await badgeOf(other).click();
  await expect(other.root.locator('.wb-engine')).toContainText('moves here when that tab is closed');
  await page.close();
  await becomeReady(other);
  expect(builds(standIn)).toBe(2);
});
