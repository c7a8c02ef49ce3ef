/** Where a page’s systems run: one worker, which is asked for the newest settings only. */
import type { Settings } from '#systems/system.ts';
import type { Answer, Wish } from './worker.ts';

export interface Bench {
  /** Runs a system. What is asked for while one runs waits; of several, the newest is run and the others are dropped. */
  run(id: string, settings: Settings, told: (answer: Answer) => void): void;
  close(): void;
}

export function openBench(): Bench {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  let running: ((answer: Answer) => void) | null = null;
  let next: { wish: Wish; told: (answer: Answer) => void } | null = null;

  function begin(wish: Wish, told: (answer: Answer) => void): void {
    running = told;
    worker.postMessage(wish, []);
  }

  function end(answer: Answer): void {
    const told = running;
    const waiting = next;
    [running, next] = [null, null];
    // What was asked for since is more to the point.
    if (waiting) begin(waiting.wish, waiting.told);
    else told?.(answer);
  }

  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => end(data));
  worker.addEventListener('error', (event) => {
    const error = event.message === '' ? 'its script could not be loaded' : event.message;
    end({ ok: false, error });
  });
  return {
    run(id, settings, told) {
      const wish = { id, settings };
      if (running) next = { wish, told };
      else begin(wish, told);
    },
    close: () => worker.terminate(),
  };
}
