/** A broker: what waits where, who has it, and what became of it. */
import { BROKER_TRACE } from '#trace/broker-events.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import { sequenceStyles } from '../sequence/styles.ts';
import stageStyles from '../stage/stage.css?inline';
import topologyStyles from '../topology/topology.css?inline';
import type { View } from '../view.ts';
import styles from './broker.css?inline';
import { BrokerView } from './BrokerView.tsx';

export const view: View = {
  kinds: [BROKER_TRACE],
  Component: BrokerView,
  styles: [playerStyles, tableStyles, stageStyles, sequenceStyles, topologyStyles, styles].join('\n'),
};
