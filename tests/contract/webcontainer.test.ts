/** The unmodified client of WebContainer against a stand-in that speaks its protocol and runs real Node processes. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { isolating, type PageServer } from '../support/page-server.ts';
import { type StandIn, startStandIn } from '../support/webcontainer-stand-in/stand-in.ts';
import { actInPage, openContractPage, serveContractPage } from './page/open-contract-page.ts';
import { contractCases } from './runtime-contract.ts';

const numbered = contractCases.map(({ name }, index) => ({ name, index }));

describe('the webcontainer runtime keeps the contract, on a stand-in for its host', () => {
  let browser: Browser | undefined;
  let server: PageServer | undefined;
  let standIn: StandIn | undefined;
  let page: Page;

  beforeAll(async () => {
    standIn = await startStandIn();
    server = await serveContractPage(isolating);
    browser = await launchChromium();
    page = await openContractPage(browser, server.origin, standIn.origin);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await standIn?.close();
  });

  test.each(numbered)('$name', async ({ index }) => {
    const { observed, expected } = await actInPage(page, 'webcontainer', index);
    expect(observed).toEqual(expected);
  });
});
