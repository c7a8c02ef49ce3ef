import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '#lab/catalogue.ts';
import { type CheckEngine, createNodeEngine } from '#cli/lab/engines.ts';
import { explores, runMutants, verifyRules } from '#cli/lab/verify-exercise.ts';
import { FULL } from '../support/full.ts';

const labs = await loadCatalogue();
const exercises = labs
  .flatMap((lab) => lab.exercises)
  .map((exercise) => ({
    name: `${exercise.lab}/${exercise.id}`,
    exercise,
  }));

const EXPLORING_TIMEOUT_MS = 10 * 60_000;

/** One planted fault of so many is tried where each costs a thousand schedules, but for a full run. */
const SAMPLED = 4;

/** What to do if the record beside the lab, which the lab's page shows, does not say what is found now. */
const REFRESH = { ifTheyDiffer: 'npm run lab -- verify, and commit labs/<lab>/verified.json' };

describe('the rules of the exercises hold on real Node', () => {
  const engines: CheckEngine[] = [];

  beforeAll(() => {
    engines.push(createNodeEngine(), createNodeEngine());
  });

  afterAll(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
  });

  // One engine for each exercise under way, so that two can be.
  test.concurrent.each(exercises)(
    '$name: starter, solution and wrong solutions',
    async ({ exercise }) => {
      const engine = createNodeEngine();
      try {
        const { problems, wrong } = await verifyRules(exercise, engine);
        expect(problems).toEqual([]);
        expect({ wrong, ...REFRESH }).toEqual({ wrong: exercise.verified?.wrong, ...REFRESH });
      } finally {
        await engine.close();
      }
    },
    EXPLORING_TIMEOUT_MS,
  );

  test.each(exercises)(
    '$name: the checks notice nine of ten faults planted in the solution',
    async ({ exercise }) => {
      const every = FULL || !explores(exercise) ? 1 : SAMPLED;
      const { planted, tried, survivors } = await runMutants(exercise, engines, { every });
      expect(tried).toBeGreaterThan(0);
      // Compared as lists, so that a failure names what was not noticed.
      expect(survivors.slice(Math.floor(planted / 10))).toEqual([]);
      const recorded = exercise.verified?.faults;
      expect({ planted, ...REFRESH }).toEqual({ planted: recorded?.planted, ...REFRESH });
      const missed = planted - (recorded?.noticed ?? 0);
      const inAll = every === 1 ? survivors.length : missed;
      expect({ missed: inAll, ...REFRESH }).toEqual({ missed, ...REFRESH });
      expect(survivors.slice(missed)).toEqual([]);
    },
    // For each fault the checks run a thousand schedules, in some labs.
    EXPLORING_TIMEOUT_MS,
  );
});
