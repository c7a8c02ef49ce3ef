/** Collects output and hands it on at most about sixty times a second, so that a flood does not busy the page. */
import type { OutputChunk } from '../protocol.ts';

export interface OutputBatch {
  add(run: number, chunks: readonly OutputChunk[]): void;
  /** Hands on what is there now; call before anything that must come after the output. */
  flush(): void;
}

const INTERVAL_MS = 16;

export function createOutputBatch(send: (run: number, chunks: OutputChunk[]) => void): OutputBatch {
  let pending: OutputChunk[] = [];
  let pendingRun = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastSent = -INTERVAL_MS;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (pending.length === 0) return;
    const chunks = pending;
    pending = [];
    lastSent = performance.now();
    send(pendingRun, chunks);
  }

  return {
    add(run, chunks) {
      pendingRun = run;
      for (const chunk of chunks) {
        const last = pending.at(-1);
        if (last?.stream === chunk.stream) last.text += chunk.text;
        else pending.push({ ...chunk });
      }
      const wait = lastSent + INTERVAL_MS - performance.now();
      if (wait <= 0) flush();
      else timer ??= setTimeout(flush, wait);
    },
    flush,
  };
}
