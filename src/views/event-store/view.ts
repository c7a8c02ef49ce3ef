/** An event store: its log, and what is made of it at any point. */
import { EVENT_STORE_TRACE } from '#trace/event-store-events.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import type { View } from '../view.ts';
import styles from './event-store.css?inline';
import { EventStoreView } from './EventStoreView.tsx';

export const view: View = {
  kinds: [EVENT_STORE_TRACE],
  Component: EventStoreView,
  styles: [playerStyles, tableStyles, styles].join('\n'),
};
