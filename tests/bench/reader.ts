/** How long a reader waits: for a program's output, for a verdict, for a program to stop. */
import type { Browser, Page } from 'playwright';
import { type Figure, median } from './figures.ts';
import { openLab } from './lab-page.ts';

const PROGRAM_THAT_HANGS = 'console.log("started"); while (true) {}';
/** Longer than the runtime takes to make the next worker ready. Milliseconds. */
const REST = 1000;

/** What one page's visit took, by the name of the step. Milliseconds. */
type Visit = Record<string, number>;

/** Medians of `rounds` visits, each to a page that has never been opened before. */
export async function measureReader(browser: Browser, site: string, rounds: number): Promise<Figure[]> {
  const visits: Visit[] = [];
  for (let round = 0; round < rounds; round++) {
    visits.push({
      ...(await wholeVisit(browser, site)),
      ...(await approach(browser, site)),
      ...(await stop(browser, site)),
    });
  }
  return Object.keys(visits[0] ?? {}).map((name) => ({
    name,
    value: median(visits.map((visit) => visit[name] ?? Number.NaN)),
    unit: 'ms',
    better: 'less',
  }));
}

async function wholeVisit(browser: Browser, site: string): Promise<Visit> {
  const lab = await openLab(browser, site);
  const visit: Visit = {};
  // Attached, not visible: the picture of the run comes before it.
  const ended = (): Promise<void> => lab.page.locator('.wb-end').first().waitFor({ state: 'attached' });
  try {
    visit['first Run: click to first output'] = await lab.press('Run', '.wb-console pre');
    await ended();
    visit['second Run, at once'] = await lab.press('Run', '.wb-console pre');
    await ended();
    visit['Run in the moment another ends'] = await pressAsOneEnds(lab.page);
    await ended();
    await lab.page.waitForTimeout(REST);
    visit['Run after a second (warm)'] = await lab.press('Run', '.wb-console pre');
    await ended();
    await lab.page.waitForTimeout(REST);
    visit['first Check: click to verdict'] = await lab.press('Check', '.wb-verdict');
    await lab.page.waitForTimeout(REST);
    visit['second Check (warm)'] = await lab.press('Check', '.wb-verdict');
  } finally {
    await lab.close();
  }
  return visit;
}

async function approach(browser: Browser, site: string): Promise<Visit> {
  const lab = await openLab(browser, site);
  try {
    return { 'first Run, pointer on it 300 ms before': await lab.press('Run', '.wb-console pre', 300) };
  } finally {
    await lab.close();
  }
}

async function stop(browser: Browser, site: string): Promise<Visit> {
  const lab = await openLab(browser, site, { plain: true });
  try {
    await lab.write(PROGRAM_THAT_HANGS);
    await lab.press('Run', '.wb-console pre');
    return { 'Stop of while (true)': await lab.press('Stop', '.wb-end') };
  } finally {
    await lab.close();
  }
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
