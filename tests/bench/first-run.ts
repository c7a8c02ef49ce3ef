/**
 * Prints how long a reader waits for a program's output, on the built site in Chromium: medians, and no verdict,
 * because they depend on the machine and on what else it does. `--rounds N` sets how many pages are opened (default 9).
 */
import { loadavg, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright';
import { launchChromium } from '../support/chromium.ts';
import { startSite } from '../support/site-server.ts';

const CHAPTER = 'chapters/event-model/';
const PROGRAM_THAT_HANGS = 'console.log("started"); while (true) {}';

/** What one page's visit took, by the name of the step. Milliseconds. */
type Visit = Record<string, number>;

/** In the page: presses `button` and resolves with the milliseconds until `selector` is in the workbench. */
async function press(page: Page, button: 'run' | 'check' | 'stop', selector: string, hoverMs = 0) {
  const root = page.locator('[data-workbench]').first();
  const names = { run: 'Run', check: 'Check', stop: 'Stop' };
  const target = root.getByRole('button', { name: names[button] });
  await root.evaluate((element, wanted) => {
    const state = { pressed: 0 };
    const waited = new Promise<number>((resolve) => {
      let gone = element.querySelector(wanted) === null;
      const observer = new MutationObserver(() => {
        const there = element.querySelector(wanted) !== null;
        if (!there) gone = true;
        if (!there || !gone || state.pressed === 0) return;
        observer.disconnect();
        resolve(performance.now() - state.pressed);
      });
      observer.observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    addEventListener('pointerdown', ({ timeStamp }) => (state.pressed = timeStamp), {
      capture: true,
      once: true,
    });
    Object.assign(globalThis, { waited });
  }, selector);
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error(`There is no ${button} button to press.`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  if (hoverMs > 0) await page.waitForTimeout(hoverMs);
  await page.mouse.down();
  await page.mouse.up();
  return page.evaluate(() => (globalThis as unknown as { waited: Promise<number> }).waited);
}

/** Runs twice, the second time as soon as the first has ended, and returns what the second run's output took. */
function pressAsOneEnds(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = document.querySelector('[data-workbench]')!;
    const seen = (selector: string): Promise<void> =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (root.querySelector(selector) === null) return;
          observer.disconnect();
          resolve();
        });
        observer.observe(root, { subtree: true, childList: true, attributes: true });
      });
    const run = (): void => root.querySelector<HTMLButtonElement>('.wb-run')!.click();
    run();
    await seen('.wb-stop');
    await seen('.wb-run');
    const pressed = performance.now();
    run();
    await seen('.wb-stop');
    await seen('.wb-console pre');
    return performance.now() - pressed;
  });
}

async function visit(browser: Browser, url: string, hoverMs: number): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.route(/stackblitz\.com|webcontainer/, (route) => route.abort());
  const page = await context.newPage();
  const visited: Visit = {};
  try {
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.locator('[data-workbench]').first().scrollIntoViewIfNeeded();
    await page.mouse.move(2, 2);
    visited['first run'] = await press(page, 'run', '.wb-console pre', hoverMs);
    await page.locator('.wb-end').first().waitFor();
    visited['second run'] = await press(page, 'run', '.wb-console pre');
    await page.locator('.wb-end').first().waitFor();
    visited['a run as one ends'] = await pressAsOneEnds(page);
    await page.locator('.wb-end').first().waitFor();
    await page.waitForTimeout(1000);
    visited['a run after a second'] = await press(page, 'run', '.wb-console pre');
    await page.locator('.wb-end').first().waitFor();
    await page.waitForTimeout(1000);
    visited['first check'] = await press(page, 'check', '.wb-verdict');
    await page.waitForTimeout(1000);
    visited['second check'] = await press(page, 'check', '.wb-verdict');
  } finally {
    await context.close();
  }
  return visited;
}

async function stopVisit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.route(/stackblitz\.com|webcontainer|create\./, (route) => route.abort());
  const page = await context.newPage();
  try {
    await page.goto(url, { waitUntil: 'networkidle' });
    const root = page.locator('[data-workbench]').first();
    await root.getByRole('button', { name: 'Edit', exact: true }).click();
    const area = root.locator('[data-editor-place="plain"] textarea:visible');
    await area.fill(PROGRAM_THAT_HANGS);
    await press(page, 'run', '.wb-console pre');
    return { 'Stop of while(true)': await press(page, 'stop', '.wb-end') };
  } finally {
    await context.close();
  }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

function print(title: string, visits: readonly Visit[]): void {
  console.log(`\n${title}`);
  for (const step of Object.keys(visits[0] ?? {})) {
    const all = visits.map((each) => each[step] ?? Number.NaN);
    const [least, most] = [Math.min(...all), Math.max(...all)];
    console.log(
      `  ${step.padEnd(22)} ${median(all).toFixed(0).padStart(5)} ms   (${least.toFixed(0)}–${most.toFixed(0)})`,
    );
  }
}

const load = (): string => `load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`;
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
const rounds = Array.from({ length: Number(values.rounds) });
const server = await startSite();
const browser = await launchChromium();
try {
  const url = `${server.url}/${CHAPTER}`;
  console.log(`Median of ${rounds.length} (least–most); ${load()}.`);
  const measure = async (once: () => Promise<Visit>): Promise<Visit[]> => {
    const visits: Visit[] = [];
    for (const _ of rounds) visits.push(await once());
    return visits;
  };
  print('Pressed without approaching', await measure(() => visit(browser, url, 0)));
  print('Pointer on Run 300 ms before', await measure(() => visit(browser, url, 300)));
  print('Stop', await measure(() => stopVisit(browser, url)));
  console.log(`\nAt the end: ${load()}.`);
} finally {
  await browser.close();
  await server.close();
}
