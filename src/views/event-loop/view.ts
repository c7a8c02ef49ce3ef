/** The event loop of one run, as an instrument. */
import { LOOP_TRACE, type LoopEvent } from '#trace/loop-events.ts';
import type { Trace } from '#trace/trace.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import type { View } from '../view.ts';
import frameStyles from './event-loop.css?inline';
import { EventLoopView } from './EventLoopView.tsx';
import laneStyles from './lanes.css?inline';
import { LivePulse } from './LivePulse.tsx';
import { open } from './opened.ts';
import predictStyles from './predict.css?inline';
import sourceStyles from './source.css?inline';

export const view: View = {
  kinds: [LOOP_TRACE],
  Component: EventLoopView,
  Live: LivePulse,
  prepare: (trace) => open(trace as Trace<LoopEvent>),
  // What depends on the room that there is stands in the first of them, and must come last.
  styles: [playerStyles, tableStyles, laneStyles, sourceStyles, predictStyles, frameStyles].join('\n'),
};
