/** Emitters, event targets and buses: their listeners, and the events that go to them. */
import { LISTENER_TRACE } from '#trace/listener-events.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import stageStyles from '../stage/stage.css?inline';
import topologyStyles from '../topology/topology.css?inline';
import type { View } from '../view.ts';
import styles from './listeners.css?inline';
import { ListenersView } from './ListenersView.tsx';

export const view: View = {
  kinds: [LISTENER_TRACE],
  Component: ListenersView,
  styles: [playerStyles, tableStyles, stageStyles, topologyStyles, styles].join('\n'),
};
