/** What `npm run conformance` found, for people, for other programs and for the site's verification page. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Cell, Verdict } from './run-cell.ts';
import type { EngineId } from './scenario.ts';

/** One engine's column. Ids of scenarios are `<family>/<scenario>`. */
export interface EngineReport {
  engine: EngineId;
  /** Empty where it could not be reached; of the simulator, the versions whose rules it follows. */
  version: string;
  scenarios: readonly Cell[];
}

const FILE = fileURLToPath(new URL('../../content/verification/conformance.json', import.meta.url));

/** Keeps the report where the site reads it. `date` is an ISO day. */
export function saveReport(engines: readonly EngineReport[], date: string): string {
  writeFileSync(FILE, `${JSON.stringify({ date, engines }, null, 2)}\n`);
  return FILE;
}

export function printReport({ engine, version, scenarios }: EngineReport): string {
  const title = `${engine}${version ? ` ${version}` : ''}: ${countsOf(scenarios)}`;
  const others = scenarios.filter(({ verdict }) => verdict !== 'agrees');
  const lines = others.map(({ id, title: what, verdict, reason }) => {
    return `  ${verdict}: ${id} (${what})\n      ${reason ?? ''}`;
  });
  return [title, ...lines].join('\n');
}

function countsOf(cells: readonly Cell[]): string {
  const verdicts: Verdict[] = ['agrees', 'declared divergence', 'FAIL', 'not run'];
  return verdicts
    .map((verdict) => [verdict, cells.filter((cell) => cell.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ');
}
