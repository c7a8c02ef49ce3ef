/** Cross-origin isolation where the host sends no headers, as on GitHub Pages. */
import { expect, type Page, test } from 'playwright/test';
import type { IsolationState } from '#runtime/isolation.ts';
import { bundleForPage } from '#cli/lab/bundle-for-page.ts';
import { bundle } from '#offline/integration.ts';
import { planCopy } from '#offline/site-copy.ts';
import { isolating, type PageServer, pageWith, servePages } from '../support/page-server.ts';
import type { Handed } from './pages/isolation-page.ts';

declare const createIsolation: Handed['createIsolation'];

const base = '/repo/';
let files: Record<string, string>;
let server: PageServer | undefined;

test.use({ serviceWorkers: 'allow' });
test.beforeAll(async () => {
  const script = await bundleForPage(new URL('./pages/isolation-page.ts', import.meta.url));
  const body = '<link rel="stylesheet" href="/repo/look.css"><h1>Chapter 2</h1>';
  files = {
    '/repo/chapters/event-model/': pageWith('/repo/page.js').replace('<body>', `<body>${body}`),
    '/repo/chapters/frontend/': pageWith('/repo/page.js'),
    '/repo/page.js': script,
    '/repo/look.css': 'h1 { color: rgb(1, 2, 3); }',
    '/repo/worker.js': 'postMessage(self.crossOriginIsolated);',
    '/repo/service-worker.js': await bundle('worker', planCopy('test', [])),
    '/elsewhere/': '<!doctype html><title>Another project of the same owner</title>',
  };
});
test.afterEach(() => server?.close());

async function open(page: Page, headers: Record<string, string> = {}, more = {}): Promise<string> {
  server = await servePages({ ...files, ...more }, headers);
  const address = `${server.origin}/repo/chapters/event-model/`;
  await page.goto(address);
  await page.waitForFunction(() => 'createIsolation' in globalThis);
  return server.origin;
}

/** Prepares isolation as the workbench does on intent; resolves to the states on the way, the last one first. */
function prepare(page: Page): Promise<IsolationState[]> {
  return page.evaluate(async (path) => {
    const isolation = createIsolation({ base: path });
    const states = [isolation.state];
    isolation.onChange((state) => states.push(state));
    await isolation.prepare();
    return states;
  }, base);
}

const registrations = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
const isolated = (page: Page): Promise<boolean> => page.evaluate(() => crossOriginIsolated);

test('one reload after the first intent isolates the page, which still looks and works as before', async ({
  page,
}) => {
  await open(page);
  expect(await isolated(page)).toBe(false);
  expect(await registrations(page)).toBe(0);
  expect(await prepare(page)).toEqual(['not-prepared', 'preparing', 'reload-isolates']);
  expect(await isolated(page)).toBe(false);

  await page.reload();
  expect(await isolated(page)).toBe(true);
  await expect(page.locator('h1')).toHaveCSS('color', 'rgb(1, 2, 3)');
  expect(await prepare(page)).toEqual(['isolated']);
});

test('the other pages of the site are isolated from then on, and their workers too', async ({ page }) => {
  const origin = await open(page);
  await prepare(page);
  await page.goto(`${origin}/repo/chapters/frontend/`);
  expect(await isolated(page)).toBe(true);
  const workerIsolated = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const started = new Worker('/repo/worker.js');
        started.onmessage = ({ data }) => resolve(data);
        started.onerror = () => reject(new Error('The worker did not start.'));
      }),
  );
  expect(workerIsolated).toBe(true);
});

test('pages outside the site’s base path are left alone', async ({ page }) => {
  const origin = await open(page);
  await prepare(page);
  await page.goto(`${origin}/elsewhere/`);
  expect(await isolated(page)).toBe(false);
});

test('a page that does not exist is still reported as not found', async ({ page }) => {
  const origin = await open(page);
  await prepare(page);
  await page.reload();
  const response = await page.goto(`${origin}/repo/no-such-page/`);
  expect(response?.status()).toBe(404);
  await expect(page.locator('body')).toHaveText('Not found');
});

test('where the server sends the headers, nothing is registered', async ({ page }) => {
  await open(page, isolating);
  expect(await prepare(page)).toEqual(['isolated']);
  expect(await registrations(page)).toBe(0);
});

test('a worker that cannot be had leaves the page as it is and says that isolation is impossible', async ({
  page,
}) => {
  await open(page, {}, { '/repo/service-worker.js': 'throw new Error("broken");' });
  expect(await prepare(page)).toEqual(['not-prepared', 'preparing', 'impossible']);
  await page.reload();
  await expect(page.locator('h1')).toHaveText('Chapter 2');
});

test('a service worker that is there for another purpose is not replaced', async ({ page }) => {
  await open(page, {}, { '/repo/offline.js': 'addEventListener("fetch", () => {});' });
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/repo/offline.js', { scope: '/repo/' });
  });
  expect((await prepare(page)).at(-1)).toBe('impossible');
  const scripts = await page.evaluate(async () => {
    const all = await navigator.serviceWorker.getRegistrations();
    return all.map(({ active, waiting, installing }) => (active ?? waiting ?? installing)?.scriptURL);
  });
  expect(scripts).toHaveLength(1);
  expect(scripts[0]).toContain('/repo/offline.js');
});

test('over plain http nothing is tried', async ({ page }) => {
  const asked: string[] = [];
  await page.route('http://handbook.example/**', (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    const contentType = pathname.endsWith('/') ? 'text/html' : 'text/javascript';
    return route.fulfill({ body: files[pathname] ?? '', contentType });
  });
  await page.goto('http://handbook.example/repo/chapters/event-model/');
  await page.waitForFunction(() => 'createIsolation' in globalThis);
  expect(await prepare(page)).toEqual(['insecure']);
  expect(asked).not.toContain('/repo/service-worker.js');
});
