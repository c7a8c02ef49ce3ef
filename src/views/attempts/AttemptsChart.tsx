/** Who had which message when: a row for each message, time to the right, a line where the player stands. */
import { useMemo } from 'preact/hooks';
import type { RunNow } from '../broker/BrokerRuns.tsx';
import { attemptsOf, sentenceOf, ticksOf, type Span } from './attempts.ts';

/** So much as a page can hold; the others are a number. */
const MOST = { rows: 12, spans: 60, queues: 6 } as const;
const MARKS = { done: '✓', back: '↻', dead: '✕', lost: '✕' } as const;

export function AttemptsChart({ events, step, goTo }: Pick<RunNow, 'events' | 'step' | 'goTo'>) {
  const attempts = useMemo(() => attemptsOf(events), [events]);
  const { messages, queues, start, isInstant } = attempts;
  const length = Math.max(1, isInstant ? events.length : attempts.length);
  const share = (now: { step: number; at: number }) =>
    `${String(((isInstant ? now.step : now.at - start) / length) * 100)}%`;
  const end = { step: events.length, at: start + attempts.length };
  if (messages.length === 0) return <p class="at-none">Nothing has been delivered in this run.</p>;
  const shown = messages.slice(0, MOST.rows);
  return (
    <section
      class="at"
      aria-label="Attempts over time"
      style={`--now:${share({ step, at: events[step - 1]?.at ?? start })}`}
    >
      <ul class="at-rows">
        {shown.map(({ name, spans }) => (
          <li key={name} class="at-row">
            <b>{name}</b>
            <ol class="at-track">
              {spans.slice(0, MOST.spans).map((span) => (
                <Bar
                  key={span.from.step}
                  {...{ span, step, goTo, start }}
                  series={Math.min(queues.indexOf(span.queue), MOST.queues - 1)}
                  place={`--from:${share(span.from)};--until:${share(span.until ?? end)}`}
                />
              ))}
            </ol>
            {spans.length > MOST.spans && <span class="at-more">and {spans.length - MOST.spans} more</span>}
          </li>
        ))}
      </ul>
      <p class="at-axis" aria-hidden="true">
        {isInstant ? (
          <span style="--from:0%">
            All of it within {Math.ceil(attempts.length + 1)} ms: in the order of steps
          </span>
        ) : (
          ticksOf(attempts.length).map((tick) => (
            <span key={tick} style={`--from:${share({ step: 0, at: start + tick })}`}>
              {tick.toLocaleString('en')} ms
            </span>
          ))
        )}
      </p>
      {messages.length > MOST.rows && (
        <p class="at-none">and {(messages.length - MOST.rows).toLocaleString('en')} other messages</p>
      )}
      <ul class="at-legend">
        {queues.slice(0, MOST.queues).map((queue, series) => (
          <li key={queue}>
            <i data-series={series} aria-hidden="true" />
            {queue}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface BarProps {
  span: Span;
  series: number;
  place: string;
  step: number;
  start: number;
  goTo: (step: number) => void;
}

function Bar({ span, series, place, step, start, goTo }: BarProps) {
  const { from, until, number } = span;
  const hasEnded = until !== undefined && until.step <= step;
  const isHere = from.step <= step && !(until !== undefined && until.step < step);
  return (
    <li
      data-series={series}
      data-future={from.step > step}
      data-outcome={until?.outcome ?? 'open'}
      aria-current={isHere ? 'step' : undefined}
      style={place}
    >
      <button type="button" onClick={() => goTo(from.step)}>
        <span class="visually-hidden">{sentenceOf(span, start)}</span>
        <span aria-hidden="true">
          {number}
          {hasEnded ? MARKS[until.outcome] : ''}
        </span>
      </button>
    </li>
  );
}
