/** explore() and the kernel in a page of Chromium: how many schedules and events a second, and whether many cost more each. */
import type { Browser } from 'playwright';
import { bundleForPage } from '#cli/lab/bundle-for-page.ts';
import { isolating, pageWith, servePages } from '../support/page-server.ts';
import type { Figure } from './figures.ts';
import type { ScheduleTimes } from './page/schedules-page.ts';

const SIZES = { schedules: [1000, 10_000], events: [1000, 10_000, 100_000] };
/** Growth is how many times one costs among many what it costs among a tenth of them: 1 is linear. */
const GROWTH = 2;
/** A program of seventy lines, written to see what could be had, ran 10 to 20 thousand schedules a second; half of that. */
const PROBE = 5_000;

export async function measureSchedules(browser: Browser): Promise<{ figures: Figure[]; notes: string[] }> {
  const script = await bundleForPage(new URL('page/schedules-page.ts', import.meta.url));
  const server = await servePages({ '/': pageWith('/page.js'), '/page.js': script }, isolating);
  const page = await browser.newPage();
  try {
    await page.goto(server.origin);
    await page.waitForFunction(() => 'scheduleTimes' in globalThis);
    const times = await page.evaluate(
      (sizes) =>
        (
          globalThis as unknown as { scheduleTimes(wanted: typeof sizes): Promise<ScheduleTimes> }
        ).scheduleTimes(sizes),
      SIZES,
    );
    return {
      figures: Object.entries(times).flatMap(([name, best]) => figuresOf(name, best)),
      notes: Object.entries(times).map(([name, best]) => perSecond(name, best)),
    };
  } finally {
    await page.close();
    await server.close();
  }
}

function figuresOf(name: string, best: Readonly<Record<number, number>>): Figure[] {
  const sizes = Object.keys(best).map(Number);
  const [some, many] = sizes.slice(-2) as [number, number];
  const growth = best[many]! / many / (best[some]! / some);
  const isKernel = name.startsWith('kernel');
  return [
    isKernel
      ? { name: `${name}, 100,000`, value: best[many]!, unit: 'ms', better: 'less' }
      : {
          name: `${name}, 1,000 schedules`,
          value: best[1000]!,
          unit: 'ms',
          better: 'less',
          goal: name.endsWith('broker') ? 2000 : 1000,
        },
    ...(name.endsWith('nothing')
      ? [
          {
            name: `${name}: speed`,
            value: (many / best[many]!) * 1000,
            unit: 'schedules/s',
            better: 'more' as const,
            goal: PROBE,
          },
        ]
      : []),
    { name: `${name}: growth`, value: growth, unit: '×', better: 'less', goal: GROWTH },
  ];
}

function perSecond(name: string, best: Readonly<Record<number, number>>): string {
  const rates = Object.entries(best).map(([count, ms]) => {
    const rate = Math.round((Number(count) / ms) * 1000);
    return `${Number(count).toLocaleString('en-GB')}: ${rate.toLocaleString('en-GB')}`;
  });
  return `a second, ${name} (${rates.join('; ')})`;
}
