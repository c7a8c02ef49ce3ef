/** Runs and checks exercises in a page of Chromium, on the embedded runtime or on WebContainer. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright';
import { completeChecks } from '#lab/check-results.ts';
import type { CheckResult } from '#lab/model.ts';
import type { RecordedTrace } from '#trace/trace.ts';
import { buildEmbeddedRuntime } from '#runtime/embedded/build.ts';
import { serveFrom } from '#runtime/embedded/served.ts';
import type { CheckJob, Program, RunEnded, RunEvent } from '#runtime/runtime.ts';
import { CHROMIUM_ARGS, ensureBrowser } from '../browser.mjs';
import { UsageError } from '../usage.ts';
import { bundleForPage } from './bundle-for-page.ts';
import type {
  CheckEngine,
  CheckOutcome,
  EngineOptions,
  LabEngine,
  OutputWritten,
  ProgramOptions,
} from './engines.ts';
import type { LabPage } from './page-entry.ts';

export type PageEngineId = 'embedded' | 'webcontainer';

export interface PageEngineOptions extends EngineOptions {
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
  { beforeLoad, ownSignals = false }: PageEngineOptions = {},
): Promise<LabEngine> {
  const found = await ensureBrowser({ say: (line) => console.error(line) });
  if (found.path === undefined) {
    const why = found.reasons.join('\n  ');
    throw new UsageError(
      `The engine ${engine} needs Chromium, and there is none:\n  ${why}\nInstall Chromium, set CHROMIUM_PATH to its executable, or use --engine node.`,
    );
  }
  const launching = chromium.launch({
    executablePath: found.path,
    args: CHROMIUM_ARGS,
    handleSIGINT: !ownSignals,
    handleSIGTERM: !ownSignals,
  });
  // Side by side: the browser takes as long to start as the page to be put together.
  const [browser, { assets, server }] = await Promise.all([launching, servePage()]).catch(
    async (error: unknown) => {
      await launching.then((started) => started.close()).catch(() => undefined);
      throw error;
    },
  );
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
  };
  try {
    const page = await browser.newPage();
    await beforeLoad?.(page);
    let onOutput = (_event: OutputWritten): void => undefined;
    await page.exposeFunction('tellOutput', (event: OutputWritten) => onOutput(event));
    await page.goto(server.origin);
    await page.waitForFunction(() => 'labPage' in globalThis);
    const problem = await page.evaluate(
      ([id, given]) =>
        (globalThis as unknown as { labPage: LabPage }).labPage.prepare(id, given).then(
          () => '',
          (error: Error) => error.message,
        ),
      [engine, assets] as const,
    );
    if (problem !== '') throw new UsageError(`The engine ${engine} did not start: ${problem}`);
    return {
      check: (job, limits) => checkInPage(page, job, limits),
      run(program, options) {
        onOutput = options.onOutput;
        return runInPage(page, program, options);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The page that runs and checks, on a port of its own, and what its embedded runtime is told to load. */
export async function servePage() {
  const [scripts, page] = await Promise.all([buildEmbeddedRuntime(), bundleForPage(PAGE)]);
  const { assets, files } = serveFrom('/', scripts);
  return { assets, server: await serve({ ...files, '/page.js': page }) };
}

async function runInPage(
  page: Page,
  program: Program,
  { signal, onTrace }: ProgramOptions,
): Promise<RunEnded> {
  const stop = async (): Promise<void> => {
    try {
      await page.evaluate(() => (globalThis as unknown as { labPage: LabPage }).labPage.stop());
    } catch {
      // The page is gone, and the run with it: its own call says so.
    }
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const running = page.evaluate(
      (wanted) => (globalThis as unknown as { labPage: LabPage }).labPage.run(wanted),
      program,
    );
    if (signal.aborted) void stop();
    const { ended, trace } = await running;
    if (trace !== undefined) onTrace?.(JSON.parse(trace) as RecordedTrace);
    return ended;
  } finally {
    signal.removeEventListener('abort', stop);
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
  return outcomeOf(job, events as RunEvent[]);
}

/** What the events of a job's checks come to. */
export function outcomeOf(job: CheckJob, events: readonly RunEvent[]): CheckOutcome {
  const reported: CheckResult[] = [];
  let output = '';
  let durationMs = 0;
  for (const event of events) {
    if (event.type === 'CheckFinished') reported.push(event.check);
    else if (event.type === 'OutputWritten') output += event.text;
    else if (event.type === 'RunEnded') durationMs = event.durationMs;
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
