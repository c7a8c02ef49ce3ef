/** Buffers between producers and consumers: how full each is, against its high-water mark. */
import { BUFFER_TRACE } from '#trace/buffer-events.ts';
import playerStyles from '../player/player.css?inline';
import tableStyles from '../player/table.css?inline';
import stageStyles from '../stage/stage.css?inline';
import type { View } from '../view.ts';
import styles from './buffer.css?inline';
import { BufferView } from './BufferView.tsx';

export const view: View = {
  kinds: [BUFFER_TRACE],
  Component: BufferView,
  styles: [playerStyles, tableStyles, stageStyles, styles].join('\n'),
};
