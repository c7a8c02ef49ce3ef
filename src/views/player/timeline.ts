/** The timeline's shapes: one bar for each step, or for as many steps as share a column. Pure. */

export interface Bar {
  /** What it stands for; the view's style sheet gives each tone its colour. */
  tone: string;
  /** 0 to 1. */
  height: number;
}

/** All bars of one tone as an SVG path, in a box of `columns` by 100. */
export interface BarShape {
  tone: string;
  path: string;
}

export interface TimelineShapes {
  columns: number;
  shapes: readonly BarShape[];
}

const MOST_COLUMNS = 240;
/** How much of a column its bar fills. */
const FILL = 0.8;

/** @param barAt the bar of a step, from 1; where steps share a column, the highest of them is drawn, the first of equals */
export function timelineShapes(steps: number, barAt: (step: number) => Bar): TimelineShapes {
  const columns = Math.min(steps, MOST_COLUMNS);
  const paths = new Map<string, string[]>();
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * steps) / columns) + 1;
    const to = Math.floor(((column + 1) * steps) / columns);
    let bar = barAt(from);
    for (let step = from + 1; step <= to; step++) {
      const other = barAt(step);
      if (other.height > bar.height) bar = other;
    }
    const path = paths.get(bar.tone) ?? [];
    paths.set(bar.tone, path);
    path.push(`M${fixed(column)} 100V${fixed(100 - bar.height * 100)}h${FILL}V100z`);
  }
  return { columns, shapes: [...paths].map(([tone, path]) => ({ tone, path: path.join('') })) };
}

function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** The steps that get a mark of their own: all of them, or one of so many that `most` are left. */
export function thinned(marks: readonly number[], most = 24): readonly number[] {
  const every = Math.ceil(marks.length / most);
  return marks.length <= most ? marks : marks.filter((_, index) => index % every === 0);
}
