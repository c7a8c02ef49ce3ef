/** `npm run conformance`: the scenarios of every family on the simulator and on each engine that can be reached. */
import { parseArgs } from 'node:util';
import { runCommand, UsageError } from '#cli/usage.ts';
import { FAMILIES } from './families.ts';
import { createEngines, type Engines } from './find-engine.ts';
import { printReport, saveReport, type EngineReport } from './report.ts';
import type { Cell } from './run-cell.ts';
import { cellRunner } from './run-family.ts';
import { REAL_ENGINES, type EngineId } from './scenario.ts';

const ENGINES: readonly EngineId[] = ['sim', ...REAL_ENGINES];

const USAGE = `Usage: npm run conformance -- [--engine ${ENGINES.join('|')}] [--family ${FAMILIES.map(({ id }) => id).join('|')}] [--json] [--save]
  --engine   only this engine; may be given several times
  --family   only this family; may be given several times
  --json     { engine, version, scenarios: [{ id, title, verdict, reason? }] }; of several engines, a list of that
  --save     keeps the report as content/verification/conformance.json
Exit code 1 if a scenario failed or an engine asked for by --engine could not be reached.`;

/** The ids chosen, all if none is. @throws UsageError for one that is unknown */
function choose<T extends string>(
  option: string,
  given: readonly string[] | undefined,
  all: readonly T[],
): T[] {
  const unknown = given?.find((id) => !all.includes(id as T));
  if (unknown !== undefined) {
    throw new UsageError(`--${option} takes one of ${all.join(', ')}, and “${unknown}” is none.`);
  }
  return all.filter((id) => given?.includes(id) ?? true);
}

async function runEngine(id: EngineId, families: typeof FAMILIES, engines: Engines): Promise<EngineReport> {
  const versions = new Set<string>();
  const scenarios: Cell[] = [];
  for (const family of families) {
    if (id !== 'sim' && !family.openReal[id]) continue;
    const run = cellRunner(family, id, engines);
    const cells = await Promise.all(family.scenarios.map(run));
    scenarios.push(...cells.map((cell) => ({ ...cell, id: `${family.id}/${cell.id}` })));
    const found = await engines.find(id);
    if ('notRun' in found) continue;
    const engine = await (id === 'sim' ? family.openSimulator({}) : family.openReal[id]?.(found.place));
    if (engine) versions.add(engine.version);
    await engine?.close();
  }
  return { engine: id, version: [...versions].join(', '), scenarios };
}

await runCommand(async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      engine: { type: 'string', multiple: true },
      family: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
    },
  });
  if (values.save && (values.engine ?? values.family)) {
    throw new UsageError('--save keeps the whole report: leave out --engine and --family.');
  }
  const ids = choose('engine', values.engine, ENGINES);
  const chosen = choose(
    'family',
    values.family,
    FAMILIES.map(({ id }) => id),
  );
  const engines = createEngines();
  const reports: EngineReport[] = [];
  try {
    for (const id of ids) {
      const report = await runEngine(
        id,
        FAMILIES.filter(({ id: family }) => chosen.includes(family)),
        engines,
      );
      reports.push(report);
      if (!values.json) console.log(printReport(report));
    }
  } finally {
    await engines.close();
  }
  if (values.json) console.log(JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2));
  if (values.save) console.error(`Saved as ${saveReport(reports, new Date().toISOString().slice(0, 10))}.`);
  const failed = reports.some(({ scenarios }) => scenarios.some(({ verdict }) => verdict === 'FAIL'));
  const missing = values.engine !== undefined && reports.some(({ version }) => version === '');
  if (failed || missing) process.exitCode = 1;
}, USAGE);
