/**
 * `npm run speed`: how fast the built site is for who reads it, and for who builds it. It gives no verdict, because times
 * depend on what else the machine does. `--only lighthouse` (or `reading`, `growth`, `peers`) measures one thing.
 */
import { existsSync, readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '#cli/install.mjs';
import { launchChromium } from '../../support/chromium.ts';
import { serveCompressed } from './compressed-site.ts';
import { printGrowth } from './growth.ts';
import { printLighthouse } from './lighthouse.ts';
import { printPeers } from './peers.ts';
import { printReading } from './reading.ts';

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const dist = join(ROOT, 'dist');
if (!existsSync(join(dist, 'index.html'))) throw new Error('There is no built site: npm run build makes it.');

const paths = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .map((file) => `/${file.split(sep).join('/')}`)
  .filter((file) => file.endsWith('/index.html'))
  .map((file) => file.slice(0, -'index.html'.length))
  .toSorted();
const site = await serveCompressed(dist);
const browser = await launchChromium();
const groups: Readonly<Record<string, () => Promise<void>>> = {
  lighthouse: () => printLighthouse(site.url),
  reading: () => printReading(browser, site.url, paths),
  peers: () => printPeers(browser, dist),
  growth: printGrowth,
};
try {
  const chosen = values.only ?? Object.keys(groups);
  console.log(
    `Chromium ${browser.version()}; load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors.`,
  );
  for (const name of chosen) {
    const measure = groups[name];
    if (!measure) throw new RangeError(`--only takes ${Object.keys(groups).join(', ')}, and not “${name}”.`);
    await measure();
  }
} finally {
  await browser.close();
  await site.close();
}
