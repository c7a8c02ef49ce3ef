/** What is drawn of a whole trace: the levels of each buffer, and which writes came against its will. Pure. */
import type { BufferEvent } from '#trace/buffer-events.ts';
import type { Recorded } from '#trace/trace.ts';

/** The line of one buffer, in a box of 1,000 by 100. */
export interface LevelLine {
  buffer: string;
  /** An SVG path: the level after each step of the trace. */
  path: string;
  /** Height of the high-water mark in the box, from its top. */
  markAt: number;
}

export const WIDTH = 1000;
export const HEIGHT = 100;
/** Room above the highest level. */
const AIR = 1.15;

export function levelLines(events: readonly Recorded<BufferEvent>[]): LevelLine[] {
  const width = WIDTH / Math.max(1, events.length);
  return events
    .filter((event) => event.type === 'BufferOpened')
    .map(({ buffer, mark }) => {
      const own = events.flatMap((event, index) =>
        event.buffer === buffer && 'level' in event ? [{ level: event.level, x: index * width }] : [],
      );
      const top = own.reduce((most, { level }) => Math.max(most, level), Math.max(1, mark)) * AIR;
      const y = (level: number) => round(HEIGHT - (level / top) * HEIGHT);
      const steps = own.map(({ level, x }) => `H${round(x)}V${y(level)}`);
      return { buffer, path: `M0 ${HEIGHT}${steps.join('')}H${WIDTH}`, markAt: y(mark) };
    });
}

/** Steps (from 1) at which something was written though the buffer had asked to wait. */
export function overrunsOf(events: readonly Recorded<BufferEvent>[]): Set<number> {
  const asksToWait = new Map<string, boolean>();
  const steps = new Set<number>();
  events.forEach((event, index) => {
    if (event.type === 'ItemWritten') {
      if (asksToWait.get(event.buffer)) steps.add(index + 1);
      asksToWait.set(event.buffer, !event.goOn);
    }
    if (event.type === 'BufferDrained') asksToWait.set(event.buffer, false);
  });
  return steps;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
