import { eventTable, number, optional, text, whole, type EventOf } from './fields.ts';
import type { TraceKind } from './trace.ts';

const window = { start: number, end: number, count: whole };

const WINDOW_EVENTS = eventTable({
  // What follows belongs to it; a program may read the same items several times.
  SeriesBegun: { series: text },
  // `time` is when it happened; where it stands in the trace is when it arrived. `lane`: the partition it came by.
  ItemArrived: { item: text, time: number, lane: optional(text) },
  TimeTold: { time: number, lane: optional(text) },
  ItemSetAside: { item: text, time: number },
  // A result for a window of which nobody says when it is over.
  WindowCounted: { ...window, says: optional(text) },
  WindowClosed: window,
  WindowCorrected: window,
  AlarmRaised: { time: number, count: whole },
  AlarmCleared: { time: number, count: whole },
});

/** Items and the windows of time that they are counted in. Times are in the program’s own unit, seconds for example. */
export type WindowEvent = EventOf<typeof WINDOW_EVENTS>;

export const WINDOW_TRACE: TraceKind<WindowEvent> = {
  id: 'windows',
  version: 1,
  events: WINDOW_EVENTS,
  upcasters: {},
};
