/** How much waits in each place and how far each group is behind, over the steps of a whole trace. Pure. */
import type { Cursor } from '#trace/cursor.ts';
import { lagOf, type BrokerState } from './broker-state.ts';

export interface Series {
  /** A queue, or `topic of group` for what a group has still to read. */
  name: string;
  kind: 'waiting' | 'behind';
  /** Where it changes: from this step on it is this much. Begins with a 0 at step 0. */
  points: readonly { step: number; value: number }[];
  most: number;
}

export interface Depths {
  /** The deepest first. What is always empty is left out. */
  series: readonly Series[];
  most: number;
}

/**
 * Goes through the whole trace, and leaves the cursor at its end.
 * @param counts whether what waits after a step is taken for a depth; what stays within one moment has not waited
 */
export function depthsOf<E>(
  cursor: Cursor<BrokerState, E>,
  counts: (step: number) => boolean = () => true,
): Depths {
  const all = new Map<string, { kind: Series['kind']; points: { step: number; value: number }[] }>();
  const note = (kind: Series['kind'], name: string, step: number, value: number): void => {
    const key = `${kind} ${name}`;
    const known = all.get(key);
    if (!known) {
      if (value > 0)
        all.set(key, {
          kind,
          points: [
            { step: 0, value: 0 },
            { step, value },
          ],
        });
    } else if (known.points.at(-1)?.value !== value) known.points.push({ step, value });
  };
  cursor.seek(0);
  for (let step = 1; step <= cursor.length; step++) {
    const { places, groups } = cursor.step(1);
    if (!counts(step)) continue;
    for (const place of places) {
      if (place.kind !== 'topic') note('waiting', place.name, step, place.waiting.length);
      else {
        for (const group of groups) {
          if (!hasRead(group, place.name)) continue;
          const lag = place.partitions.reduce((sum, _, partition) => sum + lagOf(place, partition, group), 0);
          note('behind', `${place.name} of ${group.name}`, step, lag);
        }
      }
    }
  }
  const series = [...all]
    .map(([key, { kind, points }]) => ({
      name: key.slice(kind.length + 1),
      kind,
      points,
      most: Math.max(...points.map(({ value }) => value)),
    }))
    .toSorted((one, other) => other.most - one.most);
  return { series, most: series[0]?.most ?? 0 };
}

function hasRead({ committed, read, assigned }: BrokerState['groups'][number], topic: string): boolean {
  return [committed, read, assigned].some((of) => Object.keys(of).some((key) => key.startsWith(`${topic}-`)));
}

/** The value at a step: that of the last change up to it. */
export function valueAt({ points }: Series, step: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle]?.step ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return points[low - 1]?.value ?? 0;
}

const MOST_COLUMNS = 400;

/** The series as stairs, in a box of `steps` by `most`; of many changes, the highest of those that share a column. */
export function stairs(series: Series, steps: number, most: number): string {
  const columns = Math.min(steps, MOST_COLUMNS);
  const width = steps / Math.max(1, columns);
  const points = steps <= MOST_COLUMNS ? series.points : thinned(series.points, width);
  const y = (value: number) => String(most - value);
  const parts = points.map(({ step, value }, at) =>
    at === 0 ? `M0 ${y(value)}` : `H${String(step)}V${y(value)}`,
  );
  return `${parts.join('')}H${String(steps)}`;
}

function thinned(points: Series['points'], width: number): Series['points'] {
  const highest = new Map<number, { step: number; value: number }>();
  for (const { step, value } of points) {
    const column = Math.floor(step / width);
    const known = highest.get(column);
    if (!known || value > known.value) highest.set(column, { step: Math.round(column * width), value });
  }
  return [...highest.values()];
}
