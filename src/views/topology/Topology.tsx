/** Publishers, exchanges and subjects, queues, subscribers, and the message that moves now. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { BrokerState } from '../broker/broker-state.ts';
import {
  topologyOf,
  travelOf,
  type Node,
  type Topology as Graph,
  type Travel,
  type Way,
} from './topology.ts';

export interface TopologyProps {
  state: BrokerState;
  step: number;
  event: BrokerEvent | undefined;
}

/** Where a node stands: the middle of it, in columns from the left and rows from the top. */
interface Spot {
  column: number;
  row: number;
}

/** The half of a node’s width, in columns. */
const HALF = 0.36;

export function Topology({ state, step, event }: TopologyProps) {
  const graph = topologyOf(state);
  const { columns, ways, hidden } = graph;
  const rows = Math.max(2, ...columns.map(({ length }) => length));
  const spots = spotsOf(graph, rows);
  const travel = travelOf(state, event);
  const box = useRef<HTMLDivElement>(null);
  useFollowed(box, travel, spots, columns.length);
  const size = `--columns:${String(columns.length)};--rows:${String(rows)}`;
  return (
    <>
      <div ref={box} class="tp-scroll" tabIndex={0} role="group" aria-label="Topology" data-scrolls>
        <div class="tp" style={size}>
          <svg
            viewBox={`0 0 ${String(columns.length)} ${String(rows)}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {ways.map((way) => (
              <Line key={`${way.from} ${way.to} ${way.key}`} way={way} spots={spots} travel={travel} />
            ))}
          </svg>
          <ul>
            {columns.flat().map((node) => (
              <Card key={node.id} node={node} spot={spots.get(node.id)!} ways={ways} />
            ))}
          </ul>
          {travel !== null && <Parcel key={step} travel={travel} spots={spots} />}
        </div>
      </div>
      {hidden > 0 && <p class="tp-hidden">and {hidden.toLocaleString('en')} more that are not drawn</p>}
    </>
  );
}

function spotsOf({ columns }: Graph, rows: number): ReadonlyMap<string, Spot> {
  return new Map(
    columns.flatMap((nodes, column) =>
      nodes.map(({ id }, index) => [
        id,
        { column: column + 0.5, row: (rows - nodes.length) / 2 + index + 0.5 },
      ]),
    ),
  );
}

type Spots = ReturnType<typeof spotsOf>;

/** Where not all columns have room, those that the message goes between are in sight. The topology alone is scrolled. */
function useFollowed(
  box: RefObject<HTMLElement>,
  travel: Travel | null,
  spots: Spots,
  columns: number,
): void {
  const from = travel && spots.get(travel.from)?.column;
  const to = travel && spots.get(travel.to)?.column;
  useLayoutEffect(() => {
    const scroller = box.current;
    if (!scroller || typeof to !== 'number' || columns === 0) return;
    const middle = ((from ?? to) + to) / 2 / columns;
    scroller.scrollLeft = middle * scroller.scrollWidth - scroller.clientWidth / 2;
  }, [from, to, columns]);
}

function Line({ way, spots, travel }: { way: Way; spots: Spots; travel: Travel | null }) {
  const from = spots.get(way.from)!;
  const to = spots.get(way.to)!;
  const isTaken = travel?.from === way.from && travel.to === way.to;
  const [x1, x2] = [from.column + HALF, to.column - HALF];
  const middle = (x1 + x2) / 2;
  return (
    <path
      data-taken={isTaken}
      d={`M${String(x1)} ${String(from.row)}C${String(middle)} ${String(from.row)} ${String(middle)} ${String(to.row)} ${String(x2)} ${String(to.row)}`}
    />
  );
}

const TITLES = {
  publisher: 'producer',
  exchange: 'exchange',
  queue: 'queue',
  subject: 'subject',
  consumer: 'subscriber',
} as const;
const STATUS = { up: '', down: '✕ down', left: '○ left' } as const;

function Card({ node, spot, ways }: { node: Node; spot: Spot; ways: readonly Way[] }) {
  const { id, name, kind, status } = node;
  const keys = ways.filter(({ to, key }) => to === id && key !== '').map(({ key }) => key);
  const heard = ways.filter(({ from }) => from === id).length;
  return (
    <li
      class="tp-node"
      data-kind={kind}
      data-status={status}
      style={`--x:${String(spot.column)};--y:${String(spot.row)}`}
      title={name}
    >
      <span>{STATUS[status] || TITLES[kind]}</span>
      <b>{name === '' ? 'default' : name}</b>
      {keys.length > 0 && <code>{keys.slice(0, 2).join(', ')}</code>}
      {kind === 'subject' && <span class="visually-hidden">{heard} subscribed</span>}
    </li>
  );
}

/** Motion is the style sheet’s: where the reader wants it still, the message stands where it has gone. */
function Parcel({ travel, spots }: { travel: Travel; spots: Spots }) {
  const { message, falls } = travel;
  const from = spots.get(travel.from);
  const to = spots.get(travel.to) ?? from;
  if (!from || !to) return null;
  const place = `--x0:${String(from.column)};--y0:${String(from.row)};--x:${String(to.column)};--y:${String(to.row)}`;
  return (
    <p class="tp-parcel" data-falls={falls} style={place} aria-hidden="true">
      {falls && '✕ '}
      {message}
    </p>
  );
}
