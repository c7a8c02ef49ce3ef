/** A page, its listeners, and the way of each event through it. */
import { DOM_TRACE } from '#trace/dom-events.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import stageStyles from '../stage/stage.css?inline';
import type { View } from '../view.ts';
import styles from './dom.css?inline';
import { DomView } from './DomView.tsx';

export const view: View = {
  kinds: [DOM_TRACE],
  Component: DomView,
  styles: [playerStyles, tableStyles, stageStyles, styles].join('\n'),
};
