/** The event loop's picture: from Run to the first one, scrubbing, and what each event costs, in Chromium. */
import type { Browser } from 'playwright';
import { bundleForPage } from '#cli/lab/bundle-for-page.ts';
import { isolating, pageWith, servePages } from '../support/page-server.ts';
import { type Figure, median } from './figures.ts';
import { openLab } from './lab-page.ts';
import type { LoopTimes } from './page/loop-page.tsx';

/** A frame at 60 a second, as a browser counts it. Milliseconds. */
const FRAME = 17;

/** Fifty lines with a callback in each queue. */
const PROGRAM = [
  ...Array.from({ length: 44 }, (_, n) => `const value${String(n)} = ${String(n)} + 1;`),
  "console.log('begin');",
  "setTimeout(() => console.log('timer'), 0);",
  "queueMicrotask(() => console.log('microtask'));",
  "process.nextTick(() => console.log('tick'));",
  "setImmediate(() => console.log('immediate'));",
  "console.log('end');",
].join('\n');

export async function measureEventLoop(browser: Browser, site: string, rounds: number): Promise<Figure[]> {
  return [...(await firstPicture(browser, site, rounds)), ...(await inThePage(browser))];
}

async function firstPicture(browser: Browser, site: string, rounds: number): Promise<Figure[]> {
  const lab = await openLab(browser, site, { plain: true });
  try {
    await lab.write(PROGRAM);
    const drawn = '[data-picture="drawn"]';
    const cold = await lab.press('Run', drawn);
    const warm: number[] = [];
    for (let round = 0; round < rounds; round++) {
      // The runs that look for races must be over.
      await lab.page.waitForTimeout(2500);
      warm.push(await lab.press('Run', drawn));
    }
    const time = { unit: 'ms', better: 'less' } as const;
    return [
      { name: '50 lines: first Run to picture, nothing loaded', value: cold, ...time },
      { name: '50 lines: Run to picture', value: median(warm), goal: 100, ...time },
    ];
  } finally {
    await lab.close();
  }
}

async function inThePage(browser: Browser): Promise<Figure[]> {
  const script = await bundleForPage(new URL('page/loop-page.tsx', import.meta.url));
  const server = await servePages({ '/': pageWith('/page.js'), '/page.js': script }, isolating);
  const page = await browser.newPage();
  try {
    await page.goto(server.origin);
    await page.waitForFunction(() => 'loopTimes' in globalThis);
    const { perEvent, gaps, work } = await page.evaluate(() =>
      (globalThis as unknown as { loopTimes(): Promise<LoopTimes> }).loopTimes(),
    );
    const sorted = work.toSorted((a, b) => a - b);
    return [
      ...perEvent.map(([length, cost]): Figure => ({
        name: `picture of ${length.toLocaleString('en')} events: each event`,
        value: cost,
        unit: 'µs',
        better: 'less',
      })),
      {
        name: 'scrubbing 10,000 events: a frame',
        value: median(gaps),
        goal: FRAME,
        unit: 'ms',
        better: 'less',
      },
      {
        name: 'scrubbing 10,000 events: work, 95 of 100 frames within',
        value: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
        goal: FRAME,
        unit: 'ms',
        better: 'less',
      },
    ];
  } finally {
    await page.close();
    await server.close();
  }
}
