import { loadCatalogue, loadLab } from '#lab/catalogue.ts';
import type { Exercise } from '#lab/model.ts';
import type { EngineId } from '#runtime/runtime.ts';
import { ROOT } from '../install.mjs';
import { createNodeEngine, openEngine } from './engines.ts';
import { runMutants, verifyRules } from './verify-exercise.ts';

export interface VerifyOptions {
  /** One lab; all of them without it. */
  lab: string | undefined;
  engines: readonly EngineId[];
}

/** How long the checks of an exercise may take in the embedded runtime. Milliseconds. */
const EMBEDDED_BUDGET_MS = 300;

/** Share of the planted faults that the checks should notice. */
const KILL_GOAL = 0.9;

/** `lab verify`: tries every rule for exercises. @returns the exit code: 0 only if no rule is broken */
export async function verify({ lab, engines }: VerifyOptions): Promise<number> {
  const labs = lab === undefined ? await loadCatalogue({ root: ROOT }) : [await loadLab(lab, { root: ROOT })];
  const exercises = labs.flatMap((one) => one.exercises);
  let broken = 0;
  for (const engine of engines) broken += await verifyOn(engine, exercises);
  broken += await reportMutants(exercises);
  console.log(
    broken === 0 ? '\nAll rules hold.' : `\n${broken} ${broken === 1 ? 'rule is' : 'rules are'} broken.`,
  );
  return broken === 0 ? 0 : 1;
}

async function verifyOn(engineId: EngineId, exercises: readonly Exercise[]): Promise<number> {
  console.log(`Rules, on ${engineId}`);
  const engine = await openEngine(engineId);
  let broken = 0;
  try {
    for (const exercise of exercises) {
      const { problems, durationMs } = await verifyRules(exercise, engine);
      if (engineId === 'embedded' && durationMs > EMBEDDED_BUDGET_MS) {
        problems.push(
          `the checks took ${Math.round(durationMs)} ms; at most ${EMBEDDED_BUDGET_MS} ms are allowed.`,
        );
      }
      console.log(
        `  ${nameOf(exercise)}: ${problems.length === 0 ? 'ok' : 'broken'}, ${Math.round(durationMs)} ms`,
      );
      for (const problem of problems) console.log(`    ${problem.replaceAll('\n', '\n      ')}`);
      broken += problems.length;
    }
  } finally {
    await engine.close();
  }
  return broken;
}

async function reportMutants(exercises: readonly Exercise[]): Promise<number> {
  console.log('Planted faults that the checks notice, on node');
  const engines = [createNodeEngine(), createNodeEngine()];
  let broken = 0;
  try {
    for (const exercise of exercises) {
      const { killed, total, survivors } = await runMutants(exercise, engines);
      const share = total === 0 ? 0 : killed / total;
      console.log(`  ${nameOf(exercise)}: ${killed} of ${total} (${Math.round(share * 100)} %)`);
      for (const survivor of survivors) console.log(`    not noticed: ${survivor}`);
      if (share < KILL_GOAL) broken++;
    }
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
  }
  return broken;
}

function nameOf({ lab, id }: Exercise): string {
  return `${lab}/${id}`;
}
