/** What makes two machines comparable: a fixed piece of work in the same Chromium. */
import type { Browser } from 'playwright';

/** Milliseconds that the fixed loop takes in a page of this browser, five times. */
export async function calibrate(browser: Browser): Promise<number[]> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(fiveLoops);
  } finally {
    await page.close();
  }
}

/** In the page: arithmetic, property access, allocation and text, as the programs and pictures have them. */
function fiveLoops(): number[] {
  const loop = (): number => {
    const began = performance.now();
    const seen = new Map<string, { count: number }>();
    let hash = 1;
    for (let n = 0; n < 4_000_000; n++) {
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) + n;
      if (n % 16 === 0) {
        const key = `k${hash & 1023}`;
        seen.set(key, { count: (seen.get(key)?.count ?? 0) + 1 });
      }
    }
    if (seen.size === 0) throw new Error('The loop did nothing.');
    return performance.now() - began;
  };
  // The first one compiles.
  loop();
  return Array.from({ length: 5 }, loop);
}
