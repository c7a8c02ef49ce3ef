/**
 * The live shop's picture as a fold over its trace: `evolve` takes one event, everything drawn follows from the result.
 */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';

/** Where an order is: waiting at an index of the queue, with a consumer, or done and leaving. */
export type Place = { at: 'queue' } | { at: 'consumer'; consumer: string } | { at: 'done'; consumer: string };

export interface Order {
  name: string;
  /** Its number in order of publication: requeued messages return to this position. */
  position: number;
  place: Place;
  deliveries: number;
}

export interface Picture {
  orders: readonly Order[];
  consumers: Readonly<Record<string, 'up' | 'down'>>;
  published: number;
  reserved: number;
  redelivered: number;
  /** What happened last, in words. */
  sentence: string;
}

export const EMPTY: Picture = {
  orders: [],
  consumers: {},
  published: 0,
  reserved: 0,
  redelivered: 0,
  sentence: '',
};

/** How many finished orders stay in the picture, so that the reader sees them leave. */
const LEAVING = 2;

export function evolve(picture: Picture, event: Recorded<BrokerEvent>): Picture {
  switch (event.type) {
    case 'MessagePublished': {
      const order: Order = {
        name: event.message,
        position: picture.published,
        place: { at: 'queue' },
        deliveries: 0,
      };
      return {
        ...picture,
        orders: [...picture.orders, order],
        published: picture.published + 1,
        sentence: `The shop published OrderPlaced ${event.message}.`,
      };
    }
    case 'MessageDelivered':
      return {
        ...move(picture, event.message, { at: 'consumer', consumer: event.consumer }, 1),
        redelivered: picture.redelivered + (event.redelivered ? 1 : 0),
        sentence: event.redelivered
          ? `${event.message} was delivered again, this time to replica ${event.consumer}.`
          : `${event.message} was delivered to replica ${event.consumer}.`,
      };
    case 'MessageAcknowledged': {
      const moved = move(picture, event.message, { at: 'done', consumer: event.consumer });
      return {
        ...moved,
        orders: forgetOldest(moved.orders),
        reserved: picture.reserved + 1,
        sentence: `Replica ${event.consumer} reserved the stock for ${event.message} and acknowledged it.`,
      };
    }
    case 'MessageRequeued':
      return {
        ...move(picture, event.message, { at: 'queue' }),
        sentence: `Replica ${event.consumer} crashed before it acknowledged ${event.message}: the order is back in the queue, in its old place.`,
      };
    case 'ConsumerSubscribed':
      return {
        ...picture,
        consumers: { ...picture.consumers, [event.consumer]: 'up' },
        sentence: `Replica ${event.consumer} is up.`,
      };
    case 'ConsumerLost':
      return {
        ...picture,
        consumers: { ...picture.consumers, [event.consumer]: 'down' },
        sentence: `Replica ${event.consumer} crashed; it held no order.`,
      };
    default:
      return picture;
  }
}

/** The orders that wait, first to last. */
export function waiting(picture: Picture): Order[] {
  return picture.orders.filter((o) => o.place.at === 'queue').toSorted((a, b) => a.position - b.position);
}

function move(picture: Picture, name: string, place: Place, deliveries = 0): Picture {
  const orders = picture.orders.map((order) =>
    order.name === name ? { ...order, place, deliveries: order.deliveries + deliveries } : order,
  );
  return { ...picture, orders };
}

function forgetOldest(orders: readonly Order[]): readonly Order[] {
  const done = orders.filter((order) => order.place.at === 'done');
  const forgotten = new Set(done.slice(0, Math.max(0, done.length - LEAVING)).map((order) => order.name));
  return orders.filter((order) => !forgotten.has(order.name));
}
