/** Which units stand on the screen together. Pure: heights in, steps out. */

export interface MeasuredUnit {
  /** Which slide it belongs to, from 0. */
  slide: number;
  /** In pixels, with the gap above it. */
  height: number;
  /** Has a step to itself. */
  solo: boolean;
  /** Leads to what comes next, and stays with it where both fit. */
  lead: boolean;
}

/** Units `from` up to, but not with, `to`. */
export interface Step {
  from: number;
  to: number;
}

/**
 * Every unit is in exactly one step, in order; a step never goes beyond its slide. A unit that is higher than the
 * screen has a step to itself, in which it scrolls.
 * @param room the height there is for units, in pixels; a slide's first step has its large heading
 */
export function packSteps(
  units: readonly MeasuredUnit[],
  room: (slide: number, isFirst: boolean) => number,
): Step[] {
  const steps: Step[] = [];
  let from = 0;
  while (from < units.length) {
    const first = units[from] as MeasuredUnit;
    const space = room(first.slide, units[from - 1]?.slide !== first.slide);
    let [to, used] = [from, 0];
    for (let unit = units[to]; unit?.slide === first.slide; unit = units[to]) {
      if (to > from && (unit.solo || first.solo || used + unit.height > space)) break;
      used += unit.height;
      to += 1;
    }
    const [last, next] = [units[to - 1] as MeasuredUnit, units[to]];
    const parts = next?.slide === first.slide && !next.solo && last.lead && to - from > 1;
    if (parts && last.height + next.height <= room(first.slide, false)) to -= 1;
    steps.push({ from, to });
    from = to;
  }
  return steps;
}

/** The place of the step that shows a unit. */
export function stepWith(steps: readonly Step[], unit: number): number {
  const found = steps.findIndex(({ to }) => unit < to);
  return found === -1 ? steps.length - 1 : found;
}
