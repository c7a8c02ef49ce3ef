/** Publish and subscribe: who hears what. */
import { BROKER_TRACE } from '#trace/broker-events.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import { sequenceStyles } from '../sequence/styles.ts';
import stageStyles from '../stage/stage.css?inline';
import type { View } from '../view.ts';
import styles from './topology.css?inline';
import { TopologyView } from './TopologyView.tsx';

export const view: View = {
  kinds: [BROKER_TRACE],
  Component: TopologyView,
  styles: [playerStyles, tableStyles, stageStyles, sequenceStyles, styles].join('\n'),
};
