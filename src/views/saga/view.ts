/** Sagas, their participants, and the broker between them. */
import { BROKER_TRACE } from '#trace/broker-events.ts';
import brokerStyles from '../broker/broker.css?inline';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import { sequenceStyles } from '../sequence/styles.ts';
import stageStyles from '../stage/stage.css?inline';
import type { View } from '../view.ts';
import { SagaView } from './SagaView.tsx';
import sagaStyles from './saga.css?inline';

export const view: View = {
  kinds: [BROKER_TRACE],
  Component: SagaView,
  styles: [playerStyles, tableStyles, stageStyles, sequenceStyles, brokerStyles, sagaStyles].join('\n'),
};
