/** Differences that are known, with their reasons, and the races that the tests do not decide. */
import type { Pace } from '#runtime/runtime.ts';
import type { Pair } from './compare.ts';
import { hasDelegation, withoutDelegation } from './delegation.ts';
import { isSame, type Engine, type Outcome, type Program } from './outcome.ts';

export interface Declared {
  id: string;
  /** For readers. */
  why: string;
  /** Whether this is why a program differs: asked of the engines, not guessed from its text. */
  explains(program: Program, pair: Pair): boolean | Promise<boolean>;
}

const isPageOfWebKit = ({ host }: Program, { truth }: Pair): boolean =>
  host === 'browser' && truth.browser === 'webkit';

/** True if the runtime itself prints something else where this choice, which no rule decides, falls otherwise. */
async function dependsOn(program: Program, subject: Engine, paces: readonly Pace[]): Promise<boolean> {
  const [usual] = await subject.run([program]);
  for (const pace of paces) {
    const [other] = (await subject.atPace?.(pace).run([program])) ?? [];
    if (other && !isSame(usual!, other)) return true;
  }
  return false;
}

const WORDS = /(?:: )?(?:All promises were rejected|No Promise in Promise\.any was resolved)/g;
const withoutWords = ({ stdout, stderr, end }: Outcome): Outcome => ({
  stdout: stdout.replaceAll(WORDS, ''),
  stderr: stderr.replaceAll(WORDS, ''),
  end,
});

export const DECLARED: readonly Declared[] = [
  {
    id: 'webkit-yield-star',
    why: 'WebKit takes one promise job more than the language has for a value that comes through a yield* in an async generator; promise jobs are the engine’s own. Counted where the engine was caught at it and the program is equal once its yield* are gone; the picture of such a program says so.',
    async explains(program, { truth, subject }) {
      if (program.host === 'browser' || !subject.delegatesLate || !hasDelegation(program)) return false;
      const plain = withoutDelegation(program);
      if (!plain) return true;
      const [expected, found] = await Promise.all([truth.run([plain]), subject.run([plain])]);
      return isSame(expected[0]!, found[0]!);
    },
  },
  {
    id: 'several-ports',
    why: 'The standard does not say in which order a page takes messages of different ports. Counted where the program prints something else if they are taken in another order; the picture of such a program shows both.',
    explains: async (program, { subject }) =>
      program.host === 'browser' &&
      (await dependsOn(program, subject, [{ ports: 'newest' }, { ports: 'together' }, { ports: 'in-turn' }])),
  },
  {
    id: 'reports-and-timers',
    why: 'The standard does not say whether a page hears of an unhandled rejection before timers that are due by then. Counted where the program prints something else if it hears of it behind them.',
    explains: async (program, { subject }) =>
      program.host === 'browser' && (await dependsOn(program, subject, [{ reports: 'in-line' }])),
  },
  {
    id: 'words-of-any',
    why: 'Firefox and WebKit have other words for the error of Promise.any, or none. Counted where nothing but these words differs.',
    async explains(program, { truth, subject }) {
      if (program.host === 'browser' || !program.text.includes('Promise.any')) return false;
      const [expected, found] = await Promise.all([truth.run([program]), subject.run([program])]);
      return isSame(withoutWords(expected[0]!), withoutWords(found[0]!));
    },
  },
  {
    id: 'no-idle-callbacks',
    why: 'Pages of WebKit have no requestIdleCallback; the built-in page has it in every browser.',
    explains: (program, pair) =>
      isPageOfWebKit(program, pair) && program.text.includes('requestIdleCallback('),
  },
  {
    id: 'no-scheduler-in-workers',
    why: 'The built-in page has scheduler only where workers of the browser have it.',
    explains: (program, pair) => isPageOfWebKit(program, pair) && program.text.includes('scheduler.'),
  },
];

/** Orders that the hosts do not determine: generated programs avoid them, puzzles that have one are named race-…. */
export const RACES: readonly string[] = [
  'Node: a timer of 0 or 1 ms against an immediate, both from the main script.',
  'Both: timers whose times are nearer to each other than what runs in between takes.',
  'Browser: messages of different ports. Node takes them in the order in which the ports were made.',
  'Browser: tasks of different sources (timers, messages, frames, idle callbacks, reports of rejections).',
];
