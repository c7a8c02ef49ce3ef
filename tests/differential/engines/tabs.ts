/** A tab in each browser that is there, on the page of the differential tests. */
import { WORKING_FOLDER } from '#runtime/embedded/core/process-object.ts';
import { bundleForPage } from '#cli/lab/bundle-for-page.ts';
import { findBrowser } from '#cli/browser.mjs';
import { launchChromium } from '../../support/chromium.ts';
import { buildEmbeddedForPage } from '../../support/embedded-assets.ts';
import { firefox } from '../../support/other-browsers/firefox.ts';
import { waitFor, type Tab } from '../../support/other-browsers/other-browser.ts';
import { webkit } from '../../support/other-browsers/webkit.ts';
import { pageWith, type PageServer, servePages } from '../../support/page-server.ts';
import type { Pace } from '#runtime/runtime.ts';
import { comparableStderr, type Engine } from '../outcome.ts';
import type { DifferentialPage } from '../page/differential-page.ts';

export type BrowserId = 'chromium' | 'firefox' | 'webkit';
export const BROWSER_IDS: readonly BrowserId[] = ['chromium', 'firefox', 'webkit'];

type ScriptedTab = Pick<Tab, 'open' | 'call'>;

interface Opened {
  name: string;
  tab(): Promise<ScriptedTab>;
  close(): Promise<void>;
}

/** Why a browser cannot be started here; empty if it can. */
export function missing(id: BrowserId): string {
  if (id === 'chromium') return findBrowser() ? '' : 'no Chromium was found; CHROMIUM_PATH may name one';
  return (id === 'firefox' ? firefox : webkit).missing();
}

async function openChromium(): Promise<Opened> {
  const browser = await launchChromium();
  return {
    name: `Chromium ${browser.version()}`,
    async tab() {
      const page = await browser.newPage();
      return {
        open: async (url) => void (await page.goto(url)),
        call: (task, ...args) => page.evaluate(`(${task.toString()})(...${JSON.stringify(args)})`) as never,
      };
    },
    close: () => browser.close(),
  };
}

const open: Record<BrowserId, () => Promise<Opened>> = {
  chromium: openChromium,
  firefox: () => firefox.launch(),
  webkit: () => webkit.launch(),
};

export interface OpenBrowser {
  name: string;
  embedded: Engine;
  /** The same while it records the event loop. */
  recording: Engine;
  /** The browser's own event loop. */
  native: Engine;
  close(): Promise<void>;
}

export async function openBrowser(id: BrowserId): Promise<OpenBrowser> {
  const scripts = await buildEmbeddedForPage();
  const script = await bundleForPage(new URL('../page/differential-page.ts', import.meta.url), [
    scripts.plugin,
  ]);
  const server = await servePages({
    ...scripts.files,
    '/': pageWith('/page.js'),
    '/page.js': script,
  });
  const browser = await open[id]().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  const tab = await browser.tab();
  const name = browser.name;
  await tab.open(server.origin);
  await waitFor(tab as Tab, 'the page', () => 'differentialPage' in globalThis);
  const delegatesLate = await tab.call(countsDelegation);
  const embedded = (trace = ''): Engine => ({
    ...embeddedIn(name, id, tab, trace),
    delegatesLate,
    atPace: (pace) => embeddedIn(name, id, tab, trace, pace),
  });
  return {
    name,
    embedded: embedded(),
    recording: embedded('event-loop'),
    native: nativeIn(name, id, tab),
    close: () => closeAll(browser, server),
  };
}

/** Whether this engine is slow at `yield*`: by the language the value is there before the fourth promise job. */
async function countsDelegation(): Promise<boolean> {
  let isThere = false;
  const inner = async function* () {
    yield 1;
  };
  const outer = async function* () {
    yield* inner();
  };
  void outer()
    .next()
    .then(() => (isThere = true));
  for (let jobs = 0; jobs < 3; jobs++) await undefined;
  return !isThere;
}

async function closeAll(browser: Opened, server: PageServer): Promise<void> {
  await browser.close();
  await server.close();
}

function nativeIn(name: string, browser: BrowserId, tab: ScriptedTab): Engine {
  return {
    name,
    browser,
    run: (programs) =>
      tab.call(
        (wanted) =>
          (globalThis as unknown as { differentialPage: DifferentialPage }).differentialPage.runNatively(
            wanted,
          ),
        programs,
      ),
    close: async () => undefined,
  };
}

/** Of what a page's console says about an error: its first line. */
const reports = (stderr: string): string =>
  (stderr.match(/^Uncaught .*\n/gm) ?? []).join('').replaceAll(' {\n', '\n');

/** `trace`: the kind that is recorded while the programs run; none by default. */
function embeddedIn(
  browserName: string,
  browser: BrowserId,
  tab: ScriptedTab,
  trace = '',
  pace: Pace = {},
): Engine {
  return {
    name: `embedded runtime${trace && ', recording,'} in ${browserName}`,
    browser,
    async run(programs) {
      const observed = await tab.call(
        (wanted, kind, costs) =>
          (globalThis as unknown as { differentialPage: DifferentialPage }).differentialPage.runEmbedded(
            wanted,
            kind,
            costs,
          ),
        programs,
        trace,
        pace,
      );
      return observed.map(({ stdout, stderr, ended }, at) => ({
        stdout,
        stderr: programs[at]!.host === 'browser' ? reports(stderr) : comparableStderr(stderr, WORKING_FOLDER),
        end: ended.exitCode === null ? ended.reason : `${ended.reason} ${ended.exitCode}`,
      }));
    },
    close: async () => undefined,
  };
}
