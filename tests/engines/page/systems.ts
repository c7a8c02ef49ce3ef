/** Runs of the systems of chapter 9 whose traces must be the same in every engine. */
import { runSystem } from '#systems/run.ts';
import { startOf } from '#systems/system.ts';
import { SYSTEMS } from '#systems/systems.ts';

export async function systemsAsText(): Promise<string> {
  const lines: string[] = [];
  for (const system of SYSTEMS) {
    const { dials, design } = system;
    const hard = { failure: dials.failure.max, load: dials.load.max, design: design.options[1]!.id };
    const easy = await runSystem(system, startOf(system));
    const { events, ...rest } = await runSystem(system, { ...startOf(system), ...hard });
    lines.push(...easy.events.map((event) => JSON.stringify(event)));
    // A browser that is driven from outside takes no text of any length.
    lines.push(JSON.stringify([rest, events.slice(-100)]));
  }
  return lines.join('\n');
}
