/**
 * npm run differential: programs in real engines and in ours; counts, and the smallest program for each difference.
 * `--racy`: programs with races instead, and how many of these are found. `--instrumented`: real Node, plain and with the
 * recorder in it.
 * The exit code is 1 if there was one that is neither a race nor declared. `--save` adds the counts to
 * content/verification/event-loop.json; pieces whose seeds follow on each other are added up. `--minutes`: ends
 * the run with the batch that it is at then. `--again` runs the report's mismatches once more.
 */
import { parseArgs } from 'node:util';
import type { Host } from '#lab/model.ts';
import { BROWSER_IDS, type BrowserId } from './engines/tabs.ts';
import { HOSTS, type Plan, type SetId, SETS } from './plan.ts';
import { runRaces } from './races.ts';
import { recheck, saveReport } from './report.ts';
import { runPlan } from './run-plan.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string', multiple: true, default: [...SETS] },
    programs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    host: { type: 'string', multiple: true, default: [...HOSTS] },
    engine: { type: 'string', multiple: true, default: [...BROWSER_IDS] },
    shrink: { type: 'string', default: '3' },
    instrumented: { type: 'boolean', default: false },
    recording: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '600' },
    racy: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
  },
});

function oneOf<T extends string>(option: string, given: readonly string[], known: readonly T[]): T[] {
  const wrong = given.find((value) => !known.includes(value as T));
  if (wrong !== undefined)
    throw new RangeError(`--${option} is one of ${known.join(', ')}, and not “${wrong}”.`);
  return given as T[];
}

function whole(option: string, given: string): number {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 0)
    throw new RangeError(`--${option} is a whole number, and not “${given}”.`);
  return number;
}

const plan: Plan = {
  sets: oneOf<SetId>('set', values.set, SETS),
  programs: whole('programs', values.programs),
  seed: whole('seed', values.seed),
  shrink: whole('shrink', values.shrink),
  hosts: oneOf<Host>('host', values.host, HOSTS),
  browsers: oneOf<BrowserId>('engine', values.engine, BROWSER_IDS),
  instrumented: values.instrumented,
  recording: values.recording,
  say: (line) => console.log(line),
  stop: AbortSignal.timeout(whole('minutes', values.minutes) * 60_000),
};
if (values.again) {
  await recheck(plan);
  process.exit();
}
const comparisons = values.racy ? [] : await runPlan(plan);
const races = values.racy ? await runRaces(plan) : [];
if (values.save) await saveReport(comparisons, races, plan);
process.exitCode = comparisons.some(({ mismatches }) => mismatches > 0) ? 1 : 0;
