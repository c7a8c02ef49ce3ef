/** The log of all streams as a strip of notes: what has happened, and paler what will. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Appended } from './stops.ts';
import { pretty } from './words.ts';

export interface LogProps {
  log: readonly Appended[];
  /** How many of them have happened. */
  length: number;
  goTo: (step: number) => void;
}

/** A page stays smooth with so many notes; the others are behind the timeline. */
const BEFORE = 18;
const AFTER = 12;

export function Log({ log, length, goTo }: LogProps) {
  const strip = useRef<HTMLOListElement>(null);
  const first = Math.max(0, length - BEFORE);
  const shown = log.slice(first, length + AFTER);
  useEffect(() => {
    const list = strip.current;
    const here = list?.querySelector<HTMLElement>('[aria-current]');
    // The strip alone is scrolled, never the page.
    if (list && here) list.scrollLeft = here.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
    else if (list) list.scrollLeft = 0;
  }, [length]);
  return (
    <section class="es-log" aria-label="Log">
      <p class="es-title">
        Log{' '}
        <span>
          {length.toLocaleString('en')} of {log.length.toLocaleString('en')} events
        </span>
      </p>
      <ol ref={strip} start={first + 1} data-scrolls>
        {shown.map((event, index) => (
          <Note
            key={event.position}
            event={event}
            isHere={first + index === length - 1}
            isFuture={first + index >= length}
            goTo={goTo}
          />
        ))}
      </ol>
    </section>
  );
}

interface NoteProps {
  event: Appended;
  isHere: boolean;
  isFuture: boolean;
  goTo: (step: number) => void;
}

/** From step to step most notes stay as they are, and are not made anew. */
function Note({ event, isHere, isFuture, goTo }: NoteProps) {
  return useMemo(
    () => (
      <li data-future={isFuture} aria-current={isHere ? 'step' : undefined}>
        <button type="button" onClick={() => goTo(event.step)}>
          <span class="es-place">
            <span class="visually-hidden">Position </span>
            {event.position}
            {isFuture && <i>to come</i>}
          </span>
          <b>{event.event}</b>
          <code>{pretty(event.data)}</code>
          <span class="es-stream">
            {event.stream} · version {event.version}
          </span>
        </button>
      </li>
    ),
    [event, isHere, isFuture],
  );
}
