import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { ROOT } from '#cli/install.mjs';
import { UNDER_BASE } from '#cli/stages.ts';
import { startSite } from '../support/site-server.ts';

async function expectIsolated(page: Page, address: string): Promise<void> {
  const response = await page.goto(address);
  expect(response?.status()).toBe(200);
  expect(response?.headers()).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
}

test.describe('the server of npm start', () => {
  for (const address of ['/chapters/event-model/', '/labs/']) {
    test(`isolates ${address}, as WebContainer needs it`, async ({ page }) => {
      await expectIsolated(page, address);
    });
  }

  test('isolates the page of a lab', async ({ page }) => {
    await page.goto('/labs/');
    const address = await page.locator('main a[href*="/labs/"]:visible').first().getAttribute('href');
    await expectIsolated(page, address ?? '');
  });

  test('answers an unknown address with a page that leads back', async ({ page }) => {
    const response = await page.goto('/chapters/no-such-chapter/');
    expect(response?.status()).toBe(404);
    await page.locator('main a').first().click();
    await expect(page).not.toHaveURL(/no-such-chapter/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('names the type of what it serves', async ({ request }) => {
    const types = { css: 'text/css', js: 'text/javascript', woff2: 'font/woff2', svg: 'image/svg+xml' };
    const files = globSync('**/*.{css,js,woff2,svg}', { cwd: join(ROOT, 'dist') });
    expect(files.length).toBeGreaterThan(0);
    for (const [ending, type] of Object.entries(types)) {
      const file = files.find((name) => name.endsWith(`.${ending}`));
      if (!file) continue;
      const response = await request.get(`/${file.replaceAll('\\', '/')}`);
      expect(response.headers()['content-type'], file).toContain(type);
    }
    expect((await request.get('/')).headers()['content-type']).toMatch(/^text\/html/);
  });
});

test('npm start names a port in use, serves on the next free one, and ends cleanly at Ctrl+C', async () => {
  const other = createServer((_request, response) => response.end('another program'));
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  const { port } = other.address() as AddressInfo;
  const args = [join(ROOT, 'src/cli/start.mjs'), '--port', String(port)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    let output = '';
    const exit = new Promise<number | null>((resolve) => {
      child.on('close', resolve);
    });
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (text: Buffer) => {
        output += text.toString();
        const url = /http:\/\/localhost:\d+/.exec(output);
        if (url && output.includes('Ctrl+C')) resolve(url[0]);
      });
      child.on('close', () => reject(new Error(output)));
    });
    expect(output).toContain(`Port ${port} is in use by another program`);
    expect(address).not.toBe(`http://localhost:${port}`);
    expect((await fetch(address)).status).toBe(200);
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(output).toContain('Stopped.');
  } finally {
    child.kill('SIGKILL');
    other.close();
  }
});

test.describe('the site under a base path', () => {
  test('finds its pages, styles, scripts and fonts there', async ({ page }) => {
    const server = await startSite({ root: UNDER_BASE.out, base: UNDER_BASE.base });
    try {
      const missing: string[] = [];
      page.on('response', (response) => {
        if (response.status() >= 400) missing.push(response.url());
      });
      await page.goto(server.url + UNDER_BASE.base, { waitUntil: 'networkidle' });
      await page.locator('main a[href*="chapters/event-model"]:visible').first().click();
      await expect(page).toHaveURL(`${server.url}${UNDER_BASE.base}chapters/event-model/`);
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0);
      expect(missing).toEqual([]);
      const stray = await page
        .locator('a[href^="/"], link[href^="/"], script[src^="/"], img[src^="/"]')
        .evaluateAll(
          (elements, base) =>
            elements
              .map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '')
              .filter((address) => !address.startsWith(base)),
          UNDER_BASE.base,
        );
      expect(stray).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
