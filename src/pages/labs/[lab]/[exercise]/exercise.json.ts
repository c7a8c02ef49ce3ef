/** What a learner at work needs of one exercise: fetched by the workbench on intent. */
import type { APIRoute } from 'astro';
import { dataOf } from '#components/lab/exercise-data.ts';
import { findExercise, listExercises } from '#components/lab/labs.ts';

export const getStaticPaths = listExercises;

export const GET: APIRoute = async ({ params }) => {
  const placed = await findExercise(params['lab'] ?? '', params['exercise']);
  return new Response(JSON.stringify(await dataOf(placed)), {
    headers: { 'content-type': 'application/json' },
  });
};
