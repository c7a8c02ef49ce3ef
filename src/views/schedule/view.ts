/** A counterexample: the smallest failing schedule of an exploration. */
import { SCHEDULE_TRACE } from '#trace/schedule-events.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import { sequenceStyles } from '../sequence/styles.ts';
import stageStyles from '../stage/stage.css?inline';
import type { View } from '../view.ts';
import { ScheduleView } from './ScheduleView.tsx';

export const view: View = {
  kinds: [SCHEDULE_TRACE],
  Component: ScheduleView,
  styles: [playerStyles, tableStyles, stageStyles, sequenceStyles].join('\n'),
};
