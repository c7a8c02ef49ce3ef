/** The way from a system's program into a workbench that has the kit and draws brokers. */
import type { ExerciseFace } from '#workbench/data.ts';
import { writeLink } from '#workbench/share/format.ts';
import { sitePath } from '../shell/url.ts';

/** The first exercise of the broker's lab. Its own task and checks are beside the program; its starter is one press away. */
const PAGE = 'labs/broker/01-three-services/';

/**
 * The address of the workbench with `program` in it, not yet run.
 * @throws Error if the exercise cannot be fetched
 */
export async function labLink(program: string): Promise<string> {
  const response = await fetch(sitePath(`${PAGE}exercise.json`));
  if (!response.ok) throw new Error(`the lab answered ${response.status}`);
  const face = (await response.json()) as ExerciseFace;
  const files = { [face.entry]: program };
  return sitePath(PAGE) + writeLink(face, { files, seed: null, host: face.host });
}
