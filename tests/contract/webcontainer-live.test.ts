import { expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { isolating } from '../support/page-server.ts';
import { actInPage, openContractPage, serveContractPage } from './page/open-contract-page.ts';
import { contractCases } from './runtime-contract.ts';

test(
  'the webcontainer runtime keeps the contract on the real service',
  { timeout: 10 * 60_000 },
  async (context) => {
    context.skip(
      process.env['WEBCONTAINER_LIVE'] !== '1',
      'set WEBCONTAINER_LIVE=1 to run it: it needs the network and the vendor’s leave',
    );
    const server = await serveContractPage(isolating);
    const browser = await launchChromium();
    const page = await openContractPage(browser, server.origin);
    for (const [index, { name }] of contractCases.entries()) {
      const { observed, expected } = await actInPage(page, 'webcontainer', index);
      expect.soft(observed, name).toEqual(expected);
    }
    await browser.close();
    await server.close();
  },
);
