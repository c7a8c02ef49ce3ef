/** Every view, drawn from a run of its lab: axe in both themes, its names, its table, what is said, and no motion. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { ROOT } from '#cli/install.mjs';
import { TRACE_OF_VIEW } from '#lab/view-traces.ts';
import { VIEWS } from '#workbench/view/views.ts';
import { axeFaults, misfits } from './access.ts';
import { expect, runExercise, test } from './workbench-page.ts';

/** For each view, the first exercise of a lab that has it. */
const EXERCISES = new Map(
  readdirSync(join(ROOT, 'labs')).flatMap((lab) => {
    const view = /^ {2}view: '([\w-]+)'/m.exec(readFileSync(join(ROOT, 'labs', lab, 'lab.ts'), 'utf8'))?.[1];
    const [exercise] = readdirSync(join(ROOT, 'labs', lab, 'exercises')).toSorted();
    return view ? [[view, `${lab}/${String(exercise)}`] as const] : [];
  }),
);

test('every view is drawn by a lab', () => {
  expect([...EXERCISES.keys()].toSorted()).toEqual(Object.keys(TRACE_OF_VIEW).toSorted());
});

test.describe.configure({ mode: 'parallel' });

for (const [view, exercise] of EXERCISES) {
  const { label } = VIEWS[view as keyof typeof VIEWS];
  test(`${view}: axe, names, the table, what is said, and no motion, on ${exercise}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    const { bench, picture, slider } = await runExercise(page, exercise, '.stage, .es, .el');
    await slider.press('Home');
    await picture.getByRole('button', { name: /^Step/ }).click();
    expect(await movements(page)).toEqual([]);
    // What the step is stands as text beside the picture, on the slider, and is said once the reader rests.
    const what = await picture.locator('.stage-what, .es-what, .el-what').innerText();
    await expect(slider).toHaveAttribute(
      'aria-valuetext',
      new RegExp(`^Step 1 of \\d+.*${escaped(what)}`, 's'),
    );
    await expect(bench.root.locator('.wb-announcer')).toContainText(/step 1 of \d+/i);

    await picture.getByText('The run as a table').press('Enter');
    await expect(bench.root.getByRole('region', { name: label, exact: true })).toMatchAriaSnapshot(`
      - group "Step through the run":
        - button "Play"
        - button "Back"
        - button "Step"
        - slider "Position in the run"
        - combobox "Speed"
        - group "Loop"
      - group:
        - text: The run as a table
        - group "Steps of the run":
          - table:
            - caption: /Steps 1 to \\d+ of/
            - rowgroup:
              - row:
                - columnheader "Step"
                - columnheader
                - columnheader "What happens"
                - columnheader
                - columnheader "ms"
    `);
    const row = picture
      .getByRole('row')
      .filter({ has: page.getByRole('button', { name: 'Go to step 1', exact: true }) });
    await expect(row).toHaveAttribute('aria-current', 'step');
    await expect(row.getByRole('cell').nth(1)).not.toBeEmpty();
    await picture.getByRole('button', { name: 'Go to step 2', exact: true }).press('Enter');
    await expect(slider).toHaveValue('2');

    for (const tab of (await picture.getByRole('tab').all()).toReversed()) {
      await tab.click();
      expect(await axeFaults(page), await tab.innerText()).toEqual([]);
    }
    await slider.press('End');
    expect(await axeFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(await axeFaults(page, { only: ['color-contrast'] })).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole('button', { name: label, exact: true }).click();
    expect(await misfits(page)).toEqual([]);
  });
}

/** What runs by itself, or would as soon as it changes. */
function movements(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const elements = [...document.querySelectorAll('*')];
    const moving = elements.filter((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      return animationName !== 'none' || /[1-9]/.test(transitionDuration);
    });
    return [
      ...document.getAnimations().map((animation) => `runs: ${animation.id}`),
      ...moving.map((element) => `would move: ${element.tagName}.${element.className}`),
    ];
  });
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
