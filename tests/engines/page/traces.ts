import { schedulesAsText } from './schedules.ts';
import { systemsAsText } from './systems.ts';

/** What must be the same in every engine, as one text. */
export async function tracesAsText(count: number): Promise<string> {
  return `${await schedulesAsText(count)}\n${await systemsAsText()}`;
}
