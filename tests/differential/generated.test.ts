/**
 * A fixed set of programs prints in the embedded runtime what it prints in real Node, or in a real page: order, exit
 * code, and standard error up to stack traces. `npm run differential` has as many as you like, in three browsers.
 */
import { expect, test } from 'vitest';
import { programOf } from './compare.ts';
import { corpora } from './corpora.ts';
import { openBrowser } from './engines/tabs.ts';
import { HOSTS, type SetId } from './plan.ts';
import { outputsHere } from './races.ts';
import { described, runPlan, summary } from './run-plan.ts';

const PROGRAMS = 40;

const cases = (['generated', 'puzzles'] satisfies SetId[]).flatMap((set) =>
  HOSTS.map((host) => [set, host] as const),
);

test.each(cases)('programs are equal: %s, %s', { timeout: 300_000 }, async (set, host) => {
  const [comparison] = await runPlan({
    sets: [set],
    programs: PROGRAMS,
    seed: 1,
    shrink: 1,
    hosts: [host],
    browsers: ['chromium'],
    recording: false,
    say: () => undefined,
  });
  console.info(summary(comparison!));
  const mismatch = comparison!.differences.find(({ kind }) => kind === 'mismatch');
  expect(mismatch ? described(mismatch, comparison!) : '').toBe('');
  expect(comparison!.equal + comparison!.races).toBe(comparison!.programs);
});

test('under other virtual costs the puzzles that are races print several things, others do not', async () => {
  const browser = await openBrowser('chromium');
  try {
    const several: string[] = [];
    for (const puzzle of corpora.puzzles()) {
      if (!/^(race-|all-queues|messages-and)/.test(puzzle.name) || puzzle.host !== 'node-cjs') continue;
      if ((await outputsHere(browser, programOf(puzzle))).size > 1) several.push(puzzle.name);
    }
    expect(several).toEqual([
      'race-docs-four-ways.cjs',
      'race-timeout-or-immediate.cjs',
      'race-turns-or-timer.cjs',
    ]);
  } finally {
    await browser.close();
  }
});
