/** One scenario on one engine gives one verdict. */
import type { Engine } from '#sim/engine.ts';
import type { EngineId, Family, Place, Scenario, Trial } from './scenario.ts';
import { inRange } from './version-range.ts';

export type Verdict = 'agrees' | 'declared divergence' | 'FAIL' | 'not run';

export interface Cell {
  id: string;
  title: string;
  verdict: Verdict;
  /** Of every verdict but `agrees`. */
  reason?: string;
  /** Of a declared divergence. */
  link?: string;
}

/** Longer than any scenario takes on a slow machine. Milliseconds. */
const DEADLINE = 90_000;
const SEED = Number(process.env.CONFORMANCE_SEED ?? 20_261);
const run = Math.random().toString(36).slice(2, 8);
let names = 0;

/**
 * Runs a scenario on a fresh engine.
 * @param open opens the engine on trial; `FAIL` if it throws
 */
export async function runCell<E extends Engine>(
  family: Pick<Family<E>, 'openSimulator'>,
  scenario: Scenario<E>,
  id: EngineId,
  open: () => Promise<E>,
): Promise<Cell> {
  const cell = (verdict: Verdict, more: Partial<Cell> = {}): Cell => ({
    id: scenario.id,
    title: scenario.title,
    verdict,
    ...more,
  });
  const opened: E[] = [];
  try {
    const engine = await open();
    opened.push(engine);
    const unfit = whyNot(scenario, id, engine);
    if (unfit !== undefined) return cell('not run', { reason: unfit });
    const failure = await failureOf(scenario, engine, {
      name: (base) => `${base}-${run}${(names++).toString(36)}`,
      seed: SEED,
      async simulator() {
        const simulator = await family.openSimulator({ like: scenario.like });
        opened.push(simulator);
        return simulator;
      },
    });
    const declared = scenario.divergences?.find(
      ({ engine: where, range }) => where === id && inRange(engine.version, range),
    );
    if (declared && failure === undefined) {
      return cell('FAIL', { reason: `it agrees, and a divergence is declared: ${declared.reason}` });
    }
    if (declared) return cell('declared divergence', { reason: declared.reason, link: declared.link });
    return failure === undefined ? cell('agrees') : cell('FAIL', { reason: failure });
  } catch (error) {
    return cell('FAIL', { reason: `the engine did not open: ${sentence(error)}` });
  } finally {
    await Promise.allSettled(opened.map((engine) => engine.close()));
  }
}

function whyNot<E extends Engine>(scenario: Scenario<E>, id: EngineId, engine: E): string | undefined {
  const range = id === 'sim' ? undefined : scenario.versions?.[id];
  if (range !== undefined && !inRange(engine.version, range)) {
    return `it holds for ${id} ${range}, and this is ${engine.version}`;
  }
  const missing = scenario.needs?.find((name) => engine.capabilities[name] !== true);
  if (missing === undefined) return undefined;
  return `it needs “${missing}”: ${engine.capabilities[missing] ?? 'this engine has no such thing'}`;
}

async function failureOf<E extends Engine>(
  scenario: Scenario<E>,
  engine: E,
  trial: Trial<E>,
): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, DEADLINE, new Error(`it did not end within ${DEADLINE / 1000} s`));
  });
  try {
    await Promise.race([scenario.run(engine, trial), late]);
    return undefined;
  } catch (error) {
    return sentence(error);
  } finally {
    clearTimeout(timer);
  }
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Opens the engine `id` of a family: the simulator with the rules that the scenario asks for, or the real one. */
export function opener<E extends Engine>(
  family: Family<E>,
  scenario: Scenario<E>,
  id: EngineId,
  place: Place,
): () => Promise<E> {
  if (id === 'sim') return () => family.openSimulator({ like: scenario.like });
  const open = family.openReal[id];
  if (!open) throw new Error(`The family “${family.id}” has no adapter for ${id}.`);
  return () => open(place);
}
