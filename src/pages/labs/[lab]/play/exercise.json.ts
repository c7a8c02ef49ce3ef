/** What the workbench needs for a lab's free play. */
import type { APIRoute } from 'astro';
import { dataOf } from '#components/lab/exercise-data.ts';
import { findPlay, listPlays } from '#components/lab/labs.ts';

export const getStaticPaths = listPlays;

export const GET: APIRoute = async ({ params }) => {
  const data = await dataOf(await findPlay(params['lab'] ?? ''), '');
  return new Response(JSON.stringify(data), { headers: { 'content-type': 'application/json' } });
};
