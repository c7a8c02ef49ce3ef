/** Reads a page as a person would, from its top to its end, and notes what would have disturbed them. */
import type { Page } from 'playwright';

export interface Reading {
  /** The sum of all layout shifts that no input explains, as the browser scores them. */
  shift: number;
  /** What moved most, for the message; empty if nothing did. */
  moved: string;
  /** Tasks of the page's thread that took longer than 50 ms, in milliseconds. */
  longTasks: number[];
}

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: readonly { node?: Node | null }[];
}

/** Opens `url` and scrolls through it, one screen at a time. */
export async function readThrough(page: Page, url: string): Promise<Reading> {
  await page.addInitScript(watchPage);
  await page.goto(url, { waitUntil: 'networkidle' });
  return page.evaluate(scrollThrough);
}

function watchPage(): void {
  const found: PerformanceEntry[] = [];
  for (const type of ['layout-shift', 'longtask']) {
    new PerformanceObserver((list) => found.push(...list.getEntries())).observe({ type, buffered: true });
  }
  Object.assign(globalThis, { found });
}

async function scrollThrough(): Promise<Reading> {
  const painted = (): Promise<void> =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo({ top: y, behavior: 'instant' });
    await painted();
  }
  await document.fonts.ready;
  await painted();
  const { found } = globalThis as unknown as { found: PerformanceEntry[] };
  const shifts = found
    .filter(({ entryType }) => entryType === 'layout-shift')
    .map((entry) => entry as Shift)
    .filter(({ hadRecentInput }) => !hadRecentInput);
  const [worst] = shifts.toSorted((a, b) => b.value - a.value);
  const nameOf = (node: Node | null | undefined): string =>
    node instanceof Element
      ? `<${node.localName} class="${node.className}">`
      : (node?.textContent ?? '').trim().slice(0, 60);
  return {
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
    moved: worst ? worst.sources.map(({ node }) => nameOf(node)).join(', ') : '',
    longTasks: found.filter(({ entryType }) => entryType === 'longtask').map(({ duration }) => duration),
  };
}
