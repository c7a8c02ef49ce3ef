/** The same measurements on a chapter of ours, on a plain Starlight site with the same text, and on TutorialKit's starter. */
import type { Browser, Response } from 'playwright';
import { serveCompressed } from './compressed-site.ts';
import { buildStarlight } from './starlight.ts';
import { buildTutorialKit } from './tutorialkit.ts';

const ROUNDS = 5;
/** A phone's network and processor, as Lighthouse has them. */
const SLOW = { latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 };
const SLOWER_PROCESSOR = 4;

interface Peer {
  name: string;
  root: string;
  path: string;
}

interface Visit {
  bytes: number;
  script: number;
  requests: number;
  /** Milliseconds until the largest text or picture of the first screen is painted. */
  readable: number;
}

/** Builds the peers, and prints a line for each. `ours` is the folder of the built site. */
export async function printPeers(browser: Browser, ours: string): Promise<void> {
  const peers: Peer[] = [
    { name: 'this handbook, chapter 8', root: ours, path: '/chapters/trade-offs/' },
    { name: 'this handbook, a lab', root: ours, path: '/labs/event-loop/01-a-c-b/' },
    { name: 'Starlight, the same text', root: await buildStarlight(), path: '/chapter/' },
  ];
  try {
    const root = await buildTutorialKit();
    peers.push({ name: 'TutorialKit 1.6, its starter', root, path: '/1-basics/1-introduction/1-welcome/' });
  } catch (error) {
    console.log(`TutorialKit’s starter could not be built here: ${String(error)}`);
  }
  console.log(
    `\nA first visit on a slow phone (medians of ${ROUNDS}): transferred, of it script, requests, readable after`,
  );
  for (const { name, root, path } of peers) {
    const server = await serveCompressed(root);
    const visits: Visit[] = [];
    for (let round = 0; round < ROUNDS; round++) visits.push(await visit(browser, `${server.url}${path}`));
    await server.close();
    const [middle] = visits.toSorted((a, b) => a.readable - b.readable).slice(Math.floor(ROUNDS / 2));
    if (!middle) continue;
    const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`.padStart(8);
    console.log(
      `  ${name.padEnd(32)} ${kilobytes(middle.bytes)} ${kilobytes(middle.script)} ${String(middle.requests).padStart(4)} ${middle.readable.toFixed(0).padStart(6)} ms`,
    );
  }
}

async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, ...SLOW });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
  const responses: Response[] = [];
  page.on('response', (response) => void responses.push(response));
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      Object.assign(globalThis, { readable: list.getEntries().at(-1)?.startTime });
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  // What comes from other hosts may never come: a few quiet seconds are the end of the visit.
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForLoadState('networkidle', { timeout: 20_000 }).catch(() => {});
  const readable = await page.evaluate(() => (globalThis as unknown as { readable: number }).readable);
  const own = responses.filter((response) => response.url().startsWith(new URL(url).origin));
  const sizes = await Promise.all(
    own.map(async (response) => (await response.request().sizes()).responseBodySize),
  );
  const sum = (chosen: (response: Response) => boolean): number =>
    own.reduce((total, response, n) => total + (chosen(response) ? (sizes[n] ?? 0) : 0), 0);
  await context.close();
  return {
    bytes: sum(() => true),
    script: sum((response) => response.request().resourceType() === 'script'),
    requests: own.length,
    readable,
  };
}
