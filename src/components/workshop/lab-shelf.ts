/** Code for an exercise as the instructor's page finds it: in the site, or saved in this browser. */
import { parseExerciseData } from '#workbench/data.ts';
import { createStore } from '#workbench/storage.ts';
import { createWork } from '#workbench/work.ts';
import type { LabShelf } from '#workshop/client/instructor/Checkpoint.tsx';

/** @param exercises as the page lists them */
export function createLabShelf(exercises: LabShelf['exercises']): LabShelf {
  return {
    exercises,
    async files(exercise, source) {
      const address = `/labs/${exercise}/exercise.json`;
      const data = parseExerciseData(await (await fetch(address)).json(), address);
      if (source === 'starter') return data.starter;
      if (source === 'solution') return { ...data.starter, ...data.solution };
      const own = createWork({
        store: createStore(() => localStorage),
        exercise,
        starter: data.starter,
        tab: 'instructor',
        now: () => new Date().toISOString(),
      }).load();
      if (own === null)
        throw new Error('You have no code of your own for this exercise in this browser yet.');
      return own;
    },
  };
}
