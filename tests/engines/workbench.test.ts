/** A smoke test of the workbench in the other browsers: run, edit, check, stop, by hand and by keyboard. */
import { beforeEach, describe, expect, test } from 'vitest';
import { waitFor, type Tab } from '../support/other-browsers/other-browser.ts';
import { SOLUTION } from '../e2e/workbench-page.ts';
import { OTHER_BROWSERS } from './browsers.ts';
import { siteIn } from './site-in.ts';

const LAB = 'labs/event-loop/01-a-c-b/';

describe.each(OTHER_BROWSERS)('the workbench in $title', (kind) => {
  const site = siteIn(kind);
  let tab: Tab;
  beforeEach(async () => {
    tab = site.tab;
    await site.open(LAB);
    await waitFor(tab, 'the page', () => document.readyState === 'complete');
    await tab.call(() => localStorage.clear());
  });

  /** The words of an element, once they contain these. */
  const says = (selector: string, words: string) =>
    waitFor(
      tab,
      `“${words}” in ${selector}`,
      (where, wanted) => {
        const text = document.querySelector<HTMLElement>(where)?.innerText ?? '';
        return text.includes(wanted) && text;
      },
      selector,
      words,
    );

  /** Replaces the text of predict.js. */
  async function write(text: string): Promise<void> {
    await tab.click('.wb-tabs [id$="tab-predict.js"]');
    await tab.click('[data-action="edit"]');
    await waitFor(tab, 'an editor with the focus', () =>
      Boolean(document.activeElement?.closest('[data-editor="monaco"], [data-editor="plain"]')),
    );
    await tab.replaceAll(text);
    await waitFor(
      tab,
      'the text in the editor',
      (typed) => {
        const lines = document.querySelector<HTMLElement>('.view-lines')?.innerText.replaceAll('\u00a0', ' ');
        const area = document.querySelector<HTMLTextAreaElement>(
          '[data-editor-place="plain"] textarea',
        )?.value;
        return lines === typed || area === typed;
      },
      text,
    );
  }

  test('runs the program as it stands, and shows what it printed', async () => {
    await tab.click('.wb-run');
    await says('.el-why', 'Why this, now?');
    await tab.click('[id$="pane-tab-output"]');
    const printed = String(await says('.wb-output', 'on its way'));
    expect(printed.match(/^[ABC]:/gm)).toEqual(['A:', 'C:', 'B:']);
    await says('.wb-end', 'exit code 0');
  });

  test('checks the starter and says what fails; checks a solution and says that it passed', async () => {
    await tab.click('[data-action="check"]');
    expect(await says('.wb-verdict', 'checks failed')).toBeTruthy();
    await write(SOLUTION);
    await tab.click('[data-action="check"]');
    expect(await says('.wb-verdict', 'checks passed.')).toMatch(/^All \d/);
  });

  test('stops an endless loop', async () => {
    await write('export const predict = () => { for (;;); };');
    await tab.click('[data-action="check"]');
    await waitFor(tab, 'a Stop button', () => document.querySelector('.wb-stop') !== null);
    await tab.click('.wb-stop');
    expect(await says('.wb-end', 'Stopped')).toMatch(/^Stopped by you/);
  });
});
