/** A workbench page with a stand-in for WebContainer's host behind the vendor's own client. */
import { expect, test as base } from 'playwright/test';
import { type StandIn, startStandIn } from '../support/webcontainer-stand-in/stand-in.ts';
import { type Bench, benchOn, LAB_PAGE } from './workbench-page.ts';

interface Fixtures {
  /** Opens the exercise with a stand-in behind the client. */
  open(options?: OpenOptions): Promise<Opened>;
}

interface OpenOptions {
  address?: string;
  /** If true, the host answers only after `letStart()`. */
  isHeld?: boolean;
}

interface Opened {
  bench: Bench;
  standIn: StandIn;
  letStart(): void;
}

export const test = base.extend<Fixtures>({
  async open({ page }, use) {
    const standIns: StandIn[] = [];
    await use(async ({ address = LAB_PAGE, isHeld = false } = {}) => {
      const standIn = await startStandIn();
      standIns.push(standIn);
      const { promise: started, resolve: letStart } = Promise.withResolvers<void>();
      if (!isHeld) letStart();
      await page.route(`${standIn.origin}/headless**`, async (route) => {
        await started;
        await route.continue();
      });
      await page.addInitScript((url) => {
        Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: url });
      }, standIn.origin);
      await page.goto(address);
      return { bench: benchOn(page), standIn, letStart };
    });
    for (const standIn of standIns) await standIn.close();
  },
});

/** Prints which engine runs it: only the stand-in's is the executable that runs this test. */
export const WHERE = "console.log('in ' + process.execPath);";
export const IN_CONTAINER = `in ${process.execPath}`;

export const badgeOf = (bench: Bench) => bench.root.locator('.wb-engine > summary');
export const builds = ({ operations }: StandIn) => operations.filter((name) => name === 'build').length;
export const processes = ({ operations }: StandIn) => operations.filter((name) => name === 'spawn').length;

export async function becomeReady(bench: Bench): Promise<void> {
  await expect(badgeOf(bench)).toContainText(/^\W*Runtime: WebContainer\s*Node 24/, { timeout: 20_000 });
}

export async function write(bench: Bench, text: string): Promise<void> {
  await bench.edit('monaco');
  await bench.write(text);
}

/** What the checks said: the verdict, and each check with its message, shown or behind the picture of a run. */
export async function said(bench: Bench): Promise<string[]> {
  const checks = await bench.root.locator('.wb-checks > ul > li').allTextContents();
  return [await bench.verdict.innerText(), ...checks.map((text) => text.replace(/\s+/g, ' '))];
}
export { expect };
