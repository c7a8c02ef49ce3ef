/** Carries out checks in a page of Chromium, on the embedded runtime or on WebContainer. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright';
import { completeChecks } from '#lab/check-results.ts';
import type { CheckResult } from '#lab/model.ts';
import { buildEmbeddedRuntime } from '#runtime/embedded/build.ts';
import type { RunEvent } from '#runtime/runtime.ts';
import { CHROMIUM_ARGS, ensureBrowser } from '../browser.mjs';
import { UsageError } from '../usage.ts';
import { bundleForPage } from './bundle-for-page.ts';
import type { CheckEngine, CheckOutcome } from './engines.ts';
import type { LabPage } from './page-entry.ts';

export type PageEngineId = 'embedded' | 'webcontainer';

export interface PageEngineOptions {
  /** Called with the page before it loads, for example to point WebContainer's client at another host. */
  beforeLoad?: (page: Page) => Promise<unknown>;
}

const PAGE = new URL('./page-entry.ts', import.meta.url);

/** WebContainer needs a page that is cross-origin isolated. */
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** @throws UsageError if no browser is there, or the engine does not start, with what to do */
export async function openPageEngine(
  engine: PageEngineId,
  { beforeLoad }: PageEngineOptions = {},
): Promise<CheckEngine> {
  const found = await ensureBrowser({ say: (line) => console.error(line) });
  if (found.path === undefined) {
    const why = found.reasons.join('\n  ');
    throw new UsageError(
      `The engine ${engine} needs Chromium, and there is none:\n  ${why}\nInstall Chromium, set CHROMIUM_PATH to its executable, or use --engine node.`,
    );
  }
  const { core, checks, frame } = await buildEmbeddedRuntime();
  const server = await serve({
    '/core.js': core,
    '/checks.js': checks,
    '/page.js': await bundleForPage(PAGE),
  });
  const browser = await chromium.launch({ executablePath: found.path, args: CHROMIUM_ARGS });
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
  };
  try {
    const page = await browser.newPage();
    await beforeLoad?.(page);
    await page.goto(server.origin);
    await page.waitForFunction(() => 'labPage' in globalThis);
    const problem = await page.evaluate(
      ([id, script]) =>
        (globalThis as unknown as { labPage: LabPage }).labPage.prepare(id, script).then(
          () => '',
          (error: Error) => error.message,
        ),
      [engine, frame] as const,
    );
    if (problem !== '') throw new UsageError(`The engine ${engine} did not start: ${problem}`);
    return { check: (job, limits) => checkInPage(page, job, limits), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function checkInPage(
  page: Page,
  ...[job, limits]: Parameters<CheckEngine['check']>
): Promise<CheckOutcome> {
  const { events } = await page.evaluate(
    ([wanted, bounds]) => (globalThis as unknown as { labPage: LabPage }).labPage.check(wanted, bounds),
    [job, limits] as const,
  );
  const reported: CheckResult[] = [];
  let output = '';
  let durationMs = 0;
  for (const event of events as RunEvent[]) {
    if (event.type === 'CheckFinished') reported.push(event.check);
    else if (event.type === 'OutputWritten') output += event.text;
    else durationMs = event.durationMs;
  }
  return { checks: completeChecks(reported, job.checkNames), output, durationMs };
}

async function serve(files: Readonly<Record<string, string>>) {
  const html =
    '<!doctype html><html lang="en"><title>Checks</title><script type="module" src="/page.js"></script></html>';
  const server = http.createServer(({ url = '/' }, response) => {
    const text = url === '/' ? html : files[url];
    const type = url === '/' ? 'text/html' : 'text/javascript';
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      ...HEADERS,
    });
    response.end(text);
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
