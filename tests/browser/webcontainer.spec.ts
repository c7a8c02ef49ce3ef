/** The WebContainer runtime in trouble: what a reader gets to see when the vendor's service does not play along. */
import { expect, type Page, test } from 'playwright/test';
import type { RuntimeFailure, RuntimeStatus } from '#runtime/runtime.ts';
import type { WebContainerOptions } from '#runtime/webcontainer/webcontainer-runtime.ts';
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
declare const stopAtFirstOutput: Handed['stopAtFirstOutput'];

let site: RuntimesSite;
let standIn: StandIn;

test.beforeAll(async () => {
  site = await serveRuntimes(isolating);
});
test.afterAll(() => site.close());
test.afterEach(() => standIn.close());

/** Opens the page with a stand-in of this kind behind the client. */
async function open(page: Page, options: StandInOptions = {}, origin = site.origin): Promise<void> {
  standIn = await startStandIn(options);
  await openRuntimes(page, origin, standIn.origin);
}

interface Start {
  states: RuntimeStatus['state'][];
  failure: RuntimeFailure | null;
}

/** Prepares a runtime in the page and resolves to what the reader was told on the way. */
function prepare(page: Page, options: WebContainerOptions = {}): Promise<Start> {
  return page.evaluate(async (wanted) => {
    const runtime = createWebContainerRuntime(wanted);
    const states: RuntimeStatus['state'][] = [];
    runtime.onStatus(({ state }) => states.push(state));
    const failure = await runtime.prepare().then(
      () => null,
      (error: { failure: RuntimeFailure }) => error.failure,
    );
    const { status } = runtime;
    if (failure && (status.state !== 'failed' || status.failure.message !== failure.message)) {
      throw new Error(`The status does not show the failure: ${JSON.stringify(status)}`);
    }
    return { states, failure };
  }, options);
}

const impatient = { slowAfterMs: 300, failAfterMs: 1200 };

test('nothing is asked of the vendor before the runtime is prepared', async ({ page }) => {
  await open(page);
  await page.evaluate(() => Object.assign(globalThis, { runtime: createWebContainerRuntime() }));
  await page.waitForLoadState('networkidle');
  expect(standIn.requests).toEqual([]);
  await page.evaluate(() => createWebContainerRuntime().prepare());
  expect(standIn.requests[0]).toMatch(/^\/headless\?/);
});

test('the start is told step by step', async ({ page }) => {
  await open(page);
  const told = await page.evaluate(async () => {
    const runtime = createWebContainerRuntime();
    const steps: string[] = [];
    runtime.onStatus((status) =>
      steps.push(
        status.state === 'starting' ? `${status.step} of ${status.of}: ${status.what}` : status.state,
      ),
    );
    await runtime.prepare();
    return steps;
  });
  expect(told).toEqual([
    '1 of 3: Loading the WebContainer client',
    '2 of 3: Starting WebContainer',
    '3 of 3: Checking WebContainer’s event loop',
    'ready',
  ]);
});

test('the vendor’s client id is passed on if the site has one', async ({ page }) => {
  await open(page);
  await prepare(page, { clientId: 'wc_api_example' });
  expect(standIn.requests[0]).toContain('client_id=wc_api_example');
});

test('two runtimes of one page share its container', async ({ page }) => {
  await open(page);
  const texts = await page.evaluate(async () => {
    const runtimes = [createWebContainerRuntime(), createWebContainerRuntime()];
    const runs = runtimes.map((runtime, n) => observe(runtime.run(program(`console.log(${n});`))));
    const printed = (await Promise.all(runs)).map(({ stdout }) => stdout);
    await runtimes[0]?.dispose();
    const again = await observe(runtimes[1]!.run(program(`console.log('still here');`)));
    return [...printed, again.stdout];
  });
  expect(texts).toEqual(['0\n', '1\n', 'still here\n']);
  expect(standIn.operations.filter((name) => name === 'build')).toHaveLength(1);
});

test('a host that never answers: slow, then failed, with another try offered', async ({ page }) => {
  await open(page, { trouble: 'silent' });
  const { states, failure } = await prepare(page, impatient);
  expect(states.slice(-2)).toEqual(['slow', 'failed']);
  expect(failure).toMatchObject({ code: 'timeout', canRetry: true });
  await expect(page.locator('iframe')).toHaveCount(0);
});

test('a host that cannot be reached is called blocked as soon as the start is slow', async ({ page }) => {
  await open(page, { trouble: 'blocked' });
  const { states, failure } = await prepare(page, { slowAfterMs: 300, failAfterMs: 60_000 });
  expect(states.slice(-2)).toEqual(['slow', 'failed']);
  expect(failure).toMatchObject({ code: 'blocked', canRetry: true });
});

test('after a failure nothing starts again by itself: the next run fails at once with the same words', async ({
  page,
}) => {
  await open(page, { trouble: 'silent' });
  const messages = await page.evaluate(async (options) => {
    const runtime = createWebContainerRuntime(options);
    const message = (error: Error): string => error.message;
    const first = await runtime.prepare().then(() => '', message);
    const run = await observe(runtime.run(program(`console.log('never');`)));
    return [first, run.ended.message, run.ended.reason, run.stdout];
  }, impatient);
  expect(messages[1]).toBe(messages[0]);
  expect(messages.slice(2)).toEqual(['crashed', '']);
});

test('a container that would arrive too late is ended with its frame, and never built', async ({ page }) => {
  await open(page, { trouble: 'late', delayMs: 1800 });
  const { failure } = await prepare(page, impatient);
  expect(failure?.code).toBe('timeout');
  await expect(page.locator('iframe')).toHaveCount(0);
  expect(standIn.operations).toEqual([]);
});

test('a container that arrives late, but in time, is used', async ({ page }) => {
  await open(page, { trouble: 'late', delayMs: 800 });
  const { states, failure } = await prepare(page, { slowAfterMs: 300, failAfterMs: 20_000 });
  expect(failure).toBeNull();
  expect(states).toContain('slow');
  expect(states.at(-1)).toBe('ready');
});

test('a refusal for want of a licence is named, and no reload advised', async ({ page }) => {
  await open(page, { trouble: 'refuses', refusal: 'client_id is not allowed for this origin' });
  const { failure } = await prepare(page);
  expect(failure).toMatchObject({ code: 'licence', canRetry: false });
});

test('any other refusal counts as a crash', async ({ page }) => {
  await open(page, { trouble: 'refuses', refusal: 'something went wrong' });
  expect((await prepare(page)).failure).toMatchObject({ code: 'crashed', canRetry: true });
});

test('a container that runs ticks and timers in another order than Node is not used', async ({ page }) => {
  await open(page, { trouble: 'wrong-order' });
  const { failure } = await prepare(page);
  expect(failure).toMatchObject({ code: 'order-probe-failed', canRetry: false });
  expect(failure?.message).toContain('another order than Node');
  await expect.poll(() => standIn.operations).toContain('teardown');
});

test('a container that dies in the middle of a run ends it with a sentence', async ({ page }) => {
  await open(page);
  const ended = page.evaluate(async () => {
    const runtime = createWebContainerRuntime();
    const run = runtime.run(program(`console.log('started'); setInterval(() => {}, 10);`));
    const { stdout, ended: end } = await observe(run, () => document.body.setAttribute('data-printed', ''));
    return { stdout, end, status: runtime.status };
  });
  await page.locator('body[data-printed]').waitFor({ state: 'attached' });
  standIn.die();
  const { stdout, end, status } = await ended;
  expect(stdout).toBe('started\n');
  expect(end).toMatchObject({ reason: 'crashed', exitCode: null });
  expect(end.message).toContain('stopped working');
  expect(status).toMatchObject({ state: 'failed', failure: { code: 'crashed', canRetry: true } });
});

test('a container that falls silent in the middle of a run does not outlast the time limit', async ({
  page,
}) => {
  await open(page);
  const ended = page.evaluate(async () => {
    const runtime = createWebContainerRuntime({ killGraceMs: 300 });
    const options = { limits: { timeMs: 2000 } };
    const run = runtime.run(program(`console.log('started'); setInterval(() => {}, 10);`), options);
    const { ended: end } = await observe(run, () => document.body.setAttribute('data-printed', ''));
    return end.reason;
  });
  await page.locator('body[data-printed]').waitFor({ state: 'attached' });
  standIn.freeze();
  expect(await ended).toBe('timed-out');
});

test('Stop answers within a second although the container ignores it, and a fresh one takes over', async ({
  page,
}) => {
  await open(page, { trouble: 'ignores-kill' });
  const seen = await page.evaluate(async () => {
    const runtime = createWebContainerRuntime({ killGraceMs: 600 });
    const endless = program(`console.log('started'); for (;;);`);
    const { promptly, ended } = await stopAtFirstOutput(runtime.run(endless));
    const next = await observe(runtime.run(program(`console.log('next');`)));
    return { promptly, reason: ended.reason, next: next.stdout };
  });
  expect(seen).toEqual({ promptly: true, reason: 'stopped', next: 'next\n' });
  expect(standIn.operations.filter((name) => name === 'build')).toHaveLength(2);
});

test('a page that is not isolated asks nothing of the vendor and says why', async ({ page }) => {
  const plain = await serveRuntimes({});
  await open(page, {}, plain.origin);
  const { states, failure } = await prepare(page);
  expect(states).toEqual(['failed']);
  expect(failure).toMatchObject({ code: 'not-isolated', canRetry: false });
  expect(standIn.requests).toEqual([]);
  await plain.close();
});

test('a page over plain http asks nothing of the vendor and says why', async ({ page }) => {
  await page.route('http://handbook.example/**', (route) => {
    const { pathname } = new URL(route.request().url());
    const contentType = pathname === '/' ? 'text/html' : 'text/javascript';
    return route.fulfill({ body: site.files[pathname] ?? '', contentType, headers: isolating });
  });
  await open(page, {}, 'http://handbook.example/');
  expect((await prepare(page)).failure).toMatchObject({ code: 'insecure-context', canRetry: false });
  expect(standIn.requests).toEqual([]);
});

test('an offline browser is told so, and can start once it is online again', async ({ page, context }) => {
  await open(page);
  await context.setOffline(true);
  const failure = await page.evaluate(async () => {
    const runtime = createWebContainerRuntime();
    Object.assign(globalThis, { runtime });
    return runtime.prepare().catch((error: { failure: RuntimeFailure }) => error.failure);
  });
  expect(failure).toMatchObject({ code: 'offline', canRetry: true });
  await context.setOffline(false);
  const state = await page.evaluate(async () => {
    const { runtime } = globalThis as unknown as { runtime: ReturnType<typeof createWebContainerRuntime> };
    runtime.again();
    await runtime.prepare();
    return runtime.status.state;
  });
  expect(state).toBe('ready');
});
