/** The built site in one of the other browsers, for the tests of a `describe` block. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Listening } from '#cli/listen.ts';
import type { BrowserKind, OtherBrowser, Tab } from '../support/other-browsers/other-browser.ts';
import { startSite } from '../support/site-server.ts';

export interface SiteInBrowser {
  /** The tab of the present test. */
  readonly tab: Tab;
  /** Opens a page of the site in it, for example `labs/`. */
  open(path: string): Promise<void>;
}

/** Each test has a tab of its own; where the browser is not installed, all are skipped with the reason. */
export function siteIn(kind: BrowserKind): SiteInBrowser {
  let browser: OtherBrowser | undefined;
  let site: Listening | undefined;
  let tab: Tab;

  beforeAll(async () => {
    if (kind.missing()) return;
    site = await startSite();
    browser = await kind.launch();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  beforeEach(async (context) => {
    context.skip(kind.missing() !== '', kind.missing());
    tab = await (browser as OtherBrowser).tab();
  });
  return {
    get tab() {
      return tab;
    },
    open: (path) => tab.open(`http://localhost:${site?.port}/${path}`),
  };
}
