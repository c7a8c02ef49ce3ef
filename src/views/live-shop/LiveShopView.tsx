/** Draws the live shop. Motion is the style sheet's: an order that changes place travels there. */
import './live-shop.css';
import { waiting, type Order, type Picture } from './picture.ts';

export interface LiveShopViewProps {
  picture: Picture;
  onCrash: (consumer: string) => void;
}

/** Places in stage units (wide and tall arrangement); the style sheet picks one by the width of the page. */
interface Spot {
  wide: [number, number];
  tall: [number, number];
}

const SLOTS = 6;
const LANES: Record<string, Spot> = {
  A: { wide: [564, 70], tall: [14, 298] },
  B: { wide: [564, 202], tall: [190, 298] },
};

export function LiveShopView({ picture, onCrash }: LiveShopViewProps) {
  const queue = waiting(picture);
  const hidden = Math.max(0, queue.length - SLOTS);
  return (
    <div class="live-shop" role="group" aria-label="A shop, a queue and two replicas of the stock service">
      <div class="stage">
        <Wires />
        <div class="shop box">
          <b>Shop</b>
          <small>publishes OrderPlaced</small>
        </div>
        <div class="queue box">
          <b>Queue</b>
          <small>
            {hidden > 0 ? `${queue.length} waiting, ${hidden} not drawn` : `${queue.length} waiting`}
          </small>
        </div>
        {Object.keys(LANES).map((name) => (
          <ReplicaBox key={name} name={name} up={picture.consumers[name] === 'up'} onCrash={onCrash} />
        ))}
        {picture.orders.map((order) => (
          <OrderToken key={order.name} order={order} slot={queue.indexOf(order)} />
        ))}
      </div>
      <dl class="counts">
        <Count name="placed" value={picture.published} />
        <Count name="reserved" value={picture.reserved} />
        <Count name="delivered again" value={picture.redelivered} />
        <Count name="lost" value={picture.published - picture.reserved - unfinished(picture)} />
      </dl>
    </div>
  );
}

/** The ways that messages take; drawn once for each arrangement. */
function Wires() {
  const wide = 'M150 124H206 M518 116C534 116 532 56 548 56 M518 132C534 132 532 188 548 188';
  const tall = 'M168 72V112 M120 206C120 218 80 216 80 228 M216 206C216 218 256 216 256 228';
  return (
    <>
      <svg class="wires wide" viewBox="0 0 760 248" aria-hidden="true">
        <path d={wide} />
      </svg>
      <svg class="wires tall" viewBox="0 0 336 340" aria-hidden="true">
        <path d={tall} />
      </svg>
    </>
  );
}

function ReplicaBox({
  name,
  up,
  onCrash,
}: {
  name: string;
  up: boolean;
  onCrash: (consumer: string) => void;
}) {
  return (
    <div class={`replica box ${up ? 'up' : 'down'}`} data-replica={name}>
      <b>Stock service {name}</b>
      <small>{up ? 'ReserveStock, then acknowledge' : '✕ down, restarting'}</small>
      <button type="button" disabled={!up} onClick={() => onCrash(name)}>
        Crash {name}
      </button>
    </div>
  );
}

function OrderToken({ order, slot }: { order: Order; slot: number }) {
  const spot = spotOf(order, slot);
  const style = `--wx:${spot.wide[0]}px;--wy:${spot.wide[1]}px;--tx:${spot.tall[0]}px;--ty:${spot.tall[1]}px`;
  const again = order.deliveries > 1 || (order.deliveries === 1 && order.place.at === 'queue');
  const hidden = slot >= SLOTS || order.place.at === 'done';
  return (
    <span
      class={`order ${again ? 'again' : ''} ${hidden ? 'gone' : ''}`}
      style={style}
      data-order={order.name}
    >
      {order.name}
      {again && <i title="delivered before">↻</i>}
    </span>
  );
}

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The head of the queue is next to the replicas. */
function spotOf(order: Order, slot: number): Spot {
  const { place } = order;
  if (place.at === 'queue') {
    const index = Math.min(slot, SLOTS - 1);
    return { wide: [462 - index * 48, 132], tall: [270 - index * 48, 166] };
  }
  const lane = LANES[place.consumer]!;
  if (place.at === 'consumer') return lane;
  return { wide: [lane.wide[0] + 170, lane.wide[1]], tall: [lane.tall[0], lane.tall[1] + 90] };
}

function unfinished(picture: Picture): number {
  return picture.orders.filter((order) => order.place.at !== 'done').length;
}
