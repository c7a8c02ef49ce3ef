import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright';
import { loadCatalogue } from '#lab/catalogue.ts';
import type { PlayProgram } from '#lab/model.ts';
import { createNodeEngine, type LabEngine } from '#cli/lab/engines.ts';
import { openPageEngine } from '#cli/lab/page-engine.ts';
import { openBrowser, runInBrowser } from '../support/fences/run-in-browser.ts';

const programs = (await loadCatalogue()).flatMap((lab) =>
  lab.play.map((program) => ({ name: `${lab.id}/${program.id}`, program })),
);
const ofNode = programs.filter(({ program }) => program.host !== 'browser');
const ofBrowser = programs.filter(({ program }) => program.host === 'browser');

/** What these print is certain, and in which order is not: the first says so itself, the second goes by the real clock. */
const NO_FIXED_ORDER = ['event-loop/timer-or-immediate', 'event-loop/blocked-loop'];

async function run(engine: LabEngine, { text, host }: PlayProgram) {
  let printed = '';
  const program = { files: { 'program.js': text }, entry: 'program.js', host };
  const onOutput = (event: { text: string }) => (printed += event.text);
  const { reason, exitCode } = await engine.run(program, { signal: new AbortController().signal, onOutput });
  return { printed, reason, exitCode };
}

describe('the programs of free play', () => {
  let node: LabEngine;
  let embedded: LabEngine;
  let browser: Browser | undefined;

  beforeAll(async () => {
    node = createNodeEngine();
    embedded = await openPageEngine('embedded');
    browser = await openBrowser();
  });

  afterAll(async () => {
    await node.close();
    await embedded?.close();
    await browser?.close();
  });

  test.each(ofNode)('$name prints in the page what Node prints', async ({ name, program }) => {
    const real = await run(node, program);
    expect(real).toMatchObject({ reason: 'exited', exitCode: 0 });
    const inOrder = (text: string) =>
      NO_FIXED_ORDER.includes(name) ? text.split('\n').toSorted().join('\n') : text;
    const shown = await run(embedded, program);
    expect({ ...shown, printed: inOrder(shown.printed) }).toEqual({
      ...real,
      printed: inOrder(real.printed),
    });
    expect(real.printed.trim().split('\n').length).toBeGreaterThan(2);
  });

  test.each(ofBrowser)('$name prints in the built-in runtime what a browser prints', async ({ program }) => {
    const shown = await run(embedded, program);
    expect(shown).toMatchObject({ reason: 'exited', exitCode: 0 });
    const lines = shown.printed.trim().split('\n');
    const marks = lines.map(() => ({ stream: 'stdout', text: '' }) as never);
    const real = await runInBrowser(browser, { code: program.text, host: 'browser', marks });
    expect(shown.printed).toBe(real.stdout);
    expect(lines.length).toBeGreaterThan(2);
  });
});
