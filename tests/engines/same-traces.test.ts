/** A seed gives the same trace, byte for byte, in Node and in every browser. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '#cli/browser.mjs';
import { bundleForPage } from '#cli/lab/bundle-for-page.ts';
import { launchChromium } from '../support/chromium.ts';
import { waitFor } from '../support/other-browsers/other-browser.ts';
import { pageWith, servePages, type PageServer } from '../support/page-server.ts';
import { OTHER_BROWSERS } from './browsers.ts';
import { tracesAsText } from './page/traces.ts';

const COUNT = 25;

type Traces = { tracesAsText: typeof tracesAsText };

let server: PageServer;
let inNode: string;

beforeAll(async () => {
  server = await servePages({
    '/': pageWith('/traces.js'),
    '/traces.js': await bundleForPage(new URL('./page/traces-page.ts', import.meta.url)),
  });
  inNode = await tracesAsText(COUNT);
});
afterAll(() => server.close());

test('the schedules and systems are worth comparing', async () => {
  expect(inNode.split('\n').length).toBeGreaterThan(2000);
  for (const word of [
    'FaultStruck',
    'ProcessCrashed',
    'InvariantBroken',
    'roundabout',
    'BrokerRestarted',
    'fraud-2',
    'tests-2',
  ])
    expect(inNode).toContain(word);
  expect(await tracesAsText(COUNT)).toBe(inNode);
});

test('Chromium', async (context) => {
  context.skip(!findBrowser(), 'no Chromium was found; CHROMIUM_PATH may name one');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(server.origin);
    await page.waitForFunction(() => 'tracesAsText' in globalThis);
    const text = await page.evaluate((count) => (globalThis as unknown as Traces).tracesAsText(count), COUNT);
    expect(text === inNode).toBe(true);
  } finally {
    await browser.close();
  }
});

describe.each(OTHER_BROWSERS)('$title', (kind) => {
  test('has the traces of Node', async (context) => {
    context.skip(kind.missing() !== '', kind.missing());
    const browser = await kind.launch();
    try {
      const tab = await browser.tab();
      await tab.open(server.origin);
      await waitFor(tab, 'the page', () => 'tracesAsText' in globalThis);
      const text = await tab.call(
        (count: number) => (globalThis as unknown as Traces).tracesAsText(count),
        COUNT,
      );
      expect(text === inNode).toBe(true);
    } finally {
      await browser.close();
    }
  });
});
