/** Whether the page still moves while a program floods its console. */
import type { Browser, Page } from 'playwright';
import { type Figure, median } from './figures.ts';
import { openLab } from './lab-page.ts';

/** Short lines: of longer ones the runtime would print a million characters and end the program. */
const FLOOD = "for (let i = 1; i <= 100_000; i += 1) console.log('n', i);\n";
const LAST_LINE = 'n 100000';
/** The run's end is said, and its picture drawn. */
const ALL_SHOWN = '.wb-panes:has(.wb-end):has([data-picture="drawn"])';
/** A flood is over in a few frames: these many are counted on each page, one after another. */
const RUNS = 4;
/** Frames a second that still look like movement. */
const GOAL = 50;

interface Frames {
  /** The times between frames. Milliseconds. */
  gaps: number[];
  /** From the press until the page shows the end of the run and its picture. Milliseconds. */
  took: number;
}

/** Frames are counted from the press of Run until end and picture are on the screen, over all rounds together. */
export async function measureFlood(browser: Browser, site: string, rounds: number): Promise<Figure[]> {
  const all: Frames[] = [];
  for (let round = 0; round < rounds; round++) all.push(...(await floods(browser, site)));
  const gaps = all.flatMap((frames) => frames.gaps);
  const perSecond = (gaps.length / gaps.reduce((sum, gap) => sum + gap, 0)) * 1000;
  const time = { unit: 'ms', better: 'less' } as const;
  return [
    {
      name: 'flood of 100,000 lines: frames meanwhile',
      value: perSecond,
      unit: 'frames/s',
      better: 'more',
      goal: GOAL,
    },
    {
      name: 'flood of 100,000 lines: longest frame',
      value: median(all.map((frames) => Math.max(...frames.gaps))),
      ...time,
    },
    {
      name: 'flood of 100,000 lines: click to end and picture',
      value: median(all.map(({ took }) => took)),
      ...time,
    },
  ];
}

async function floods(browser: Browser, site: string): Promise<Frames[]> {
  const lab = await openLab(browser, site, { plain: true });
  try {
    await lab.write(FLOOD);
    const all: Frames[] = [];
    // The first one is not counted: what is measured is the flood, not the fetching of the runtime.
    for (let run = 0; run <= RUNS; run++) {
      await countFrames(lab.page);
      const took = await lab.press('Run', ALL_SHOWN);
      const times = await lab.page.evaluate(() => (globalThis as unknown as { frames(): number[] }).frames());
      const output = await lab.page.locator('.wb-console').first().innerText();
      if (!output.includes(LAST_LINE)) {
        throw new Error(`The flood did not come to its last line: ${output.slice(-100)}`);
      }
      if (run > 0) all.push({ gaps: gapsUntil((times[0] ?? 0) + took, times), took });
      await lab.page.waitForTimeout(1000);
    }
    return all;
  } finally {
    await lab.close();
  }
}

/** Up to and with the frame that first shows what was there at `until`. */
function gapsUntil(until: number, times: readonly number[]): number[] {
  const shown = times.slice(0, times.filter((time) => time < until).length + 1);
  return shown.slice(1).map((time, n) => time - (shown[n] ?? 0));
}

/** In the page: notes the time of each frame from the next press on; `frames` ends that and returns them. */
function countFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const times: number[] = [];
    let counting = true;
    const frame = (): void => {
      times.push(performance.now());
      if (counting) requestAnimationFrame(frame);
    };
    addEventListener('pointerdown', frame, { capture: true, once: true });
    Object.assign(globalThis, {
      frames() {
        counting = false;
        return times;
      },
    });
  });
}
