import { readCatalogue } from '#lab/catalogue.ts';
import { printProblem } from '#lab/problems.ts';
import { ROOT } from '../install.mjs';

/** `lab list`: what there is to do. Labs with problems are named on stderr and left out. */
export async function list({ json }: { json: boolean }): Promise<void> {
  const { labs, problems } = await readCatalogue({ root: ROOT });
  for (const problem of problems) console.error(printProblem(problem));
  const entries = labs.map(({ id, chapter, title, exercises }) => ({
    lab: id,
    chapter,
    title,
    exercises: exercises.map((exercise) => ({
      id: exercise.id,
      title: exercise.title,
      minutes: exercise.minutes,
    })),
  }));
  if (json) {
    console.log(JSON.stringify(entries, null, 2));
    return;
  }
  for (const { lab, chapter, title, exercises } of entries) {
    console.log(`Chapter ${chapter}: ${title}`);
    for (const exercise of exercises) {
      console.log(`  ${`${lab}/${exercise.id}`.padEnd(32)} ${exercise.title} (${exercise.minutes} min)`);
    }
  }
}
