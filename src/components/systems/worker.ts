/** Runs systems beside the page, so that the page is never held up by one. */
import { runSystem, type Ran } from '#systems/run.ts';
import type { Settings } from '#systems/system.ts';
import { systemOf } from '#systems/systems.ts';

export interface Wish {
  id: string;
  settings: Settings;
}

/** What became of a wish; wishes are answered in order. */
export type Answer = { ok: true; ran: Ran } | { ok: false; error: string };

addEventListener('message', ({ data }: MessageEvent<Wish>) => void answer(data).then(postMessage));

async function answer({ id, settings }: Wish): Promise<Answer> {
  try {
    return { ok: true, ran: await runSystem(systemOf(id), settings) };
  } catch (error) {
    return { ok: false, error: String(error) };
  }
}
