import type { Page } from 'playwright/test';
import { bundleForPage } from '#cli/lab/bundle-for-page.ts';
import { buildEmbeddedForPage } from '../../support/embedded-assets.ts';
import { type PageServer, pageWith, servePages } from '../../support/page-server.ts';

export interface RuntimesSite extends PageServer {
  /** What it serves: path → text. */
  files: Readonly<Record<string, string>>;
}

/** Serves the page that hands the runtimes to its test. */
export async function serveRuntimes(headers: Readonly<Record<string, string>>): Promise<RuntimesSite> {
  const embedded = await buildEmbeddedForPage();
  const script = await bundleForPage(new URL('./runtimes-page.ts', import.meta.url), [embedded.plugin]);
  const files = { ...embedded.files, '/': pageWith('/page.js'), '/page.js': script };
  return { ...(await servePages(files, headers)), files };
}

/** Opens it; `vendor` is the origin that plays the WebContainer host. */
export async function openRuntimes(page: Page, origin: string, vendor: string): Promise<void> {
  await page.addInitScript((url) => {
    Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: url });
  }, vendor);
  await page.goto(origin);
  await page.waitForFunction(() => 'selectRuntimes' in globalThis);
}
