/** Two tabs of the handbook: one container is enough, and it moves to the tab that is left. */
import { type BrowserContext, expect, type Page, test } from 'playwright/test';
import { isolating } from '../support/page-server.ts';
import { type StandIn, startStandIn } from '../support/webcontainer-stand-in/stand-in.ts';
import { openRuntimes, type RuntimesSite, serveRuntimes } from './pages/open-runtimes.ts';
import type { Handed } from './pages/runtimes-page.ts';

declare const selectRuntimes: Handed['selectRuntimes'];

let site: RuntimesSite;
let standIn: StandIn;

test.beforeAll(async () => {
  site = await serveRuntimes(isolating);
});
test.afterAll(() => site.close());
test.beforeEach(async () => {
  standIn = await startStandIn();
});
test.afterEach(() => standIn.close());

const wants = { needs: [], host: 'node-esm' } as const;

/** Opens a tab whose reader has asked for something, in a browser that lacks `missing`. */
async function openTab(context: BrowserContext, missing: readonly string[]): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript((names) => {
    if (names.includes('locks')) Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    if (names.includes('BroadcastChannel'))
      delete (globalThis as { BroadcastChannel?: unknown }).BroadcastChannel;
  }, missing);
  await openRuntimes(page, site.origin, standIn.origin);
  await page.evaluate(() => {
    const selection = selectRuntimes();
    Object.assign(globalThis, { selection });
    selection.intend();
  });
  return page;
}

const reasonIn = (page: Page) => async () =>
  page.evaluate((asked) => {
    const { selection } = globalThis as unknown as { selection: ReturnType<typeof selectRuntimes> };
    const { engine, reason } = selection.current(asked);
    return `${engine}: ${reason.code}`;
  }, wants);

const builds = (): number => standIn.operations.filter((name) => name === 'build').length;

for (const [what, missing] of [
  ['with Web Locks', []],
  ['without Web Locks', ['locks']],
  ['without BroadcastChannel', ['BroadcastChannel']],
] as const) {
  test(`${what}, a second tab stays in the built-in runtime, says why, and takes over when the first is gone`, async ({
    context,
  }) => {
    const first = await openTab(context, missing);
    await expect.poll(reasonIn(first)).toBe('webcontainer: ready');
    const second = await openTab(context, missing);
    const third = await openTab(context, missing);
    await expect.poll(reasonIn(second)).toBe('embedded: other-tab');
    await expect.poll(reasonIn(third)).toBe('embedded: other-tab');
    expect(builds()).toBe(1);

    await first.close({ runBeforeUnload: false });
    const states = async () => (await Promise.all([reasonIn(second)(), reasonIn(third)()])).sort();
    await expect.poll(states, { timeout: 15_000 }).toEqual(['embedded: other-tab', 'webcontainer: ready']);
    expect(builds()).toBe(2);
  });
}

test('a tab that stops its container leaves it to the other', async ({ context }) => {
  const first = await openTab(context, []);
  await expect.poll(reasonIn(first)).toBe('webcontainer: ready');
  const second = await openTab(context, []);
  await expect.poll(reasonIn(second)).toBe('embedded: other-tab');
  await first.evaluate(() => {
    (globalThis as unknown as { selection: ReturnType<typeof selectRuntimes> }).selection.stop();
  });
  await expect.poll(reasonIn(second)).toBe('webcontainer: ready');
  expect(await reasonIn(first)()).toBe('embedded: stopped');
});

test('a browser that can tell the tabs apart in no way gives each its container', async ({ context }) => {
  const missing = ['locks', 'BroadcastChannel'];
  const tabs = [await openTab(context, missing), await openTab(context, missing)];
  for (const tab of tabs) await expect.poll(reasonIn(tab)).toBe('webcontainer: ready');
});
