/** A workbench on a page, as a reader handles it. */
import { test as base, expect, type Locator, type Page } from 'playwright/test';

export const CHAPTER = 'chapters/event-model/';
export const EXERCISE = 'event-loop/01-a-c-b';
export const LAB_PAGE = `labs/${EXERCISE}/`;

/** WebContainer's host cannot be reached: runs stay in the built-in runtime, whatever network the machine has. */
export const test = base.extend<{ noWebContainer: undefined }>({
  noWebContainer: [
    async ({ context }, use) => {
      await context.route(/^https?:\/\/[^/]*(stackblitz\.com|webcontainer)/, (route) => route.abort());
      await use(undefined);
    },
    { auto: true },
  ],
});

export interface Bench {
  page: Page;
  root: Locator;
  output: Locator;
  /** The line that says how the last run ended. */
  end: Locator;
  verdict: Locator;
  notice: Locator;
  /** The code as it stands, whatever shows it. */
  code(): Promise<string>;
  run(): Promise<void>;
  check(): Promise<void>;
  /** Opens the editor and waits until it has the focus. */
  edit(kind: 'monaco' | 'plain'): Promise<void>;
  /** Replaces the text of the file in front. */
  write(text: string): Promise<void>;
  more(item: string): Promise<void>;
}

export function benchOn(page: Page, exercise = EXERCISE): Bench {
  const root = page.locator(`[data-workbench="${exercise}"]`);
  const end = root.locator('.wb-end');
  return {
    page,
    root,
    // Behind the picture of the run, once there is one.
    output: root.locator('.wb-console'),
    end,
    verdict: root.locator('.wb-verdict'),
    notice: root.locator('.wb-notice'),
    async code() {
      const area = root.locator('[data-editor-place="plain"] textarea:visible');
      const monaco = root.locator('.view-lines');
      const listing = root.locator('.wb-listing pre:visible');
      // The picture of a run takes the code's place; the tab of the output brings it back. A terminal leaves it there.
      const covered = !(await area.or(monaco).or(listing).first().isVisible());
      const tab = root.getByRole('tab', { name: 'Output', selected: false });
      if (covered && (await tab.isVisible())) await tab.click();
      if ((await area.count()) > 0) return area.inputValue();
      const shown = (await monaco.isVisible()) ? monaco : listing;
      return (await shown.innerText()).replaceAll('\u00a0', ' ');
    },
    async run() {
      await root.getByRole('button', { name: 'Run', exact: false }).click();
      await expect(end).toBeAttached();
    },
    async check() {
      await root.getByRole('button', { name: 'Check', exact: false }).click();
      await expect(root.locator('.wb-verdict')).toBeVisible();
    },
    async edit(kind) {
      await root.getByRole('button', { name: 'Edit', exact: true }).click();
      await expect(root.locator(`[data-editor="${kind}"]`)).toBeVisible();
      await expect(root.locator(`[data-editor-place="${kind}"] :focus`)).toBeAttached();
    },
    async write(text) {
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(text);
    },
    async more(item) {
      await root.locator('.wb-more summary').click();
      await root.getByRole('button', { name: item }).click();
    },
  };
}

export async function openLab(page: Page): Promise<Bench> {
  await page.goto(LAB_PAGE);
  return benchOn(page);
}

/** Runs an exercise on its own page, on a phone as well, and waits for the picture of the run. */
export async function runExercise(page: Page, exercise: string, where = '.stage') {
  await page.goto(`labs/${exercise}/`);
  const code = page.getByRole('button', { name: 'Code', exact: true });
  if (await code.isVisible()) await code.click();
  const bench = benchOn(page, exercise);
  await bench.root.getByRole('button', { name: 'Run', exact: false }).click();
  const picture = bench.root.locator(where);
  await expect(picture).toBeVisible();
  return { bench, picture, slider: picture.getByRole('slider') };
}

/** Addresses that the page asked for, from now on. */
export function watchRequests(page: Page): string[] {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  return urls;
}

/** What a learner may type to solve the exercise: on one line, because the editor indents what follows a line break. */
export const SOLUTION =
  "export const predict = (p) => ['log', 'timeout'].flatMap((k) => p.filter((s) => s.kind === k).map((s) => s.label));";

export { expect };
