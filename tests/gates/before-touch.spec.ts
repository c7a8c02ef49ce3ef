import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test, type Page, type Request } from 'playwright/test';
import { startSite } from '../support/site-server.ts';
import { CHAPTER_BUDGET } from './page-weight.ts';

interface Transfer {
  path: string;
  kind: keyof typeof CHAPTER_BUDGET | 'other';
  bytes: number;
}

const KINDS: Record<string, Transfer['kind']> = {
  document: 'html',
  stylesheet: 'css',
  script: 'script',
  font: 'fonts',
};

/** Editors and runtimes, which a page may load only when a reader asks for them. */
const isHeavy = ({ path }: Transfer): boolean =>
  /monaco|webcontainer|(?:ts|editor)\.worker|embedded/i.test(path);

/** Opens a page, scrolls through it as a reader does, touches nothing, and records what it loads. */
async function readThrough(
  page: Page,
  address: string,
): Promise<{ transfers: Transfer[]; foreign: string[] }> {
  const loading: Promise<Transfer | undefined>[] = [];
  const foreign: string[] = [];
  const own = new URL(address, test.info().project.use.baseURL).origin;
  const inFlight = new Set<Request>();
  page.on('requestfailed', (request) => inFlight.delete(request));
  page.on('request', (request) => {
    inFlight.add(request);
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== own) foreign.push(url.href);
  });
  page.on('requestfinished', (request) => {
    const url = new URL(request.url());
    const measure = async (): Promise<Transfer | undefined> => {
      const response = await request.response();
      if (!response || !url.protocol.startsWith('http')) return undefined;
      const body = await response.body().catch(() => Buffer.alloc(0));
      const kind = KINDS[request.resourceType()] ?? 'other';
      return { path: url.pathname, kind, bytes: kind === 'fonts' ? body.length : gzipSync(body).length };
    };
    loading.push(measure());
    inFlight.delete(request);
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await new Promise(requestAnimationFrame);
    }
    // Whatever the page puts off until it is idle has been asked for by then.
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }));
  });
  await expect.poll(() => inFlight.size).toBe(0);
  const transfers = (await Promise.all(loading)).filter((transfer) => transfer !== undefined);
  return { transfers, foreign };
}

test('a chapter keeps its budgets in a browser, with its labs untouched', async ({ page }) => {
  const { transfers } = await readThrough(page, '/chapters/event-model/');
  // That the measurement measures: a chapter has text, styles and fonts.
  const kinds = new Set(transfers.map((transfer) => transfer.kind));
  expect([...kinds]).toEqual(expect.arrayContaining(['html', 'css', 'fonts']));
  for (const [kind, most] of Object.entries(CHAPTER_BUDGET)) {
    const ofKind = transfers.filter((transfer) => transfer.kind === kind);
    const total = ofKind.reduce((sum, transfer) => sum + transfer.bytes, 0);
    const list = ofKind.map((transfer) => `${transfer.path} ${transfer.bytes}`).join('\n');
    expect(total, `${kind}:\n${list}`).toBeLessThanOrEqual(most);
  }
});

for (const address of ['/', '/chapters/event-model/', '/labs/']) {
  test(`${address} loads no editor, no runtime and nothing of another host by itself`, async ({ page }) => {
    const { transfers, foreign } = await readThrough(page, address);
    expect(foreign).toEqual([]);
    const heavy = transfers.filter(({ path }) =>
      /monaco|webcontainer|(?:ts|editor)\.worker|embedded/i.test(path),
    );
    expect(heavy.map(({ path }) => path)).toEqual([]);
    const largest = transfers.filter(({ kind }) => kind === 'script').map(({ bytes }) => bytes);
    expect(Math.max(0, ...largest)).toBeLessThanOrEqual(CHAPTER_BUDGET.script);
  });
}

test('the measurement sees a heavy chunk and another host, even if they are asked for while scrolling', async ({
  page,
}) => {
  const root = test.info().outputPath('site');
  mkdirSync(root, { recursive: true });
  const script = `addEventListener('scroll', () => {
    import('./monaco-editor.js');
    new Image().src = 'http://other-host.invalid/pixel.png';
  }, { once: true });`;
  const html = `<!doctype html><body style="height: 300vh"><script type="module">${script}</script>`;
  writeFileSync(join(root, 'index.html'), html);
  writeFileSync(join(root, 'monaco-editor.js'), 'export {};');
  const server = await startSite({ root });
  try {
    const { transfers, foreign } = await readThrough(page, server.url);
    expect(transfers.filter(isHeavy).map(({ path }) => path)).toEqual(['/monaco-editor.js']);
    expect(foreign).toEqual(['http://other-host.invalid/pixel.png']);
  } finally {
    await server.close();
  }
});
