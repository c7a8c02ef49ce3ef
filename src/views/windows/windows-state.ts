/** The items and windows of one series, before and after each event of the trace. Pure. */
import type { Recorded } from '#trace/trace.ts';
import type { WindowEvent } from '#trace/window-events.ts';

export interface Item {
  item: string;
  time: number;
  lane: string;
  /** Its row: items and results are counted in the order in which they came. */
  row: number;
  isAside: boolean;
}

export interface TimeWindow {
  start: number;
  end: number;
  count: number;
  /** Of a result without a close, what it says besides. */
  says: string;
  /** The row in which it closed or was given; null as long as it is open. */
  closed: number | null;
  /** The rows of its corrections. */
  corrected: readonly number[];
}

export interface Alarm {
  time: number;
  row: number;
  count: number;
  isRaised: boolean;
}

export interface WindowsState {
  series: string;
  items: readonly Item[];
  windows: readonly TimeWindow[];
  alarms: readonly Alarm[];
  /** The latest time that was told, by lane. */
  told: Readonly<Record<string, number>>;
  rows: number;
}

export const EMPTY: WindowsState = { series: '', items: [], windows: [], alarms: [], told: {}, rows: 0 };

/** Rows that are drawn; what is above them has fallen out. */
const MOST_ROWS = 400;

export function evolve(state: WindowsState, event: Recorded<WindowEvent>): WindowsState {
  const row = state.rows;
  switch (event.type) {
    case 'SeriesBegun':
      return { ...EMPTY, series: event.series };
    case 'ItemArrived': {
      const { item, time, lane = '' } = event;
      const items = [...state.items, { item, time, lane, row, isAside: false }].slice(-MOST_ROWS);
      return { ...state, items, told: later(state.told, lane, time), rows: row + 1 };
    }
    case 'TimeTold':
      return { ...state, told: later(state.told, event.lane ?? '', event.time) };
    case 'ItemSetAside': {
      const at = state.items.findLastIndex(({ time, isAside }) => time === event.time && !isAside);
      if (at < 0) return state;
      return { ...state, items: state.items.with(at, { ...state.items[at]!, isAside: true }) };
    }
    case 'WindowCounted':
      return withWindow(state, event, { closed: row, says: event.says ?? '' });
    case 'WindowClosed':
      return withWindow(state, event, { closed: row });
    case 'WindowCorrected': {
      const known = find(state.windows, event);
      return withWindow(state, event, {
        closed: known?.closed ?? row,
        corrected: [...(known?.corrected ?? []), row],
      });
    }
    case 'AlarmRaised':
    case 'AlarmCleared': {
      const { time, count } = event;
      const alarm = { time, row, count, isRaised: event.type === 'AlarmRaised' };
      return { ...state, alarms: [...state.alarms, alarm].slice(-MOST_ROWS), rows: row + 1 };
    }
  }
}

const find = (windows: readonly TimeWindow[], { start, end }: { start: number; end: number }) =>
  windows.find((one) => one.start === start && one.end === end);

function withWindow(
  state: WindowsState,
  { start, end, count }: { start: number; end: number; count: number },
  change: Partial<TimeWindow>,
): WindowsState {
  const known = find(state.windows, { start, end });
  const fresh = { start, end, says: '', closed: null, corrected: [] };
  const next = { ...(known ?? fresh), count, ...change };
  const others = state.windows.filter((one) => one !== known);
  return { ...state, windows: [...others, next].slice(-MOST_ROWS), rows: state.rows + 1 };
}

function later(told: WindowsState['told'], lane: string, time: number): Readonly<Record<string, number>> {
  return { ...told, [lane]: Math.max(told[lane] ?? -Infinity, time) };
}

/** What is drawn of a state: its newest rows, counted from the first of them, and how many are above it. */
export function drawnOf({
  items,
  windows,
  alarms,
  rows,
}: WindowsState): Pick<WindowsState, 'items' | 'windows' | 'alarms' | 'rows'> & { hidden: number } {
  const hidden = Math.max(0, rows - MOST_ROWS);
  const lifted = <T extends { row: number }>(list: readonly T[]): T[] =>
    list.filter(({ row }) => row >= hidden).map((one) => ({ ...one, row: one.row - hidden }));
  return {
    hidden,
    rows: rows - hidden,
    items: lifted(items),
    alarms: lifted(alarms),
    // A window that closed above is over: its correction, if there is one below, keeps it in sight.
    windows: windows
      .filter(({ closed, corrected }) => closed === null || (corrected.at(-1) ?? closed) >= hidden)
      .map((one) => ({ ...one, closed: one.closed === null ? null : Math.max(0, one.closed - hidden) })),
  };
}

/** The first and the last moment that any series of the trace has; they do not change while the reader steps. */
export function spanOf(events: readonly WindowEvent[]): { from: number; to: number } {
  let [from, to] = [Infinity, -Infinity];
  for (const event of events) {
    const times = 'time' in event ? [event.time] : 'start' in event ? [event.start, event.end] : [];
    for (const time of times) [from, to] = [Math.min(from, time), Math.max(to, time)];
  }
  return from > to ? { from: 0, to: 1 } : { from, to: to === from ? from + 1 : to };
}

/** Round numbers on the axis: so many that their labels have room. */
export function ticksOf({ from, to }: { from: number; to: number }): number[] {
  const rough = (to - from) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 3, 6, 10].map((by) => by * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => (first + at) * step);
}
