/** The rules of all exercises, on the embedded runtime in one of the other browsers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckEngine } from '#cli/lab/engines.ts';
import type { LabPage } from '#cli/lab/page-entry.ts';
import { outcomeOf, servePage } from '#cli/lab/page-engine.ts';
import { verifyRules } from '#cli/lab/verify-exercise.ts';
import { loadCatalogue } from '#lab/catalogue.ts';
import type { RunEvent } from '#runtime/runtime.ts';
import { FULL } from '../support/full.ts';
import { waitFor, type BrowserKind, type OtherBrowser } from '../support/other-browsers/other-browser.ts';

const labs = await loadCatalogue();
const exercises = labs
  .flatMap((lab) => lab.exercises)
  .map((exercise) => (FULL ? exercise : { ...exercise, wrong: exercise.wrong.slice(0, 1) }));

export function testRulesIn(kind: BrowserKind): void {
  describe(`the rules of the exercises hold in ${kind.title}`, () => {
    let browser: OtherBrowser | undefined;
    let served: Awaited<ReturnType<typeof servePage>> | undefined;
    let engine: CheckEngine;

    beforeAll(async () => {
      if (kind.missing()) return;
      served = await servePage();
      const { assets, server } = served;
      browser = await kind.launch();
      const tab = await browser.tab();
      await tab.open(server.origin);
      await waitFor(tab, 'the page', () => 'labPage' in globalThis);
      await tab.call(
        (given) => (globalThis as unknown as { labPage: LabPage }).labPage.prepare('embedded', given),
        assets,
      );
      engine = {
        async check(job, limits) {
          const { events } = await tab.call(
            (wanted, bounds) =>
              (globalThis as unknown as { labPage: LabPage }).labPage.check(wanted, bounds ?? undefined),
            job,
            limits ?? null,
          );
          return outcomeOf(job, events as RunEvent[]);
        },
        close: () => browser?.close() ?? Promise.resolve(),
      };
      console.log(`Rules in ${browser.name}`);
    });
    afterAll(async () => {
      await browser?.close();
      await served?.server.close();
    });

    test.for(exercises.map((exercise) => [`${exercise.lab}/${exercise.id}`, exercise] as const))(
      '%s',
      { timeout: 5 * 60_000 },
      async ([, exercise], context) => {
        context.skip(kind.missing() !== '', kind.missing());
        expect((await verifyRules(exercise, engine)).problems).toEqual([]);
      },
    );
  });
}
