/** Runs the embedded runtime in a page of Chromium, for tests: the real frame, the real worker, no stand-in. */
import type { Browser, Page } from 'playwright';
import { buildEmbeddedRuntime } from '#runtime/embedded/build.ts';
import { serveFrom } from '#runtime/embedded/served.ts';
import type { RecordedTrace } from '#trace/trace.ts';
import type { CheckJob, Program, RunOptions } from '#runtime/runtime.ts';
import type { Observed } from '../contract/observe.ts';
import type { EmbeddedPage } from '../unit/embedded/page/embedded-page.ts';
import { bundleForPage } from '#cli/lab/bundle-for-page.ts';
import { launchChromium } from './chromium.ts';
import { type PageServer, pageWith, servePages } from './page-server.ts';

/** How long a run took, in milliseconds from the call. */
export interface Timing {
  firstEvent: number;
  end: number;
}

export interface EmbeddedHost {
  page: Page;
  run(program: Program, options?: Pick<RunOptions, 'limits'>): Promise<Observed & { timing: Timing }>;
  check(job: CheckJob, options?: Pick<RunOptions, 'limits'>): Promise<Observed & { timing: Timing }>;
  /** Waits until the runtime is ready. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

export interface EmbeddedHostOptions {
  /** Response headers of the page and its scripts. */
  headers?: Readonly<Record<string, string>>;
}

export async function startEmbeddedHost({ headers = {} }: EmbeddedHostOptions = {}): Promise<EmbeddedHost> {
  const scripts = serveFrom('/', await buildEmbeddedRuntime());
  const script = await bundleForPage(new URL('../unit/embedded/page/embedded-page.ts', import.meta.url));
  const files = { '/': pageWith('/page.js'), '/page.js': script, ...scripts.files };
  let server: PageServer | undefined;
  let browser: Browser | undefined;
  try {
    server = await servePages(files, headers);
    browser = await launchChromium();
    const page = await browser.newPage();
    await page.addInitScript(
      (assets) => Object.assign(globalThis, { embeddedAssets: assets }),
      scripts.assets,
    );
    await page.goto(server.origin);
    await page.waitForFunction(() => 'embeddedPage' in globalThis);
    return createHost(page, async () => {
      await browser?.close();
      await server?.close();
    });
  } catch (error) {
    await browser?.close();
    await server?.close();
    throw error;
  }
}

type Result = Observed & { timing: Timing };
type PageResult = Omit<Result, 'trace'> & { traceText: string | undefined };

function withTrace({ traceText, ...result }: PageResult): Result {
  return traceText === undefined ? result : { ...result, trace: JSON.parse(traceText) as RecordedTrace };
}

function createHost(page: Page, close: () => Promise<void>): EmbeddedHost {
  return {
    page,
    close,
    prepare: () =>
      page.evaluate(() => (globalThis as unknown as { embeddedPage: EmbeddedPage }).embeddedPage.prepare()),
    run: async (program, options = {}) =>
      withTrace(
        await page.evaluate<PageResult, [Program, RunOptions]>(
          ([what, how]) =>
            (globalThis as unknown as { embeddedPage: EmbeddedPage }).embeddedPage.run(what, how),
          [program, options],
        ),
      ),
    check: async (job, options = {}) =>
      withTrace(
        await page.evaluate<PageResult, [CheckJob, RunOptions]>(
          ([what, how]) =>
            (globalThis as unknown as { embeddedPage: EmbeddedPage }).embeddedPage.check(what, how),
          [job, options],
        ),
      ),
  };
}
