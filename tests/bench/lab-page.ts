/** A lab's page as a reader finds it: nothing kept from earlier visits, no vendor to reach. */
import type { Browser, Page } from 'playwright';

const LAB_PAGE = 'labs/event-loop/01-a-c-b/';

/** The vendor of WebContainer: every figure is the built-in runtime's. */
const VENDOR = /stackblitz\.com|webcontainer/;
/** The large editor; without it the page keeps its plain one, into which a program is filled at once. */
const LARGE_EDITOR = /\/create\.[\w-]+\.js/;

export interface LabPage {
  page: Page;
  /** Presses a button; resolves with the milliseconds until `selector` is there anew. `hoverMs`: the pointer's rest. */
  press(button: 'Run' | 'Check' | 'Stop', selector: string, hoverMs?: number): Promise<number>;
  /** Puts a program in place of the starter. The page must have been opened with the plain editor. */
  write(program: string): Promise<void>;
  close(): Promise<void>;
}

export async function openLab(
  browser: Browser,
  site: string,
  { plain = false }: { plain?: boolean } = {},
): Promise<LabPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.route(VENDOR, (route) => route.abort());
  if (plain) await context.route(LARGE_EDITOR, (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${site}/${LAB_PAGE}`, { waitUntil: 'networkidle' });
  await page.locator('[data-workbench]').first().scrollIntoViewIfNeeded();
  await page.mouse.move(2, 2);
  return {
    page,
    press: (button, selector, hoverMs = 0) => press(page, button, selector, hoverMs),
    async write(program) {
      const root = page.locator('[data-workbench]').first();
      await root.getByRole('button', { name: 'Edit', exact: true }).click();
      await root.locator('[data-editor-place="plain"] textarea:visible').fill(program);
    },
    close: () => context.close(),
  };
}

async function press(page: Page, name: string, selector: string, hoverMs: number): Promise<number> {
  const root = page.locator('[data-workbench]').first();
  const target = root.getByRole('button', { name }).first();
  await root.evaluate(watchFor, selector);
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error(`There is no ${name} button to press.`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  if (hoverMs > 0) await page.waitForTimeout(hoverMs);
  await page.mouse.down();
  await page.mouse.up();
  return page.evaluate(() => (globalThis as unknown as { waited: Promise<number> }).waited);
}

/** In the page: `waited` resolves with the time from the next press until `wanted` is there, having been away. */
function watchFor(element: Element, wanted: string): void {
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
}
