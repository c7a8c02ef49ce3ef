/** What a learner at work needs of one exercise: fetched by the workbench on intent. */
import type { APIRoute } from 'astro';
import { dataOf } from '#components/lab/exercise-data.ts';
import { findExercise, listExercises } from '#components/lab/labs.ts';
import { taskTextOf } from '#components/lab/tasks.ts';

export const getStaticPaths = listExercises;

export const GET: APIRoute = async ({ params }) => {
  const placed = await findExercise(params['lab'] ?? '', params['exercise']);
  const { lab, id } = placed.exercise;
  const data = await dataOf(placed, await taskTextOf(lab, id));
  return new Response(JSON.stringify(data), {
    headers: { 'content-type': 'application/json' },
  });
};
