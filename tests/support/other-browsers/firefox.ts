/** Firefox through WebDriver BiDi. */
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { findProgram } from '../find-program.ts';
import type { BrowserKind, Tab } from './other-browser.ts';

const executable = (): string | undefined =>
  process.env['FIREFOX_PATH'] ??
  findProgram(['firefox', 'firefox-esr']) ??
  [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ].find(existsSync);

export const firefox: BrowserKind = {
  id: 'firefox',
  title: 'Firefox',
  missing: () => (executable() ? '' : 'Firefox is not installed; FIREFOX_PATH may name its executable'),
  async launch() {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: executable() as string,
      headless: true,
      defaultViewport: { width: 1280, height: 900 },
      // Nothing leaves the machine on the browser's own account.
      extraPrefsFirefox: { 'network.captive-portal-service.enabled': false, 'app.update.enabled': false },
    });
    return {
      name: await browser.version(),
      async tab(): Promise<Tab> {
        const page = await browser.newPage();
        return {
          open: async (url) => void (await page.goto(url)),
          call: (task, ...args) => page.evaluate(task as never, ...(args as unknown as unknown[])) as never,
          click: (selector) => page.click(selector),
          press: (key) => page.keyboard.press(key),
          async replaceAll(text) {
            const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';
            await page.keyboard.down(modifier);
            await page.keyboard.press('a');
            await page.keyboard.up(modifier);
            await page.keyboard.type(text);
          },
        };
      },
      close: () => browser.close(),
    };
  },
};
