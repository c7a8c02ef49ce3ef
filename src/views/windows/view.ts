/** Windows of time, the items that are counted in them, and what comes late. */
import { WINDOW_TRACE } from '#trace/window-events.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import stageStyles from '../stage/stage.css?inline';
import type { View } from '../view.ts';
import styles from './windows.css?inline';
import { WindowsView } from './WindowsView.tsx';

export const view: View = {
  kinds: [WINDOW_TRACE],
  Component: WindowsView,
  styles: [playerStyles, tableStyles, stageStyles, styles].join('\n'),
};
