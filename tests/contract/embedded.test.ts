import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { isolating, type PageServer } from '../support/page-server.ts';
import { actInPage, openContractPage, serveContractPage } from './page/open-contract-page.ts';
import { contractCases } from './runtime-contract.ts';

const pages = [
  { kind: 'cross-origin isolated', headers: isolating },
  { kind: 'plain', headers: {} },
] as const;

describe.each(pages)('the embedded runtime keeps the contract on a $kind page', ({ headers }) => {
  let browser: Browser | undefined;
  let server: PageServer | undefined;
  let page: Page;

  beforeAll(async () => {
    server = await serveContractPage(headers);
    browser = await launchChromium();
    page = await openContractPage(browser, server.origin);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.each(contractCases.map(({ name }, index) => ({ name, index })))('$name', async ({ index }) => {
    const { observed, expected } = await actInPage(page, 'embedded', index);
    expect(observed).toEqual(expected);
  });
});
