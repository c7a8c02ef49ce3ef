/** The program's two output streams, on their way to the frame. */
import { bareList } from './bare.ts';
import { engine } from './engine.ts';
import type { OutputChunk } from '../protocol.ts';

export interface Output {
  write(stream: OutputChunk['stream'], text: string): void;
  /** Sends what is held back. */
  flush(): void;
}

// A message at once for each of the first writes, so that nothing is lost if the program hangs after them; a program
// that writes without end is sent in batches.
const IMMEDIATE_WRITES = 200;
const BATCH_CHARS = 32_768;
const BATCH_MS = 8;

/**
 * `post` sends chunks; `onLimit` is called once, when `limit` characters have been written. What exceeds the limit is
 * dropped.
 */
export function createOutput(
  post: (chunks: OutputChunk[]) => void,
  limit: number,
  onLimit: () => void,
): Output {
  let chunks = bareList<OutputChunk>();
  let held = 0;
  let writes = 0;
  let total = 0;
  let lastPost = -BATCH_MS;

  function flush(): void {
    if (chunks.length === 0) return;
    const batch = chunks;
    chunks = bareList();
    held = 0;
    lastPost = engine.realNow();
    post(batch);
  }

  return {
    flush,
    write(stream, text) {
      if (text === '' || total >= limit) return;
      const kept = text.length > limit - total ? text.slice(0, limit - total) : text;
      total += kept.length;
      held += kept.length;
      const last = chunks[chunks.length - 1];
      if (last?.stream === stream) last.text += kept;
      else chunks.push({ stream, text: kept });
      const due =
        ++writes <= IMMEDIATE_WRITES || held >= BATCH_CHARS || engine.realNow() - lastPost >= BATCH_MS;
      if (due) flush();
      if (total >= limit) {
        flush();
        onLimit();
      }
    },
  };
}
