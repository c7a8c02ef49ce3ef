/** Runs the embedded runtime in a page of Chromium, for tests: the real frame, the real worker, no stand-in. */
import type { Browser, Page } from 'playwright';
import { buildEmbeddedRuntime } from '#runtime/embedded/build.ts';
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
  const { core, checks, frame } = await buildEmbeddedRuntime();
  const script = await bundleForPage(new URL('../unit/embedded/page/embedded-page.ts', import.meta.url));
  const files = { '/': pageWith('/page.js'), '/page.js': script, '/core.js': core, '/checks.js': checks };
  let server: PageServer | undefined;
  let browser: Browser | undefined;
  try {
    server = await servePages(files, headers);
    browser = await launchChromium();
    const page = await browser.newPage();
    const embeddedAssets = { coreUrl: '/core.js', checksUrl: '/checks.js', frameScript: frame };
    await page.addInitScript(
      (assets) => Object.assign(globalThis, { embeddedAssets: assets }),
      embeddedAssets,
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

function createHost(page: Page, close: () => Promise<void>): EmbeddedHost {
  return {
    page,
    close,
    prepare: () =>
      page.evaluate(() => (globalThis as unknown as { embeddedPage: EmbeddedPage }).embeddedPage.prepare()),
    run: (program, options = {}) =>
      page.evaluate<Result, [Program, RunOptions]>(
        ([what, how]) =>
          (globalThis as unknown as { embeddedPage: EmbeddedPage }).embeddedPage.run(what, how),
        [program, options],
      ),
    check: (job, options = {}) =>
      page.evaluate<Result, [CheckJob, RunOptions]>(
        ([what, how]) =>
          (globalThis as unknown as { embeddedPage: EmbeddedPage }).embeddedPage.check(what, how),
        [job, options],
      ),
  };
}
