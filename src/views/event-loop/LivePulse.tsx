import { useEffect, useState } from 'preact/hooks';
import type { LiveProps } from '../view.ts';
import { beginning, COLUMNS, isFlat, later, livePath, liveSentence, TICK_MS } from './live-pulse.ts';

/** A run that is over sooner needs no heartbeat. Milliseconds. */
const LONG_MS = 500;
/** So long a flat line lasts before a screen reader hears of it. Milliseconds. */
const WORTH_SAYING_MS = 2000;

/** The heartbeat while the program runs, measured by the reader's clock. */
export function LivePulse({ turns, say }: LiveProps) {
  const [pulse, setPulse] = useState(beginning);
  useEffect(() => {
    let last = performance.now();
    const listen = (): void => {
      const now = performance.now();
      const ms = now - last;
      last = now;
      setPulse((before) => later(before, ms, turns.peek()));
    };
    // Where the reader wants things still, the line goes on once a second.
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const timer = setInterval(listen, isStill ? 10 * TICK_MS : TICK_MS);
    return () => clearInterval(timer);
  }, [turns]);
  const hasStopped = isFlat(pulse) && pulse.silent >= WORTH_SAYING_MS;
  useEffect(() => {
    if (hasStopped) say(`${liveSentence(pulse)} Stop ends the program.`);
  }, [hasStopped]);
  if (pulse.took < LONG_MS) return null;
  return (
    <section
      class="el-live"
      aria-label="Heartbeat of the loop, now"
      data-flat={isFlat(pulse) ? '' : undefined}
    >
      <p class="el-h">Heartbeat, now</p>
      <svg viewBox={`0 0 ${String(COLUMNS)} 10`} preserveAspectRatio="none" aria-hidden="true">
        <path d={livePath(pulse)} />
      </svg>
      <p>
        {liveSentence(pulse)}
        {isFlat(pulse) && ' Stop ends it.'}
      </p>
    </section>
  );
}
