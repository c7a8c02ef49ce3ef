/** Who publishes where, and who hears it: the columns of the topology, and the way of the present event. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { BrokerState } from '../broker/broker-state.ts';

export interface Node {
  /** Unique: `subject orders.*`. */
  id: string;
  name: string;
  kind: 'publisher' | 'exchange' | 'queue' | 'subject' | 'consumer';
  status: 'up' | 'down' | 'left';
}

/** A way that messages take, from one column to the next. */
export interface Way {
  from: string;
  to: string;
  /** Of a binding its key; else empty. */
  key: string;
}

export interface Topology {
  /** From left to right: publishers, exchanges and subjects, queues, subscribers. Empty ones are left out. */
  columns: readonly (readonly Node[])[];
  ways: readonly Way[];
  hidden: number;
}

/** The way of the message of one event; null if none moves. `falls`: it goes no further. */
export interface Travel {
  message: string;
  from: string;
  to: string;
  falls: boolean;
}

/** A column with more would be too long to see at once. */
const MOST = 14;

const PUBLISHERS = 'publisher';
const exchangeId = (name: string): string => `exchange ${name}`;
export const placeId = (name: string): string => `place ${name}`;
const consumerId = (name: string): string => `consumer ${name}`;

export function topologyOf(state: BrokerState): Topology {
  const publisher: Node = { id: PUBLISHERS, name: 'publishers', kind: 'publisher', status: 'up' };
  const exchanges = state.exchanges.map(({ name }): Node => ({
    id: exchangeId(name),
    name,
    kind: 'exchange',
    status: 'up',
  }));
  const places = state.places
    .filter(({ isGone }) => !isGone)
    .map(({ name, kind }): Node & { isSubject: boolean } => ({
      id: placeId(name),
      name,
      kind: kind === 'subject' ? 'subject' : 'queue',
      status: 'up',
      isSubject: kind === 'subject',
    }));
  // What somebody subscribes to is there, whether or not anything has been published to it.
  const asked = new Set(state.consumers.flatMap((consumer) => consumer.places));
  const known = new Set(places.map(({ name }) => name));
  const patterns = [...asked]
    .filter((name) => !known.has(name))
    .map((name): Node => ({ id: placeId(name), name, kind: 'subject', status: 'up' }));
  const subjects = [...places.filter(({ isSubject }) => isSubject), ...patterns];
  const queues = places.filter(({ isSubject }) => !isSubject);
  const consumers = state.consumers.map(({ name, status }): Node => ({
    id: consumerId(name),
    name,
    kind: 'consumer',
    status,
  }));
  const columns = [[publisher], [...exchanges, ...subjects], queues, consumers].filter(
    (column) => column.length > 0,
  );
  const shown = columns.map((column) => column.slice(0, MOST));
  const ids = new Set(shown.flat().map(({ id }) => id));
  return {
    columns: shown,
    ways: waysOf(state).filter(({ from, to }) => ids.has(from) && ids.has(to)),
    hidden: columns.flat().length - ids.size,
  };
}

function waysOf({ exchanges, places, consumers }: BrokerState): Way[] {
  const isQueue = new Set(places.filter(({ kind }) => kind !== 'subject').map(({ name }) => name));
  const isExchange = new Set(exchanges.map(({ name }) => name));
  const bindings = exchanges.flatMap(({ name, bindings: bound }) =>
    bound.map(({ to, key }) => ({
      from: exchangeId(name),
      to: isQueue.has(to) || !isExchange.has(to) ? placeId(to) : exchangeId(to),
      key,
    })),
  );
  const subscriptions = consumers.flatMap(({ name, places: read, status }) =>
    status === 'up' ? read.map((place) => ({ from: placeId(place), to: consumerId(name), key: '' })) : [],
  );
  const entries = [
    ...exchanges.map(({ name }) => exchangeId(name)),
    ...places.filter(({ kind }) => kind === 'subject').map(({ name }) => placeId(name)),
  ];
  return [...entries.map((to) => ({ from: PUBLISHERS, to, key: '' })), ...bindings, ...subscriptions];
}

/** Where the message of this event goes, in the state right after it. */
export function travelOf(state: BrokerState, event: BrokerEvent | undefined): Travel | null {
  switch (event?.type) {
    case 'MessagePublished': {
      const isExchange = state.exchanges.some(({ name }) => name === event.to);
      const to = isExchange ? exchangeId(event.to) : placeId(event.to);
      return { message: event.message, from: PUBLISHERS, to, falls: false };
    }
    case 'MessageRouted': {
      const from = state.exchanges.find(({ bindings }) => bindings.some(({ to }) => to === event.queue));
      return {
        message: event.message,
        from: from ? exchangeId(from.name) : PUBLISHERS,
        to: placeId(event.queue),
        falls: false,
      };
    }
    case 'MessageDelivered': {
      const from = event.queue === undefined ? PUBLISHERS : holderOf(state, event.queue);
      return { message: event.message, from, to: consumerId(event.consumer), falls: false };
    }
    case 'MessageRequeued': {
      const to = event.queue === undefined ? PUBLISHERS : holderOf(state, event.queue);
      return { message: event.message, from: consumerId(event.consumer), to, falls: false };
    }
    case 'MessageAcknowledged':
      return null;
    case 'MessageDropped':
    case 'MessageDeadLettered': {
      const at = event.queue === undefined ? lastEntry(state) : holderOf(state, event.queue);
      return { message: event.message, from: at, to: at, falls: true };
    }
    default:
      return null;
  }
}

/** A partition, as deliveries name it, is drawn as its topic. */
function holderOf({ places }: BrokerState, queue: string): string {
  const isPartition = (name: string) =>
    queue.startsWith(`${name}-`) && /^-\d+$/.test(queue.slice(name.length));
  const topic = places.find(({ name, kind }) => kind === 'topic' && isPartition(name));
  return placeId(topic?.name ?? queue);
}

/** Where a message is that no queue has taken: at the exchange or the subject that it was published to. */
function lastEntry({ lastTo, exchanges }: BrokerState): string {
  return exchanges.some(({ name }) => name === lastTo) ? exchangeId(lastTo) : placeId(lastTo);
}
