/** What disturbs a reader who goes through the pages: things that move, and a thread that does not answer. */
import type { Browser } from 'playwright';
import { readThrough } from '../../support/read-through.ts';

const WIDTHS = [360, 1280];

/** Prints a line for each page and width. `paths` are the pages, for example `/chapters/event-model/`. */
export async function printReading(browser: Browser, site: string, paths: readonly string[]): Promise<void> {
  console.log('\nReading each page to its end: layout shift, and tasks over 50 ms');
  for (const width of WIDTHS) {
    for (const path of paths) {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      const { shift, moved, longTasks } = await readThrough(page, `${site}${path}`);
      await page.close();
      const tasks = longTasks.length === 0 ? 'none' : longTasks.map((ms) => `${ms.toFixed(0)} ms`).join(', ');
      console.log(
        `  ${String(width).padStart(4)} px  ${path.padEnd(40)} ${shift.toFixed(4)}  ${tasks}${moved && `  (${moved})`}`,
      );
    }
  }
}
