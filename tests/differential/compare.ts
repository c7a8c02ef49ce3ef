/** Compares programs in two engines, and finds out what a difference is: a race, or a fault with a smallest program. */
import { type GeneratedProgram, textOf } from './generate/tree.ts';
import { type Engine, isSame, type Outcome, type Program, shown } from './outcome.ts';
import { shrink } from './shrink.ts';

/** How often a program that differs is run again where it is the truth, to see whether its order is determined there. */
const REPEATS = 10;

/**
 * `race`: the real engine gives several orders from run to run, because a busy machine made its timers or its start
 * late, and ours is one of them. `mismatch`: it is none of them.
 */
export interface Difference {
  name: string;
  kind: 'mismatch' | 'race';
  /** For a mismatch the smallest program that shows it. */
  program: string;
  expected: string;
  found: string;
}

export interface Pair {
  truth: Engine;
  subject: Engine;
}

export const programOf = (generated: GeneratedProgram): Program => ({
  text: textOf(generated),
  host: generated.host,
  horizon: generated.horizon,
});

const runOne = async (engine: Engine, program: Program): Promise<Outcome> =>
  (await engine.run([program]))[0]!;

const isSyntaxError = ({ stderr }: Outcome): boolean => /^(Uncaught )?SyntaxError/m.test(stderr);

/** True if the real engine gives `found` too, when it is asked again. */
async function isAmong(truth: Engine, program: Program, found: Outcome): Promise<boolean> {
  for (let i = 0; i < REPEATS; i++) if (isSame(found, await runOne(truth, program))) return true;
  return false;
}

/** True if it gives `found` when its start took long. What is instrumented takes its time as well. */
async function isLate({ truth, subject }: Pair, program: Program, found: Outcome): Promise<boolean> {
  if (!subject.isReal || !truth.runLate) return false;
  for (let i = 0; i < REPEATS; i++) if (isSame(found, (await truth.runLate([program]))[0]!)) return true;
  return false;
}

async function runBoth(
  { truth, subject }: Pair,
  generated: GeneratedProgram,
): Promise<{ expected: Outcome; found: Outcome }> {
  const program = programOf(generated);
  const [expected, found] = await Promise.all([runOne(truth, program), runOne(subject, program)]);
  return { expected, found };
}

/** What a difference between `expected` and `found` is. `tries` bounds the search for the smallest program. */
export async function explain(
  generated: GeneratedProgram,
  expected: Outcome,
  found: Outcome,
  pair: Pair,
  tries?: number,
): Promise<Difference> {
  const program = programOf(generated);
  const { name } = generated;
  const described = {
    name,
    program: program.text,
    expected: shown(expected),
    found: shown(found),
  };
  const isRace =
    (await isAmong(pair.truth, program, found)) ||
    (pair.subject.isReal && (await isAmong(pair.subject, program, expected))) ||
    (await isLate(pair, program, found));
  if (isRace) return { ...described, kind: 'race' };
  const differs = async (candidate: GeneratedProgram): Promise<boolean> => {
    const both = await runBoth(pair, candidate);
    return !isSyntaxError(both.expected) && !isSame(both.expected, both.found);
  };
  const smallest = await shrink(generated, differs, tries);
  if (smallest === generated) return { ...described, kind: 'mismatch' };
  const both = await runBoth(pair, smallest);
  return {
    name,
    kind: 'mismatch',
    program: textOf(smallest),
    expected: shown(both.expected),
    found: shown(both.found),
  };
}
