import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';
import { CHROMIUM_ARGS, findBrowser } from '../src/cli/browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const executablePath = findBrowser();

export default defineConfig({
  testDir: '.',
  testMatch: ['browser/**/*.spec.ts', 'e2e/**/*.spec.ts', 'gates/**/*.spec.ts'],
  outputDir: '../node_modules/.cache/handbook/playwright',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  // Builds the site if it is not built from the present sources, and chooses a free port.
  webServer: {
    command: `"${process.execPath}" src/cli/start.ts --port 0`,
    cwd: root,
    wait: { stdout: /http:\/\/localhost:(?<site_port>\d+)/ },
    timeout: 5 * 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
  use: {
    baseURL: `http://localhost:${process.env.SITE_PORT ?? ''}`,
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) },
    // Every test is a first visit, after which the book would be fetched: those that are about it ask for it.
    serviceWorkers: 'block',
    screenshot: 'off',
    trace: 'off',
  },
});
