/** A family as tests: each scenario on each engine, and the mutants of its simulator. */
import { afterAll, describe, expect, test } from 'vitest';
import type { Engine } from '#sim/engine.ts';
import { createEngines } from './find-engine.ts';
import { openMutant } from './mutate.ts';
import { runCell } from './run-cell.ts';
import { cellRunner } from './run-family.ts';
import { REAL_ENGINES, type EngineId, type Family } from './scenario.ts';

export function describeFamily<E extends Engine>(family: Family<E>): void {
  const engines = createEngines();
  const ids: EngineId[] = ['sim', ...REAL_ENGINES.filter((id) => family.openReal[id])];
  afterAll(() => engines.close());

  test(`every scenario of ${family.id} has an id of its own`, () => {
    const all = family.scenarios.map(({ id }) => id);
    expect(all).toEqual([...new Set(all)]);
  });

  describe.each(ids)(`${family.title}: %s`, (id) => {
    const run = cellRunner(family, id, engines);
    test.concurrent.for(family.scenarios.map((scenario) => [scenario.title, scenario] as const))(
      '%s',
      { timeout: 300_000 },
      async ([, scenario], context) => {
        const { verdict, reason = '' } = await run(scenario);
        if (verdict === 'not run' || verdict === 'declared divergence') context.skip(`${verdict}: ${reason}`);
        expect(`${verdict} ${reason}`.trim()).toBe('agrees');
      },
    );
  });

  describe(`${family.title}: wrong simulators are caught`, () => {
    test.for(family.mutants.map((mutant) => [mutant.what, mutant] as const))('%s', async ([, mutant]) => {
      const scenario = family.scenarios.find(({ id }) => id === mutant.killedBy);
      if (!scenario) throw new Error(`There is no scenario “${mutant.killedBy}”.`);
      const open = await openMutant(family, mutant);
      const cell = await runCell(family, scenario, 'sim', () => open({ like: scenario.like }));
      expect(cell.verdict).toBe('FAIL');
    });
  });
}
