/** Every page that the build makes: axe in both themes, contrast for who reads long, narrow screens and large type. */
import { expect, test, type Page } from 'playwright/test';
import { axeFaults, builtPages, faintProse, misfits } from './access.ts';

const GROUPS = {
  'chapters, first half': /^chapters\/[a-f]/,
  'chapters, second half': /^chapters\/[g-z]/,
  'labs, first half': /^labs\/[a-e]/,
  'labs, second half': /^labs\/[f-z]/,
  presentations: /^present\//,
  'all other pages': /^(?!chapters\/|labs\/[a-z]|present\/)/,
};
/** The workbench of a lab is the same on all its pages: of the later ones, axe looks at what is new. */
const LATER_EXERCISE = /^labs\/[\w-]+\/0[2-9]/;

test.describe.configure({ mode: 'parallel', timeout: 300_000 });

test('every page is in one of the groups', () => {
  const pages = builtPages();
  expect(pages.length).toBeGreaterThan(90);
  for (const page of pages) {
    const groups = Object.values(GROUPS).filter((group) => group.test(page));
    expect(groups, page).toHaveLength(1);
  }
});

for (const [name, group] of Object.entries(GROUPS)) {
  test(`${name}: axe finds nothing, prose has 7:1, and nothing is cut off at 320 px or at 200 %`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    const faults = new Set<string>();
    for (const address of builtPages().filter((one) => group.test(one))) {
      const note = (where: string, found: string[]) =>
        found.forEach((fault) => faults.add(`/${address}, ${where}: ${fault}`));
      const part = LATER_EXERCISE.test(address) ? '.lab-task' : 'html';
      await open(page, address);
      note('light', await axeFaults(page, { part }));
      note('light', await faintProse(page));
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
      note('dark', await axeFaults(page, { part, only: ['color-contrast'] }));
      note('dark', await faintProse(page));
      // 1280 px at 200 % are 640.
      for (const width of [640, 320]) {
        await page.setViewportSize({ width, height: 640 });
        await painted(page);
        note(`${width} px`, await misfits(page));
      }
    }
    expect([...faults]).toEqual([]);
  });
}

/** As a reader has it on a desk, with everything unfolded. */
async function open(page: Page, address: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready);
  await page
    .locator('details')
    .evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));
}

/** Observers of sizes have done their work by then. */
const painted = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
