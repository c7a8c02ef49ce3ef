/** What the differential tests call inside a page: programs in the embedded runtime, and in pages of their own. */
import { createEmbeddedRuntime } from '#runtime/embedded/embedded-runtime.ts';
import * as assets from 'virtual:embedded-runtime';
import type { Pace } from '#runtime/runtime.ts';
import { observe, type Observed } from '../../contract/observe.ts';
import { entryOf, type Outcome, type Program } from '../outcome.ts';
import { runInPage } from './own-page.ts';

const PAGES_AT_ONCE = 6;
/** A block of the book waits for 10,000 timers at once, which takes WebKit longer than the ten seconds that a reader's run has. */
const LONGEST_MS = 120_000;
const runtime = createEmbeddedRuntime({ assets });

const page = {
  /** One after the other, each in a worker of its own. */
  async runEmbedded(programs: readonly Program[], trace: string, pace: Pace): Promise<Observed[]> {
    const observed: Observed[] = [];
    for (const { text, host } of programs) {
      const entry = entryOf(host);
      const program = { files: { [entry]: text }, entry, host, pace, ...(trace && { trace }) };
      observed.push(await observe(runtime.run(program, { limits: { timeMs: LONGEST_MS } })));
    }
    return observed;
  },
  /** Each as the script of a page of its own, a few pages at a time. */
  async runNatively(programs: readonly Program[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    let next = 0;
    async function work(): Promise<void> {
      for (let at: number; (at = next++) < programs.length;) outcomes[at] = await runInPage(programs[at]!);
    }
    await Promise.all(Array.from({ length: PAGES_AT_ONCE }, work));
    return outcomes;
  },
};

export type DifferentialPage = typeof page;

Object.assign(globalThis, { differentialPage: page });
