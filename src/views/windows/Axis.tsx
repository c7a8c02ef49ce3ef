import type { WindowEvent } from '#trace/window-events.ts';
import {
  drawnOf,
  ticksOf,
  type Alarm,
  type Item,
  type TimeWindow,
  type WindowsState,
} from './windows-state.ts';
import { shown } from './words.ts';

export interface AxisProps {
  state: WindowsState;
  event: WindowEvent | undefined;
  /** The first and the last moment of the series. */
  span: { from: number; to: number };
}

type Place = (time: number) => string;

export function Axis({ state, event, span }: AxisProps) {
  const { series } = state;
  const { items, windows, alarms, rows, hidden } = drawnOf(state);
  if (rows === 0)
    return <p class="wi-none">{series === '' ? 'Nothing has arrived yet.' : `${series}: nothing yet.`}</p>;
  const place: Place = (time) => `${(((time - span.from) / (span.to - span.from)) * 100).toFixed(2)}%`;
  const lanes = [...new Set(items.map(({ lane }) => lane))].toSorted();
  const now = event !== undefined && event.type !== 'SeriesBegun' ? rows - 1 : -1;
  return (
    <div class="wi-scroll" tabIndex={0} role="group" aria-label="Time axis" data-scrolls>
      {series !== '' && <p class="wi-series">{series}</p>}
      {hidden > 0 && <p>{hidden.toLocaleString('en')} earlier rows are not drawn.</p>}
      <div class="wi" style={`--rows:${String(rows)}`}>
        {ticksOf(span).map((time) => (
          <span key={time} class="wi-tick" style={`--x:${place(time)}`}>
            {shown(time)}
          </span>
        ))}
        <Told told={state.told} {...{ span, place }} />
        <ul>
          {windows.map((one) => (
            <Window key={`${one.start} ${one.end}`} {...{ one, place, rows }} />
          ))}
          {items.map((one) => (
            <Dot key={one.row} {...{ one, place }} lane={lanes.indexOf(one.lane)} isNow={one.row === now} />
          ))}
          {alarms.map((one) => (
            <Ring key={one.row} {...{ one, place }} />
          ))}
        </ul>
      </div>
      <Legend lanes={lanes} hasTold={Object.keys(state.told).length > 0} />
    </div>
  );
}

/** How far time has come in each lane. */
function Told({
  told,
  span,
  place,
}: Pick<WindowsState, 'told'> & Pick<AxisProps, 'span'> & { place: Place }) {
  return (
    <>
      {Object.entries(told)
        .filter(([, time]) => time >= span.from && time <= span.to)
        .map(([lane, time]) => (
          <span key={lane} class="wi-told" style={`--x:${place(time)}`} aria-hidden="true" />
        ))}
    </>
  );
}

function Window({ one, place, rows }: { one: TimeWindow; place: Place; rows: number }) {
  const { start, end, count, closed, corrected, says } = one;
  const row = closed ?? rows - 1;
  const last = corrected.at(-1);
  const at = `--x:${place(start)};--to:${place(end)};--y:${String(row)}`;
  return (
    <li class="wi-window" data-corrected={last !== undefined} style={at} title={says || undefined}>
      <b>
        <span class="visually-hidden">
          {shown(start)} to {shown(end)}:{' '}
        </span>
        {shown(count)}
        {last !== undefined && ' ✕ corrected'}
      </b>
      {says !== '' && <span>{says}</span>}
    </li>
  );
}

interface DotProps {
  one: Item;
  place: Place;
  lane: number;
  isNow: boolean;
}

function Dot({ one, place, lane, isNow }: DotProps) {
  const { item, time, row, isAside } = one;
  return (
    <li
      class="wi-item"
      data-lane={lane % 4}
      data-aside={isAside}
      data-now={isNow}
      style={`--x:${place(time)};--y:${String(row)}`}
      title={item}
    >
      {isAside && <span aria-hidden="true">✕</span>}
      <span class="visually-hidden">
        {item}, at {shown(time)}
        {isAside && ', set aside'}
      </span>
    </li>
  );
}

function Ring({ one, place }: { one: Alarm; place: Place }) {
  const { time, row, count, isRaised } = one;
  return (
    <li class="wi-alarm" data-raised={isRaised} style={`--x:${place(time)};--y:${String(row)}`}>
      {isRaised ? '▲ raised' : '▽ over'} <b>{shown(count)}</b>
    </li>
  );
}

function Legend({ lanes, hasTold }: { lanes: readonly string[]; hasTold: boolean }) {
  return (
    <p class="wi-legend">
      Left to right: when it happened. Downwards: in which order it came.{' '}
      {hasTold && (
        <span>
          <i class="wi-key-told" aria-hidden="true" /> how far time has come
          {lanes.length > 1 && ' in each lane'}{' '}
        </span>
      )}
      {lanes.length > 1 &&
        lanes.map((lane, at) => (
          <span key={lane}>
            <i class="wi-key" data-lane={at % 4} aria-hidden="true" /> {lane}{' '}
          </span>
        ))}
    </p>
  );
}
