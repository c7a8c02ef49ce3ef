/** A system of processes around a broker, with their database and the services that they ask. */
import { BROKER_TRACE } from '#trace/broker-events.ts';
import brokerStyles from '../broker/broker.css?inline';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import { sequenceStyles } from '../sequence/styles.ts';
import stageStyles from '../stage/stage.css?inline';
import type { View } from '../view.ts';
import { SystemView } from './SystemView.tsx';

export const view: View = {
  kinds: [BROKER_TRACE],
  Component: SystemView,
  styles: [playerStyles, tableStyles, stageStyles, sequenceStyles, brokerStyles].join('\n'),
};
