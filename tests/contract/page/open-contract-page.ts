import type { Browser, Page } from 'playwright';
import { bundleForPage } from '#cli/lab/bundle-for-page.ts';
import { buildEmbeddedForPage } from '../../support/embedded-assets.ts';
import { pageWith, type PageServer, servePages } from '../../support/page-server.ts';
import { contractCases, expectedOf } from '../runtime-contract.ts';
import type { ContractPage, PageEngine } from './contract-page.ts';

/** Serves the page that carries the contract suite. */
export async function serveContractPage(headers: Readonly<Record<string, string>>): Promise<PageServer> {
  const embedded = await buildEmbeddedForPage();
  const script = await bundleForPage(new URL('./contract-page.ts', import.meta.url), [embedded.plugin]);
  return servePages({ ...embedded.files, '/': pageWith('/page.js'), '/page.js': script }, headers);
}

/** Opens it; `vendor` is the origin that plays the WebContainer host, if it is not the real one. */
export async function openContractPage(browser: Browser, origin: string, vendor?: string): Promise<Page> {
  const page = await browser.newPage();
  if (vendor) {
    await page.addInitScript((url) => {
      Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: url });
    }, vendor);
  }
  await page.goto(origin);
  await page.waitForFunction(() => 'contractPage' in globalThis);
  return page;
}

/** Has the page act out one case; resolves to what it observed and what the contract expects. */
export async function actInPage(
  page: Page,
  engine: PageEngine,
  index: number,
): Promise<{ observed: unknown; expected: unknown }> {
  const { observed, capabilities } = await page.evaluate(
    async ([wanted, number]) => {
      const { contractPage } = globalThis as unknown as { contractPage: ContractPage };
      return {
        observed: await contractPage.act(wanted, number),
        capabilities: contractPage.capabilities(wanted),
      };
    },
    [engine, index] as const,
  );
  const contractCase = contractCases[index];
  if (!contractCase) throw new Error(`There is no contract case ${index}.`);
  return { observed, expected: expectedOf(contractCase, capabilities) };
}
