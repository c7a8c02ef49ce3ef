import { useMemo } from 'preact/hooks';
import { heartbeatPath, type Heartbeat } from './heartbeat.ts';
import { ms } from './words.ts';

/** From this many milliseconds without a turn on, a person notices. */
const NOTICED_MS = 50;

/** The heartbeat of the loop, over the whole run. */
export function Pulse({ heart, now }: { heart: Heartbeat; now: number }) {
  const path = useMemo(() => heartbeatPath(heart), [heart]);
  const { from, to, longest, isOpen } = heart;
  const span = Math.max(to - from, Number.EPSILON);
  const share = (at: number) => Math.min(100, Math.max(0, ((at - from) / span) * 100));
  const length = longest.to - longest.from;
  const isFlat = isOpen || length >= NOTICED_MS;
  return (
    <section class="el-pulse" aria-label="Heartbeat of the loop" data-flat={isFlat ? '' : undefined}>
      <p class="el-h">Heartbeat</p>
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        {isFlat && (
          <rect
            x={share(longest.from) * 10}
            width={(length / span) * 1000}
            y="0"
            height="100"
            class="el-flat"
          />
        )}
        <path d={path} />
        <line x1={share(now) * 10} x2={share(now) * 10} y1="0" y2="100" />
      </svg>
      <p>
        {isOpen
          ? `Flat since ${ms(longest.from - from)}: from there on the loop did not turn once, and no timer, no message and no click could get through.`
          : length >= NOTICED_MS
            ? `Flat for ${ms(length)}, from ${ms(longest.from - from)} on: a person who clicks then waits that long.`
            : `Never flat for longer than ${ms(length)}.`}
      </p>
    </section>
  );
}
