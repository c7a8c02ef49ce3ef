/** All scenarios of a family on one engine. */
import type { Engine } from '#sim/engine.ts';
import { createLimit } from '../support/fences/limit.ts';
import type { Engines } from './find-engine.ts';
import { opener, runCell, type Cell } from './run-cell.ts';
import type { EngineId, Family, Scenario } from './scenario.ts';

/** How many scenarios talk to a broker at a time. */
const AT_A_TIME = 4;

/** Gives the function that runs one scenario. */
export function cellRunner<E extends Engine>(
  family: Family<E>,
  id: EngineId,
  engines: Engines,
): (scenario: Scenario<E>) => Promise<Cell> {
  const limit = createLimit(AT_A_TIME);
  const notRun = ({ id: scenario, title }: Scenario<E>, reason: string): Cell => ({
    id: scenario,
    title,
    verdict: 'not run',
    reason,
  });

  async function restarting(scenario: Scenario<E>): Promise<Cell> {
    const own = await engines.own(id);
    if ('notRun' in own) return notRun(scenario, own.notRun);
    await own.turns?.join();
    try {
      return await runCell(family, scenario, id, opener(family, scenario, id, own.place));
    } finally {
      own.turns?.leave();
    }
  }

  async function ordinary(scenario: Scenario<E>): Promise<Cell> {
    const found = await engines.find(id);
    if ('notRun' in found) return notRun(scenario, found.notRun);
    return runCell(family, scenario, id, opener(family, scenario, id, found.place));
  }

  return (scenario) =>
    scenario.needs?.includes('restart') ? restarting(scenario) : limit(() => ordinary(scenario));
}
