/** A WebContainer that is lost or stopped, and started again in the same page. */
import { expect, type Page, test } from 'playwright/test';
import { isolating } from '../support/page-server.ts';
import {
  type StandIn,
  type StandInOptions,
  startStandIn,
} from '../support/webcontainer-stand-in/stand-in.ts';
import { openRuntimes, type RuntimesSite, serveRuntimes } from './pages/open-runtimes.ts';
import type { Handed } from './pages/runtimes-page.ts';

declare const createWebContainerRuntime: Handed['createWebContainerRuntime'];
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

const impatient = { slowAfterMs: 300, failAfterMs: 1200 };

for (const [how, kill] of [
  [
    'its frame is taken out of the page',
    (page: Page) => page.evaluate(() => document.querySelector('iframe')!.remove()),
  ],
  ['it does not answer any more', async () => standIn.freeze()],
] as const) {
  test(`when ${how} in the middle of a run, that ends as crashed, and a restart gives a new container`, async ({
    page,
  }) => {
    await open(page);
    const ended = page.evaluate(async () => {
      const runtime = createWebContainerRuntime({ beatMs: 100 });
      Object.assign(globalThis, { runtime });
      const run = runtime.run(program(`console.log('started'); setInterval(() => {}, 10);`));
      const { ended: end } = await observe(run, () => document.body.setAttribute('data-printed', ''));
      return { end, status: runtime.status };
    });
    await page.locator('body[data-printed]').waitFor({ state: 'attached' });
    await kill(page);
    const { end, status } = await ended;
    expect(end).toMatchObject({ reason: 'crashed', exitCode: null });
    expect(end.message).toContain('stopped working');
    expect(status).toMatchObject({ state: 'failed', failure: { code: 'crashed', canRetry: true } });

    standIn.thaw();
    const next = await page.evaluate(async () => {
      const { runtime } = globalThis as unknown as { runtime: ReturnType<typeof createWebContainerRuntime> };
      runtime.again();
      const { stdout } = await observe(runtime.run(program(`console.log('alive again');`)));
      return stdout;
    });
    expect(next).toBe('alive again\n');
    await expect(page.locator('iframe')).toHaveCount(1);
  });
}

test('after a time-out, another try in the same page succeeds when the host answers at last', async ({
  page,
}) => {
  await open(page, { trouble: 'silent' });
  const states = await page.evaluate(async (options) => {
    const runtime = createWebContainerRuntime(options);
    Object.assign(globalThis, { runtime });
    await runtime.prepare().catch(() => undefined);
    return runtime.status.state;
  }, impatient);
  expect(states).toBe('failed');
  standIn.recover();
  const state = await page.evaluate(async () => {
    const { runtime } = globalThis as unknown as { runtime: ReturnType<typeof createWebContainerRuntime> };
    runtime.again();
    await runtime.prepare();
    return runtime.status.state;
  });
  expect(state).toBe('ready');
});

test('stopped while it starts or when it runs, nothing is left of it, and runs do not start it', async ({
  page,
}) => {
  await open(page, { trouble: 'late', delayMs: 1000 });
  const seen = await page.evaluate(async () => {
    const runtime = createWebContainerRuntime();
    const run = observe(runtime.run(program(`console.log('never');`)));
    runtime.stop();
    const first = await run;
    const second = await observe(runtime.run(program(`console.log('never');`)));
    runtime.again();
    await runtime.prepare();
    const running = runtime.run(program(`console.log('started'); setInterval(() => {}, 10);`));
    const third = await observe(running, () => runtime.stop());
    return [first, second, third].map(({ stdout, ended }) => `${stdout}${ended.reason}: ${ended.message}`);
  });
  expect(seen).toEqual([
    'crashed: You stopped WebContainer.',
    'crashed: You stopped WebContainer.',
    'started\ncrashed: You stopped WebContainer.',
  ]);
  await expect(page.locator('iframe')).toHaveCount(0);
  expect(standIn.operations.filter((name) => name === 'build')).toHaveLength(1);
});
