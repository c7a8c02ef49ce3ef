/** Messages through the simulated brokers, in a page of Chromium: how many a second, and whether many cost more each. */
import type { Browser } from 'playwright';
import { bundleForPage } from '#cli/lab/bundle-for-page.ts';
import { isolating, pageWith, servePages } from '../support/page-server.ts';
import type { Figure } from './figures.ts';
import type { BrokerTimes } from './page/broker-page.ts';

const [FEW, SOME, MANY] = [1000, 10_000, 100_000] as const;
/** Growth is how many times a message costs among many what it costs among a tenth of them: 1 is linear. */
const GROWTH = 2;

export async function measureBrokers(browser: Browser): Promise<{ figures: Figure[]; notes: string[] }> {
  const script = await bundleForPage(new URL('page/broker-page.ts', import.meta.url));
  const server = await servePages({ '/': pageWith('/page.js'), '/page.js': script }, isolating);
  const page = await browser.newPage();
  try {
    await page.goto(server.origin);
    await page.waitForFunction(() => 'brokerTimes' in globalThis);
    const times = await page.evaluate(
      (sizes) => (globalThis as unknown as { brokerTimes(sizes: number[]): BrokerTimes }).brokerTimes(sizes),
      [FEW, SOME, MANY],
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
  const [some, many] = [best[SOME] ?? Number.NaN, best[MANY] ?? Number.NaN];
  return [
    { name, value: many, unit: 'ms', better: 'less' },
    {
      name: `${name}: growth`,
      value: many / MANY / (some / SOME),
      unit: '×',
      better: 'less',
      goal: GROWTH,
    },
  ];
}

function perSecond(name: string, best: Readonly<Record<number, number>>): string {
  const rates = Object.entries(best).map(([messages, ms]) => {
    const rate = Math.round(Number(messages) / ms) * 1000;
    return `${Number(messages).toLocaleString('en-GB')}: ${rate.toLocaleString('en-GB')}`;
  });
  return `messages a second, ${name} (${rates.join('; ')})`;
}
