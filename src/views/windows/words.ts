/** What happened to items and windows, as sentences. Pure. */
import type { WindowEvent } from '#trace/window-events.ts';

export function sentenceOf(event: WindowEvent): string {
  switch (event.type) {
    case 'SeriesBegun':
      return `${event.series}: it begins.`;
    case 'ItemArrived': {
      const by = event.lane === undefined ? '' : ` by ${event.lane}`;
      return `${event.item} arrives${by}; it happened at ${shown(event.time)}.`;
    }
    case 'TimeTold': {
      const of = event.lane === undefined ? '' : ` in ${event.lane}`;
      return `It is ${shown(event.time)}${of}.`;
    }
    case 'ItemSetAside':
      return `${event.item} is too late, and is set aside.`;
    case 'WindowCounted': {
      const what = event.says === undefined ? shown(event.count) : `${shown(event.count)} (${event.says})`;
      return `The window ${range(event)} has ${what}.`;
    }
    case 'WindowClosed':
      return `The window ${range(event)} closes with ${shown(event.count)}.`;
    case 'WindowCorrected':
      return `The window ${range(event)} is corrected: ${shown(event.count)}, after all.`;
    case 'AlarmRaised':
      return `The alarm is raised at ${shown(event.time)}, by ${shown(event.count)}.`;
    case 'AlarmCleared':
      return `The alarm is over at ${shown(event.time)}, with ${shown(event.count)}.`;
  }
}

/** What one would rather not have: an item set aside, and a correction of what was published. */
export const isFault = ({ type }: WindowEvent): boolean =>
  type === 'ItemSetAside' || type === 'WindowCorrected';

export const shown = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 3 });

const range = ({ start, end }: { start: number; end: number }): string => `${shown(start)} to ${shown(end)}`;
