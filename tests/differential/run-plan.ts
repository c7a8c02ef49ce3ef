/** Runs programs in batches through every pair of truth and subject. */
import type { Host } from '#lab/model.ts';
import { explain, programOf, type Difference, type Pair } from './compare.ts';
import { corpora, isRace } from './corpora.ts';
import { DECLARED } from './declared.ts';
import { openNode } from './engines/node.ts';
import { missing, openBrowser, type OpenBrowser } from './engines/tabs.ts';
import { generateProgram } from './generate/generate.ts';
import type { GeneratedProgram } from './generate/tree.ts';
import { type Engine, isSame, type Outcome } from './outcome.ts';
import type { Comparison, Plan, SetId } from './plan.ts';

const BATCH = 25;

interface Group {
  truth: Engine;
  subjects: readonly Engine[];
}

export async function runPlan(plan: Plan): Promise<Comparison[]> {
  const node = await openNode();
  const instrumented = await openNode(true);
  const browsers: OpenBrowser[] = [];
  try {
    for (const id of plan.instrumented ? [] : plan.browsers) {
      const reason = missing(id);
      if (reason) plan.say(`Left out: ${id}, because ${reason}.`);
      else browsers.push(await openBrowser(id));
    }
    const comparisons: Comparison[] = [];
    for (const set of plan.sets)
      for (const host of plan.hosts) {
        const programs = programsOf(plan, set, host);
        const groups = plan.instrumented
          ? [{ truth: node, subjects: host === 'browser' ? [] : [instrumented] }]
          : groupsOf(plan, host, node, browsers);
        for (const group of groups) comparisons.push(...(await runGroup(plan, set, host, programs, group)));
      }
    return comparisons;
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await node.close();
    await instrumented.close();
  }
}

function programsOf(plan: Plan, set: SetId, host: Host): GeneratedProgram[] {
  if (set !== 'generated') return corpora[set]().filter((program) => program.host === host);
  const seeds = plan.seeds ?? Array.from({ length: plan.programs }, (_, at) => plan.seed + at);
  return seeds.map((seed) => generateProgram(seed, host));
}

/** Node is the truth for all browsers; for a page each browser is its own. */
function groupsOf({ recording }: Plan, host: Host, node: Engine, browsers: readonly OpenBrowser[]): Group[] {
  const subjectOf = (browser: OpenBrowser): Engine => (recording ? browser.recording : browser.embedded);
  if (host === 'browser')
    return browsers.map((browser) => ({ truth: browser.native, subjects: [subjectOf(browser)] }));
  return [{ truth: node, subjects: browsers.map(subjectOf) }];
}

async function runGroup(
  plan: Plan,
  set: SetId,
  host: Host,
  all: readonly GeneratedProgram[],
  { truth, subjects }: Group,
): Promise<Comparison[]> {
  const comparisons = subjects.map(({ name }): Comparison => {
    const counts = { programs: 0, equal: 0, races: 0, mismatches: 0, declared: {}, differences: [] };
    return { set, host, truth: truth.name, subject: name, ...counts };
  });
  for (let from = 0; from < all.length && !plan.stop?.aborted; from += BATCH) {
    const batch = all.slice(from, from + BATCH);
    const programs = batch.map(programOf);
    const expected = await truth.run(programs);
    const found = await Promise.all(subjects.map((engine) => engine.run(programs)));
    for (const [at, comparison] of comparisons.entries())
      await judge(plan, batch, expected, found[at]!, { truth, subject: subjects[at]! }, comparison);
    plan.say(`${set}, ${host}, ${truth.name}: ${from + batch.length} of ${all.length} programs`);
  }
  for (const comparison of comparisons) plan.say(summary(comparison));
  return comparisons;
}

async function judge(
  plan: Plan,
  batch: readonly GeneratedProgram[],
  expected: readonly Outcome[],
  found: readonly Outcome[],
  pair: Pair,
  comparison: Comparison,
): Promise<void> {
  comparison.programs += batch.length;
  for (const [at, generated] of batch.entries()) {
    if (isSame(expected[at]!, found[at]!)) comparison.equal++;
    else if (isRace(generated)) comparison.races++;
    else await judgeDifference(plan, generated, expected[at]!, found[at]!, pair, comparison);
  }
}

async function judgeDifference(
  plan: Plan,
  generated: GeneratedProgram,
  expected: Outcome,
  found: Outcome,
  pair: Pair,
  comparison: Comparison,
): Promise<void> {
  for (const known of DECLARED) {
    if (!(await known.explains(programOf(generated), pair))) continue;
    comparison.declared[known.id] = (comparison.declared[known.id] ?? 0) + 1;
    return;
  }
  const tries = comparison.mismatches < plan.shrink ? undefined : 0;
  const difference = await explain(generated, expected, found, pair, tries);
  comparison.differences.push(difference);
  if (difference.kind === 'race') comparison.races++;
  else {
    comparison.mismatches++;
    plan.say(described(difference, comparison));
  }
}

export function summary({ set, host, truth, subject, ...counts }: Comparison): string {
  const { programs, equal, races, mismatches, declared } = counts;
  const known = Object.entries(declared).map(([id, times]) => `, ${times} ${id}`);
  return `${set}, ${host}: ${subject} against ${truth}: ${equal} of ${programs} equal, ${races} races, ${mismatches} mismatches${known.join('')}`;
}

export const described = (
  { kind, name, program, expected, found }: Difference,
  { truth, subject, host }: Comparison,
): string =>
  `\n${kind}, ${host}, ${name}\n${program.trimEnd()}\n--- ${truth}\n${expected}\n--- ${subject}\n${found}\n`;
