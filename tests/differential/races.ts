/** How well races are found: programs whose order real Node does not keep, run again here under other virtual costs. */
import type { Host } from '#lab/model.ts';
import { PACES } from '#runtime/loop-races.ts';
import { programOf } from './compare.ts';
import { openNode } from './engines/node.ts';
import { openBrowser, type OpenBrowser } from './engines/tabs.ts';
import { generateProgram } from './generate/generate.ts';
import type { GeneratedProgram } from './generate/tree.ts';
import type { Engine, Program } from './outcome.ts';
import type { Plan } from './plan.ts';

/** How often Node runs each program. */
const RUNS = 6;

export interface RaceCount {
  host: Host;
  truth: string;
  subject: string;
  programs: number;
  /** Programs that printed several things in the real engine. */
  undecided: number;
  /** Those of them that are found to be races here. */
  found: number;
  /** What the undecided ones printed in the real engine, and how many of these outputs came here too. */
  orders: number;
  offered: number;
}

async function outputs(engines: readonly Engine[], program: Program): Promise<Set<string>> {
  const seen = new Set<string>();
  for (const engine of engines) seen.add((await engine.run([program]))[0]!.stdout);
  return seen;
}

/** What the embedded runtime prints, at its own pace and at others. */
export const outputsHere = (browser: OpenBrowser, program: Program): Promise<Set<string>> =>
  outputs([browser.embedded, ...PACES.map((pace) => browser.embedded.atPace!(pace))], program);

async function countRaces(
  host: Host,
  programs: readonly GeneratedProgram[],
  truth: Engine,
  browser: OpenBrowser,
): Promise<RaceCount> {
  const count = { programs: programs.length, undecided: 0, found: 0, orders: 0, offered: 0 };
  for (const generated of programs) {
    const program = programOf(generated);
    const real = await outputs(
      Array.from({ length: RUNS }, () => truth),
      program,
    );
    if (real.size === 1) continue;
    const here = await outputsHere(browser, program);
    count.undecided++;
    if (here.size > 1) count.found++;
    count.orders += real.size;
    count.offered += [...real].filter((text) => here.has(text)).length;
  }
  return { host, truth: truth.name, subject: browser.embedded.name, ...count };
}

const racyPrograms = (host: Host, seed: number, programs: number): GeneratedProgram[] =>
  Array.from({ length: programs }, (_, at) => generateProgram(seed + at, host, true));

const racesFound = ({ host, programs, undecided, found, orders, offered }: RaceCount): string =>
  `races, ${host}: ${undecided} of ${programs} programs print several things in real Node; ${found} of them are found, with ${offered} of ${orders} outputs`;

/** For the hosts that are Node, in Chromium. */
export async function runRaces({ hosts, seed, programs, say }: Plan): Promise<RaceCount[]> {
  const node = await openNode();
  const browser = await openBrowser('chromium');
  try {
    const counts: RaceCount[] = [];
    for (const host of hosts.filter((one) => one !== 'browser')) {
      const count = await countRaces(host, racyPrograms(host, seed, programs), node, browser);
      say(racesFound(count));
      counts.push(count);
    }
    return counts;
  } finally {
    await browser.close();
    await node.close();
  }
}
