/** Attempts on a time axis, with the depth of the queues. */
import { BROKER_TRACE } from '#trace/broker-events.ts';
import brokerStyles from '../broker/broker.css?inline';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import { sequenceStyles } from '../sequence/styles.ts';
import stageStyles from '../stage/stage.css?inline';
import type { View } from '../view.ts';
import styles from './attempts.css?inline';
import { AttemptsView } from './AttemptsView.tsx';

export const view: View = {
  kinds: [BROKER_TRACE],
  Component: AttemptsView,
  styles: [playerStyles, tableStyles, stageStyles, sequenceStyles, brokerStyles, styles].join('\n'),
};
