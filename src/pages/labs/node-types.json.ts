/** The types of Node for the editor, fetched when an editor is first focused. */
import type { APIRoute } from 'astro';
import { readNodeTypes } from '#components/lab/node-types.ts';

export const GET: APIRoute = async () =>
  new Response(JSON.stringify(await readNodeTypes()), { headers: { 'content-type': 'application/json' } });
