/** A sequence diagram that grows with the player: what has happened, and paler what will. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isDownAt, windowOf, type Lane, type Row, type Sequence } from './sequence.ts';

export interface SequenceDiagramProps {
  sequence: Sequence;
  step: number;
  goTo: (step: number) => void;
  /** What a screen reader calls it. */
  label?: string;
}

/** A page stays smooth with so many rows; the others are behind the timeline. */
const ROWS = { before: 24, after: 12 };
const KINDS = {
  producer: 'producer',
  broker: 'broker',
  process: 'process',
  service: 'service',
  party: 'party',
} as const;

/** A lane that is narrower than this has no room for what happens in it. Rem. */
const LANE = 6.75;

export function SequenceDiagram({ sequence, step, goTo, label = 'Sequence diagram' }: SequenceDiagramProps) {
  const { lanes } = sequence;
  const { shown, first, here } = windowOf(sequence, step, ROWS);
  const box = useRef<HTMLDivElement>(null);
  const form = useForm(box, lanes.length);
  useLayoutEffect(() => {
    const scroller = box.current;
    const row = scroller?.querySelector<HTMLElement>('[aria-current]');
    // The diagram alone is scrolled, never the page.
    if (!scroller) return;
    const top = row ? row.getBoundingClientRect().top - scroller.getBoundingClientRect().top : 0;
    scroller.scrollTop = row ? scroller.scrollTop + top - scroller.clientHeight * 0.6 : 0;
  }, [here, form]);
  return (
    <div
      ref={box}
      class="sq"
      data-form={form}
      style={`--lanes:${String(Math.max(1, lanes.length))}`}
      tabIndex={0}
      role="group"
      aria-label={label}
      data-scrolls
    >
      <div class="sq-inner">
        <ul class="sq-heads" aria-label="Lanes">
          {lanes.map((lane, at) => (
            <Head key={lane.name} lane={lane} at={at} isDown={isDownAt(lane, step)} />
          ))}
        </ul>
        {first > 0 && <p class="sq-more">{first.toLocaleString('en')} earlier rows</p>}
        <div class="sq-field">
          {lanes.map((lane, at) => (
            <i key={lane.name} class="sq-line" style={`--at:${String(at)}`} aria-hidden="true" />
          ))}
          <ol class="sq-rows" start={first + 1}>
            {shown.map((row, index) => (
              <Line
                key={first + index}
                row={row}
                lanes={lanes}
                isHere={first + index === here}
                isFuture={first + index > here}
                goTo={goTo}
              />
            ))}
          </ol>
        </div>
      </div>
    </div>
  );
}

/**
 * `lanes`: what happens stands where it happens. `rails`: where that is too narrow, the lanes are thin lines at the
 * edge, and what happens stands beside them, with its ends in words.
 */
function useForm(box: RefObject<HTMLElement>, lanes: number): 'lanes' | 'rails' {
  const [form, setForm] = useState<'lanes' | 'rails'>('lanes');
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      setForm(element.clientWidth < (lanes * LANE + 2) * rem ? 'rails' : 'lanes');
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [lanes]);
  return form;
}

function Head({ lane, at, isDown }: { lane: Lane; at: number; isDown: boolean }) {
  return (
    <li data-kind={lane.kind} data-down={isDown} style={`--at:${String(at)}`}>
      <span>{isDown ? '✕ down' : KINDS[lane.kind]}</span>
      <b>{lane.name}</b>
    </li>
  );
}

interface LineProps {
  row: Row;
  lanes: readonly Lane[];
  isHere: boolean;
  isFuture: boolean;
  goTo: (step: number) => void;
}

/** Of two steps next to each other, all rows but two look the same: those are not made anew. */
function Line({ row, lanes, isHere, isFuture, goTo }: LineProps) {
  return useMemo(() => drawRow({ row, lanes, isHere, isFuture, goTo }), [row, lanes, isHere, isFuture]);
}

function drawRow({ row, lanes, isHere, isFuture, goTo }: LineProps) {
  const { kind, from, to, tone, mark, label, aside, step, links } = row;
  const [low, high] = kind === 'band' ? [0, lanes.length - 1] : [Math.min(from, to), Math.max(from, to)];
  return (
    <li
      class="sq-row"
      data-kind={kind}
      data-tone={tone}
      data-back={to < from}
      data-future={isFuture}
      data-edge={
        kind === 'note' ? (from === 0 ? 'first' : from === lanes.length - 1 ? 'last' : undefined) : undefined
      }
      aria-current={isHere ? 'step' : undefined}
      style={`--low:${String(low)};--high:${String(high)}`}
    >
      {links.map(([first, last]) => (
        <i
          key={`${first} ${last}`}
          class="sq-link"
          style={`--first:${String(first)};--last:${String(last)}`}
          aria-hidden="true"
        />
      ))}
      {lanes.map(
        (lane, index) =>
          isDownAt(lane, step) && (
            <i
              key={lane.name}
              class="sq-line"
              data-down="true"
              style={`--at:${String(index)}`}
              aria-hidden="true"
            />
          ),
      )}
      <button type="button" onClick={() => goTo(step)}>
        {kind !== 'band' && <span class="sq-ends">{endsOf(row, lanes)}: </span>}
        {mark !== '' && <span aria-hidden="true">{mark} </span>}
        <b>{label}</b>
        {aside !== '' && <span class="sq-aside"> {aside}</span>}
      </button>
    </li>
  );
}

function endsOf({ kind, from, to }: Row, lanes: readonly Lane[]): string {
  const name = (lane: number) => lanes[lane]?.name ?? '';
  return kind === 'note' ? name(from) : `${name(from)} to ${name(to)}`;
}
