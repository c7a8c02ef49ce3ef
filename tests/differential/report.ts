/** The report of the differential tests, from which the site's verification page is printed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { DECLARED, RACES } from './declared.ts';
import type { Comparison, Plan } from './plan.ts';
import type { RaceCount } from './races.ts';
import type { BrowserId } from './engines/tabs.ts';
import { runPlan } from './run-plan.ts';

export interface Row extends Omit<Comparison, 'differences'> {
  /** Seeds of the generated programs, first and last. */
  seeds?: [number, number];
  /** Names of the programs that differ for no declared reason. */
  mismatched: string[];
}

interface Report {
  /** The day of the last run that is in it. */
  date: string;
  rows: Row[];
  declared: { id: string; why: string }[];
  races: readonly string[];
  /** How many of the races that real Node shows are found. */
  racesFound: readonly RaceCount[];
}

const FILE = fileURLToPath(new URL('../../content/verification/event-loop.json', import.meta.url));

const rowOf = ({ differences, ...counts }: Comparison, { seed }: Plan): Row => ({
  ...counts,
  ...(counts.set === 'generated' && { seeds: [seed, seed + counts.programs - 1] as [number, number] }),
  mismatched: differences.filter(({ kind }) => kind === 'mismatch').map(({ name }) => name),
});

const keyOf = ({ set, host, truth, subject }: Row): string => JSON.stringify([set, host, truth, subject]);

/** Rows of runs whose seeds follow on each other are one row: the full set takes long, and may be run in pieces. */
function together(before: Row, after: Row): Row {
  if (!before.seeds || !after.seeds || before.seeds[1] + 1 !== after.seeds[0]) return after;
  const declared = { ...before.declared };
  for (const [id, times] of Object.entries(after.declared)) declared[id] = (declared[id] ?? 0) + times;
  return {
    ...after,
    seeds: [before.seeds[0], after.seeds[1]],
    programs: before.programs + after.programs,
    equal: before.equal + after.equal,
    races: before.races + after.races,
    mismatches: before.mismatches + after.mismatches,
    declared,
    mismatched: [...before.mismatched, ...after.mismatched],
  };
}

export function mergeRows(known: readonly Row[], fresh: readonly Row[]): Row[] {
  const rows = new Map(known.map((row) => [keyOf(row), row]));
  for (const row of fresh) {
    const before = rows.get(keyOf(row));
    rows.set(keyOf(row), before ? together(before, row) : row);
  }
  return [...rows.values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

const readReport = (): Report | undefined =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Report) : undefined;

const browserOf = ({ subject }: Row): BrowserId =>
  subject.includes('Chromium') ? 'chromium' : subject.includes('firefox') ? 'firefox' : 'webkit';

/** What is left of a row's mismatches when they have been run again. */
export function recounted(row: Row, again: Comparison): Row {
  const declared = { ...row.declared };
  for (const [id, times] of Object.entries(again.declared)) declared[id] = (declared[id] ?? 0) + times;
  const mismatched = again.differences.filter(({ kind }) => kind === 'mismatch').map(({ name }) => name);
  const { equal, races } = row;
  return {
    ...row,
    equal: equal + again.equal,
    races: races + again.races,
    mismatches: again.mismatches,
    declared,
    mismatched,
  };
}

/** Runs the mismatches of the report's generated programs again, for when their cause has been found. */
export async function recheck(plan: Plan): Promise<void> {
  const report = readReport();
  if (!report) return;
  const rows: Row[] = [];
  for (const row of report.rows) {
    const seeds = row.mismatched.map((name) => Number(name.replace('seed ', '')));
    if (row.set !== 'generated' || seeds.length === 0) rows.push(row);
    else {
      const recording = row.subject.includes('recording');
      const own = {
        sets: ['generated' as const],
        hosts: [row.host],
        browsers: [browserOf(row)],
        recording,
        instrumented: row.subject.startsWith('instrumented'),
        seeds,
      };
      const [again] = await runPlan({ ...plan, ...own });
      rows.push(recounted(row, again!));
    }
  }
  await write({ ...report, rows, declared: DECLARED.map(({ id, why }) => ({ id, why })) });
}

/** Adds the comparisons to the report, or puts them in the place of older ones. */
export async function saveReport(
  comparisons: readonly Comparison[],
  counted: readonly RaceCount[],
  plan: Plan,
): Promise<void> {
  const before = readReport();
  const known = before?.rows ?? [];
  const fresh = comparisons
    .filter(({ programs }) => programs > 0)
    .map((comparison) => rowOf(comparison, plan));
  const report: Report = {
    date: new Date().toISOString().slice(0, 10),
    rows: mergeRows(known, fresh),
    declared: DECLARED.map(({ id, why }) => ({ id, why })),
    races: RACES,
    racesFound: counted.length > 0 ? counted : (before?.racesFound ?? []),
  };
  await write(report);
}

async function write(report: Report): Promise<void> {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, await format(JSON.stringify(report), { parser: 'json', printWidth: 110 }));
}
