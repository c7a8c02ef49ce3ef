/** How long a process kept what was due waiting: what a slow answer is made of that no network has caused. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds for which the event loop was late. */
export interface Held {
  p95: number;
  most: number;
}

const EVERY_MS = 5;

/** Watches from now on. `take` tells what there was since the last time. */
export function watchLoop(): { take(): Held } {
  const histogram = monitorEventLoopDelay({ resolution: EVERY_MS });
  histogram.enable();
  const late = (ns: number) => Math.max(0, ns / 1e6 - EVERY_MS);
  return {
    take() {
      const held = { p95: late(histogram.percentile(95)), most: late(histogram.max) };
      histogram.reset();
      return held;
    },
  };
}
