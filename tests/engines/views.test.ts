/** A smoke test of the pictures of runs in the other browsers: drawn, stepped, and another picture behind a tab. */
import { beforeEach, describe, expect, test } from 'vitest';
import { waitFor, type Tab } from '../support/other-browsers/other-browser.ts';
import { OTHER_BROWSERS } from './browsers.ts';
import { siteIn } from './site-in.ts';

const VIEWS = [
  {
    what: 'a broker: board, sequence, topology and depth',
    lab: 'broker/02-crash-in-the-middle',
    pictures: [
      ['board', '.bb-card'],
      ['sequence', '.sq-row'],
      ['topology', '.tp-node'],
      ['depth', '.dp path'],
    ],
  },
  {
    what: 'a schedule that breaks',
    lab: 'idempotent-consumer/01-comes-twice',
    pictures: [['sequence', '.sq-row']],
  },
  {
    what: 'listeners: the table, the events and the topology',
    lab: 'pub-sub/02-a-changing-list',
    pictures: [
      ['listeners', '.ls-chip'],
      ['emissions', '.ls-call'],
      ['topology', '.tp-node'],
    ],
  },
  { what: 'an event store', lab: 'event-sourcing/04-snapshots', pictures: [['log', '.es-log li']] },
] as const;

describe.each(OTHER_BROWSERS)('the pictures of runs in $title', (kind) => {
  const site = siteIn(kind);
  let tab: Tab;
  beforeEach(() => {
    tab = site.tab;
  });

  /** How many elements of a picture have a size, once there are some. */
  const drawn = (selector: string) =>
    waitFor(
      tab,
      `something drawn at ${selector}`,
      (where) =>
        [...document.querySelectorAll(where)].filter((one) => one.getBoundingClientRect().width > 0).length,
      selector,
    );
  const place = () => tab.call(() => document.querySelector<HTMLElement>('.pl-place')?.innerText ?? '');

  test.for(VIEWS)('$what', async ({ lab, pictures }) => {
    await site.open(`labs/${lab}/`);
    await waitFor(tab, 'the page', () => document.readyState === 'complete');
    await tab.click('.wb-run');
    for (const [id, selector] of pictures) {
      await drawn('.pl-play');
      const name = `[id$="-tab-${id}"]`;
      // The step before may have scrolled it away, which WebKit's driver does not see.
      await tab.call((where) => document.querySelector(where)?.scrollIntoView({ block: 'center' }), name);
      if (pictures.length > 1) await tab.click(name);
      expect(await drawn(selector)).toBeGreaterThan(0);
      const before = await place();
      await tab.click('.pl-buttons button:nth-child(2)');
      const moved = await waitFor(
        tab,
        'a step back',
        (was) => {
          const now = document.querySelector<HTMLElement>('.pl-place')?.innerText ?? '';
          return now !== was && now;
        },
        before,
      );
      expect(moved).toMatch(/step \d+ of \d+$/i);
      expect(await drawn(selector)).toBeGreaterThan(0);
    }
  });
});
