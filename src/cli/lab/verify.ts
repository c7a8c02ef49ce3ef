import { join } from 'node:path';
import { loadCatalogue, loadLab } from '#lab/catalogue.ts';
import type { Exercise, Lab, Verified } from '#lab/model.ts';
import { writeVerified } from '#lab/verified.ts';
import type { EngineId } from '#runtime/runtime.ts';
import { ROOT } from '../install.mjs';
import { createNodeEngine, openEngine } from './engines.ts';
import { explores, runMutants, verifyRules } from './verify-exercise.ts';

export interface VerifyOptions {
  /** One lab; all of them without it. */
  lab: string | undefined;
  engines: readonly EngineId[];
  root?: string;
}

/** How long the checks of an exercise may take in the embedded runtime. Milliseconds. */
const EMBEDDED_BUDGET_MS = 300;
/** The same where the checks explore a thousand schedules. */
const EXPLORING_BUDGET_MS = 2000;

/** Share of the planted faults that the checks should notice. */
const KILL_GOAL = 0.9;

/** What the engines and the planted faults told, by exercise; `broken` counts rules. */
interface Findings {
  wrong: Map<Exercise, Verified['wrong']>;
  faults: Map<Exercise, Verified['faults']>;
  /** What the checks took in the embedded runtime. Milliseconds. */
  times: Map<Exercise, number>;
  broken: number;
}

/**
 * `lab verify`: tries every rule for exercises, and keeps what it found beside each lab if none is broken.
 * @returns the exit code: 0 only if no rule is broken
 */
export async function verify({ lab, engines, root = ROOT }: VerifyOptions): Promise<number> {
  const labs = lab === undefined ? await loadCatalogue({ root }) : [await loadLab(lab, { root })];
  const exercises = labs.flatMap((one) => one.exercises);
  const findings: Findings = { wrong: new Map(), faults: new Map(), times: new Map(), broken: 0 };
  for (const engine of engines) await verifyOn(engine, exercises, findings);
  await reportMutants(exercises, findings);
  const { broken } = findings;
  if (broken === 0) for (const one of labs) await keep(root, one, findings);
  console.log(
    broken === 0 ? '\nAll rules hold.' : `\n${broken} ${broken === 1 ? 'rule is' : 'rules are'} broken.`,
  );
  return broken === 0 ? 0 : 1;
}

async function verifyOn(engineId: EngineId, exercises: readonly Exercise[], findings: Findings) {
  console.log(`Rules, on ${engineId}`);
  const engine = await openEngine(engineId);
  try {
    for (const exercise of exercises) {
      const { problems, durationMs, wrong } = await verifyRules(exercise, engine);
      findings.wrong.set(exercise, wrong);
      if (engineId === 'embedded') findings.times.set(exercise, Math.round(durationMs));
      const budget = explores(exercise) ? EXPLORING_BUDGET_MS : EMBEDDED_BUDGET_MS;
      if (engineId === 'embedded' && durationMs > budget) {
        problems.push(`the checks took ${Math.round(durationMs)} ms; at most ${budget} ms are allowed.`);
      }
      console.log(
        `  ${nameOf(exercise)}: ${problems.length === 0 ? 'ok' : 'broken'}, ${Math.round(durationMs)} ms`,
      );
      for (const problem of problems) console.log(`    ${problem.replaceAll('\n', '\n      ')}`);
      findings.broken += problems.length;
    }
  } finally {
    await engine.close();
  }
}

async function reportMutants(exercises: readonly Exercise[], findings: Findings) {
  console.log('Planted faults that the checks notice, on node');
  const engines = [createNodeEngine(), createNodeEngine()];
  try {
    for (const exercise of exercises) {
      const { planted, survivors } = await runMutants(exercise, engines);
      const noticed = planted - survivors.length;
      findings.faults.set(exercise, { noticed, planted });
      const share = planted === 0 ? 0 : noticed / planted;
      console.log(`  ${nameOf(exercise)}: ${noticed} of ${planted} (${Math.round(share * 100)} %)`);
      for (const survivor of survivors) console.log(`    not noticed: ${survivor}`);
      if (share < KILL_GOAL) findings.broken++;
    }
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
  }
}

async function keep(root: string, { id, exercises }: Lab, { wrong, faults, times }: Findings): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  const found = exercises.map((exercise) => ({
    exercise,
    verified: {
      date,
      faults: faults.get(exercise) ?? { noticed: 0, planted: 0 },
      checkMs: times.get(exercise) ?? exercise.verified?.checkMs ?? null,
      wrong: wrong.get(exercise) ?? {},
    },
  }));
  await writeVerified(join(root, 'labs', id), id, found);
}

function nameOf({ lab, id }: Exercise): string {
  return `${lab}/${id}`;
}
