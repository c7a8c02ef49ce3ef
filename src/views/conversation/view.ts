/** Requests, events and lines between parties: a sequence diagram, or several side by side. */
import { CONVERSATION_TRACE } from '#trace/conversation-events.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import { sequenceStyles } from '../sequence/styles.ts';
import stageStyles from '../stage/stage.css?inline';
import type { View } from '../view.ts';
import styles from './conversation.css?inline';
import { ConversationView } from './ConversationView.tsx';

export const view: View = {
  kinds: [CONVERSATION_TRACE],
  Component: ConversationView,
  styles: [playerStyles, tableStyles, stageStyles, sequenceStyles, styles].join('\n'),
};
