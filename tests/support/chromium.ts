/** The browser of the tests that vitest runs. */
import { chromium, type Browser } from 'playwright';
import { CHROMIUM_ARGS, findBrowser } from '#cli/browser.mjs';

/** Starts Chromium; close it when done. @throws Error that says how to get one if there is none */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Error(
      'No Chromium was found. Run npm test, which gets one, or set CHROMIUM_PATH to an executable.',
    );
  }
  return chromium.launch({ executablePath, args: CHROMIUM_ARGS });
}
