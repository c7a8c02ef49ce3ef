/** Events of our page against Chromium’s: random trees, listeners and dispatches, the same log from both. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPageWatchedBy, type PageWatcher } from '#sim/dom/page.ts';
import { createRandom, type Random } from '#sim/random.ts';
import { launchChromium } from '../../../support/chromium.ts';
import { play, type Plan, type PlannedListener } from './play.ts';

const nothing = () => {};
const SILENT: PageWatcher = {
  made: nothing,
  placed: nothing,
  taken: nothing,
  changed: nothing,
  added: nothing,
  removed: nothing,
  begun: nothing,
  called: nothing,
  asked: nothing,
  failed: nothing,
  ended: nothing,
};

const TYPES = ['press', 'wheel', 'inner'];
const DEEDS: PlannedListener['does'][] = [
  ...Array.from({ length: 8 }, () => 'nothing' as const),
  'stop',
  'stop at once',
  'prevent',
  'prevent',
  'add',
  'remove',
  'abort',
  'detach',
  'inner',
  'throw',
];

function draw(random: Random): Plan {
  const count = random.between(1, 8);
  const flip = (share: number) => random.next() < share;
  return {
    parents: Array.from({ length: count }, (_, n) => random.between(-1, n - 1)),
    listeners: Array.from({ length: random.between(1, 18) }, (_, own) => ({
      at: random.between(-4, count - 1),
      type: random.pick(TYPES),
      own: flip(0.15) ? 0 : own,
      capture: flip(0.4),
      once: flip(0.2),
      passive: random.pick([null, null, true, false]),
      signal: random.pick([null, null, 0, 1]),
      isObject: flip(0.1),
      does: random.pick(DEEDS),
    })),
    // Not at the window itself: there Chromium calls listeners in the order of registration, against the standard.
    dispatches: Array.from({ length: random.between(2, 5) }, () => ({
      at: random.between(-3, count - 1),
      type: random.pick(TYPES),
      bubbles: flip(0.7),
      cancelable: flip(0.7),
    })),
  };
}

const ours = (plan: Plan) => play(createPageWatchedBy(SILENT), plan);

describe('a page of ours', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    await page.evaluate('window.__name = (value) => value;');
    await page.evaluate(`window.play = ${play.toString()};`);
  });
  afterAll(() => browser.close());

  /** Each plan in a frame of its own, so that nothing of the last one is left. */
  const theirs = (plans: readonly Plan[]) =>
    page.evaluate((all) => {
      return all.map((plan) => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const view = frame.contentWindow as unknown as Window & typeof globalThis;
        view.addEventListener('error', (event) => event.preventDefault());
        const { play: run } = globalThis as unknown as { play: (dom: unknown, plan: unknown) => string[] };
        const log = run({ document: view.document, window: view, Event: view.Event }, plan);
        frame.remove();
        return log;
      });
    }, plans);

  test('sends events the same ways as Chromium, in 600 random pages', async () => {
    const random = createRandom('pages');
    const plans = Array.from({ length: 600 }, () => draw(random));
    const logs = await theirs(plans);
    for (const [n, plan] of plans.entries()) expect({ n, log: ours(plan) }).toEqual({ n, log: logs[n] });
    // The plans are worth it: listeners were called in every phase, and most plans called several.
    const calls = logs.flat().filter((line) => line.includes(' of '));
    for (const phase of [1, 2, 3])
      expect(calls.some((line) => line.split(' ')[2] === String(phase))).toBe(true);
    expect(calls.length).toBeGreaterThan(600);
  });

  test('knows simple selectors as Chromium does', async () => {
    const selectors = [
      'li',
      'LI',
      '.row',
      '#a',
      '[data-sku]',
      '[data-sku="1"]',
      'li.row.big',
      ':not(.row)',
      '*',
      'b, .row',
    ];
    const elements = [
      ['li', { class: 'row big', id: 'a' }],
      ['b', { 'data-sku': '1' }],
      ['li', { class: ' row', 'data-sku': '' }],
    ] as const;
    const match = ({ document }: any, [all, asked]: any) =>
      all.map(([name, attributes]: any) => {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        return asked.map((selector: string) => element.matches(selector));
      });
    await page.evaluate(`window.match = ${match.toString()};`);
    const found: unknown = await page.evaluate(
      (input) => (globalThis as any).match({ document }, input),
      [elements, selectors],
    );
    expect(match(createPageWatchedBy(SILENT), [elements, selectors])).toEqual(found);
  });
});
