/** Which runtime answers a reader, with the real built-in runtime and a stand-in for the vendor's host. */
import { expect, type Page, test } from 'playwright/test';
import { isolating } from '../support/page-server.ts';
import {
  type StandIn,
  type StandInOptions,
  startStandIn,
} from '../support/webcontainer-stand-in/stand-in.ts';
import { openRuntimes, type RuntimesSite, serveRuntimes } from './pages/open-runtimes.ts';
import type { Handed } from './pages/runtimes-page.ts';

declare const selectRuntimes: Handed['selectRuntimes'];
declare const observe: Handed['observe'];
declare const program: Handed['program'];

let site: RuntimesSite;
let standIn: StandIn;

test.beforeAll(async () => {
  site = await serveRuntimes(isolating);
});
test.afterAll(() => site.close());
test.afterEach(() => standIn.close());

async function open(page: Page, options: StandInOptions = {}): Promise<void> {
  standIn = await startStandIn(options);
  await openRuntimes(page, site.origin, standIn.origin);
}

test('code runs at once in the built-in runtime, and in WebContainer as soon as that is ready', async ({
  page,
}) => {
  await open(page, { trouble: 'late', delayMs: 1500 });
  const engines = await page.evaluate(async () => {
    const selection = selectRuntimes();
    const wants = { needs: [], host: 'node-esm' } as const;
    const run = async (): Promise<string> => {
      selection.intend();
      const { runtime } = selection.current(wants);
      const { stdout } = await observe(runtime.run(program(`console.log('ran');`)));
      return `${stdout.trim()} in ${runtime.engine}`;
    };
    const first = await run();
    await new Promise<void>((resolve) => {
      const look = (): void => void (selection.current(wants).reason.code === 'ready' && resolve());
      selection.onChange(look);
      look();
    });
    return [first, await run()];
  });
  expect(engines).toEqual(['ran in embedded', 'ran in webcontainer']);
});

test('if WebContainer is blocked, code goes on running in the built-in runtime, and the reason is told', async ({
  page,
}) => {
  await open(page, { trouble: 'refuses' });
  const seen = await page.evaluate(async () => {
    const selection = selectRuntimes();
    const wants = { needs: [], host: 'node-esm' } as const;
    const failed = new Promise<void>((resolve) => {
      selection.onChange(() => selection.current(wants).reason.offer === 'restart' && resolve());
    });
    selection.intend();
    await failed;
    const { runtime, reason } = selection.current(wants);
    const { stdout } = await observe(runtime.run(program(`console.log('ran');`)));
    return { engine: runtime.engine, stdout, reason };
  });
  expect(seen).toMatchObject({ engine: 'embedded', stdout: 'ran\n', reason: { code: 'crashed' } });
});

test('pinned to the built-in runtime, nothing is ever asked of the vendor, on the next page neither', async ({
  page,
}) => {
  await open(page);
  await page.evaluate(() => selectRuntimes().choose('embedded'));
  await page.reload();
  await page.waitForFunction(() => 'selectRuntimes' in globalThis);
  const engine = await page.evaluate(async () => {
    const selection = selectRuntimes();
    selection.intend(['processes']);
    const { runtime } = selection.current({ needs: [], host: 'node-esm' });
    await runtime.run(program(`console.log('ran');`)).ended;
    return runtime.engine;
  });
  expect(engine).toBe('embedded');
  await expect(page.locator('iframe[src*="/headless"]')).toHaveCount(0);
  expect(standIn.requests).toEqual([]);
});
