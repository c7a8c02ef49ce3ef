/**
 * Pictures of a run with a thousand messages: whatever the reader does, a page holds a few hundred elements of it, and a
 * step changes a few dozen. What that takes in milliseconds depends on the machine; that it does not grow does not.
 */
import { expect, type Page } from 'playwright/test';
import { runWithView, THOUSAND, THOUSAND_DELIVERIES, THOUSAND_EVENTS } from './view-programs.ts';
import { test } from './workbench-page.ts';

const RUNS = [
  ['broker', THOUSAND, ['Board', 'Sequence', 'Topology', 'Depth over time']],
  ['event-store', THOUSAND_EVENTS, []],
  ['schedule', THOUSAND_DELIVERIES, []],
] as const;

/** The elements of the picture, and how many nodes of it change while the reader does something. */
async function changes(page: Page, act: () => Promise<void>): Promise<{ elements: number; changed: number }> {
  await page.evaluate(() => {
    const picture = document.querySelector('.stage, .es')!;
    const changed = new Set<Node>();
    const observer = new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type !== 'childList') changed.add(target);
        for (const node of addedNodes) changed.add(node);
      }
    });
    observer.observe(picture, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(globalThis, { changed });
  });
  await act();
  // What a frame draws is there in the next one.
  return page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const { changed } = globalThis as unknown as { changed: Set<Node> };
            const elements = document.querySelectorAll('.stage *, .es *').length;
            resolve({ elements, changed: changed.size });
          }),
        ),
      ),
  );
}

for (const [view, program, tabs] of RUNS) {
  test(`${view}: a thousand messages are few elements, and a step changes few of them`, async ({ page }) => {
    const { picture, slider } = await runWithView(page, view, program);
    const steps = Number(await slider.getAttribute('max'));
    expect(steps).toBeGreaterThan(1000);
    for (const tab of tabs.length > 0 ? tabs : [null]) {
      if (tab !== null) await picture.getByRole('tab', { name: tab }).click();
      const seek = (share: number) => slider.fill(String(Math.round(steps * share)));
      const name = tab ?? view;
      for (const share of [0.1, 0.9, 0.5]) {
        const { elements } = await changes(page, () => seek(share));
        expect([name, share, elements < 600]).toEqual([name, share, true]);
      }
      for (const key of ['ArrowRight', 'ArrowLeft']) {
        const { changed } = await changes(page, () => slider.press(key));
        expect([name, key, changed > 0, changed < 200]).toEqual([name, key, true, true]);
      }
      // While it plays at its fastest, what it has drawn does not pile up.
      await picture.getByLabel('Speed').selectOption({ label: '100 steps a second' });
      await seek(0.5);
      await picture.getByRole('button', { name: 'Play' }).click();
      await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(steps * 0.5 + 100);
      await picture.getByRole('button', { name: 'Pause' }).click();
      expect((await changes(page, async () => {})).elements).toBeLessThan(600);
    }
  });
}
