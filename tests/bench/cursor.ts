/** Seeking in a long trace, in a page of Chromium. */
import type { Browser } from 'playwright';
import { bundleForPage } from '#cli/lab/bundle-for-page.ts';
import { isolating, pageWith, servePages } from '../support/page-server.ts';
import { type Figure, median } from './figures.ts';
import type { CursorTimes } from './page/cursor-page.ts';

/** A frame at 60 a second. Milliseconds. */
const FRAME = 16;

export async function measureCursor(browser: Browser): Promise<Figure[]> {
  const script = await bundleForPage(new URL('page/cursor-page.ts', import.meta.url));
  // Isolated, the page's clock is exact to five microseconds instead of a hundred.
  const server = await servePages({ '/': pageWith('/page.js'), '/page.js': script }, isolating);
  const page = await browser.newPage();
  try {
    await page.goto(server.origin);
    await page.waitForFunction(() => 'cursorTimes' in globalThis);
    const { toEnd, seeks } = await page.evaluate(() =>
      (globalThis as unknown as { cursorTimes(): CursorTimes }).cursorTimes(),
    );
    const time = { unit: 'ms', better: 'less' } as const;
    return [
      { name: 'cursor: first way through 100,000 events', value: toEnd, ...time },
      { name: 'cursor: a seek in 100,000 events', value: median(seeks), goal: FRAME, ...time },
      { name: 'cursor: the slowest of 400 seeks', value: Math.max(...seeks), ...time },
    ];
  } finally {
    await page.close();
    await server.close();
  }
}
