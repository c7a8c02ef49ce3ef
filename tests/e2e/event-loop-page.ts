/** The event loop's picture on a page, and the page of free play. */
import type { Locator, Page } from 'playwright/test';
import { benchOn, expect, type Bench } from './workbench-page.ts';

export const PLAY = 'labs/event-loop/play/';

export interface Picture {
  root: Locator;
  lane(title: string): Locator;
  what: Locator;
  why: Locator;
  place: Locator;
  button(name: string): Locator;
  slider: Locator;
}

export function pictureOf(bench: Bench): Picture {
  const root = bench.root.locator('.el');
  return {
    root,
    lane: (title) => root.locator(`[data-lane="${title}"]`),
    what: root.locator('.el-what'),
    why: root.locator('.el-why'),
    place: root.locator('.pl-place'),
    button: (name) => root.getByRole('button', { name }),
    slider: root.getByRole('slider', { name: 'Position in the run' }),
  };
}

/** The page of free play with one of its programs, run. */
export async function play(page: Page, program: string): Promise<{ bench: Bench; picture: Picture }> {
  await page.goto(PLAY);
  const bench = benchOn(page, 'event-loop/play');
  const menu = bench.root.getByRole('combobox', { name: 'Program' });
  await menu.focus();
  await expect(bench.root).toHaveAttribute('data-awake', '');
  await menu.selectOption(program);
  await bench.run();
  const picture = pictureOf(bench);
  await expect(picture.slider).toBeVisible();
  return { bench, picture };
}
