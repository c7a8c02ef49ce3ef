/** The embedded runtime keeps its contract in the other browsers too: on the page as this site serves it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractCases, expectedOf } from '../contract/runtime-contract.ts';
import { serveContractPage } from '../contract/page/open-contract-page.ts';
import type { ContractPage } from '../contract/page/contract-page.ts';
import { isolating, type PageServer } from '../support/page-server.ts';
import { waitFor, type OtherBrowser, type Tab } from '../support/other-browsers/other-browser.ts';
import { OTHER_BROWSERS } from './browsers.ts';

/** What an engine says in its own words: verdict, file, line and kind of error stay. */
const maskWords = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(/((?:Syntax|Type)Error): (?:[^"\\]|\\.)*/g, '$1'));

describe.each(OTHER_BROWSERS)('the embedded runtime keeps the contract in $title', (kind) => {
  let browser: OtherBrowser | undefined;
  let server: PageServer | undefined;
  let tab: Tab;

  beforeAll(async () => {
    if (kind.missing()) return;
    server = await serveContractPage(isolating);
    browser = await kind.launch();
    tab = await browser.tab();
    await tab.open(server.origin);
    await waitFor(tab, 'the contract page', () => 'contractPage' in globalThis);
    console.log(`Contract in ${browser.name}`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.for(contractCases.map((contractCase) => [contractCase.name, contractCase] as const))(
    '%s',
    async ([, contractCase], context) => {
      context.skip(kind.missing() !== '', kind.missing());
      const { observed, capabilities } = await tab.call(async (index) => {
        const { contractPage } = globalThis as unknown as { contractPage: ContractPage };
        return {
          observed: await contractPage.act('embedded', index),
          capabilities: contractPage.capabilities('embedded'),
        };
      }, contractCases.indexOf(contractCase));
      expect(maskWords(observed)).toEqual(maskWords(expectedOf(contractCase, capabilities)));
    },
  );
});
