/** Messages with their ids: a waterfall over time, and the graph of causes. */
import { TRACING_TRACE } from '#trace/tracing-events.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import stageStyles from '../stage/stage.css?inline';
import type { View } from '../view.ts';
import graphStyles from './graph.css?inline';
import styles from './tracing.css?inline';
import { TracingView } from './TracingView.tsx';

export const view: View = {
  kinds: [TRACING_TRACE],
  Component: TracingView,
  styles: [playerStyles, tableStyles, stageStyles, styles, graphStyles].join('\n'),
};
