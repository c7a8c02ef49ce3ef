/** Finds the smallest fault plan that still breaks what broke. */
import type { ScheduleChoice, ScheduleResult } from './schedule.ts';

/**
 * Tries the plan without one fault after the other, until each that is left is needed; and everywhere at even speed, if
 * that breaks too. A plan has few faults, so all of this takes few runs.
 */
export async function shrink(
  failing: ScheduleResult,
  seed: number,
  run: (choice: ScheduleChoice) => Promise<ScheduleResult>,
): Promise<ScheduleResult> {
  let best = failing;
  let isCalm = false;
  const attempt = async (choice: ScheduleChoice): Promise<boolean> => {
    const result = await run(choice);
    if (result.broken?.invariant !== failing.broken?.invariant) return false;
    if (result.faults.length > (choice.plan?.length ?? 0)) return false;
    best = result;
    return true;
  };
  isCalm = await attempt({ seed, plan: best.faults, isCalm: true });
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const fault of best.faults) {
      const plan = best.faults.filter((other) => other !== fault);
      if (await attempt({ seed, plan, isCalm })) {
        isSmaller = true;
        break;
      }
    }
  }
  if (!isCalm) await attempt({ seed, plan: best.faults, isCalm: true });
  return best;
}
