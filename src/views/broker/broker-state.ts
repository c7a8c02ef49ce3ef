/** What a broker’s board shows at one place of a trace. */
import { NOTHING, type Copies, type Tally } from './copies.ts';

export interface Exchange {
  name: string;
  kind: string;
  bindings: readonly { to: string; key: string }[];
  published: number;
}

export interface Partition {
  /** Offset that the next message will get: so many have been appended. */
  next: number;
  /** Messages that retention or compaction has not taken. */
  kept: number;
}

export interface Group {
  name: string;
  /** `topic-partition` → the offset of the next message to read after a restart. */
  committed: Readonly<Record<string, number>>;
  /** `topic-partition` → the offset behind the last message that was read. */
  read: Readonly<Record<string, number>>;
  /** `topic-partition` → the member that has it. */
  assigned: Readonly<Record<string, string>>;
  generation: number;
}

/**
 * Where messages are sent. `queue`: reading takes a copy out. `stream`: it stays, and each group or consumer has
 * copies of its own. `topic`: a log in partitions, read by offset. `subject`: nothing waits there.
 */
export type PlaceKind = 'queue' | 'stream' | 'topic' | 'subject';

export interface Place extends Copies {
  name: string;
  kind: PlaceKind;
  /** Null where nobody has said it. */
  durable: boolean | null;
  /** It is deleted. */
  isGone: boolean;
  tally: Tally;
  /** How many messages a stream keeps. */
  kept: number;
  /** Of a topic, by number. */
  partitions: readonly Partition[];
}

export interface Consumer {
  name: string;
  /** `down`: its process died or its connection broke; `left`: it said good-bye. */
  status: 'up' | 'down' | 'left';
  /** Names of the places that it subscribes to. */
  places: readonly string[];
  delivered: number;
  acknowledged: number;
}

export interface BrokerState {
  exchanges: readonly Exchange[];
  places: readonly Place[];
  consumers: readonly Consumer[];
  groups: readonly Group[];
  published: number;
  /** Where the newest message was published to; empty before the first. */
  lastTo: string;
  /** Copies that have been in no place: unroutable ones, and those that went from the publisher straight to a client. */
  loose: Tally;
  /** The serial number of the newest copy. */
  serial: number;
  restarts: number;
}

export const EMPTY: BrokerState = {
  exchanges: [],
  places: [],
  consumers: [],
  groups: [],
  published: 0,
  lastTo: '',
  loose: NOTHING,
  serial: 0,
  restarts: 0,
};

export function placeOf({ places }: BrokerState, name: string): Place | undefined {
  return places.find((place) => place.name === name);
}

/** The state with one place changed; a place that is not there begins as `kind`. */
export function withPlace(
  state: BrokerState,
  name: string,
  kind: PlaceKind,
  change: (place: Place) => Place,
): BrokerState {
  const at = state.places.findIndex((place) => place.name === name);
  if (at >= 0) return { ...state, places: state.places.with(at, change(state.places[at] as Place)) };
  const fresh: Place = {
    name,
    kind,
    durable: null,
    isGone: false,
    waiting: [],
    held: [],
    tally: NOTHING,
    kept: 0,
    partitions: [],
  };
  return { ...state, places: [...state.places, change(fresh)] };
}

export function withConsumer(
  state: BrokerState,
  name: string,
  change: (consumer: Consumer) => Partial<Consumer>,
): BrokerState {
  const fresh: Consumer = { name, status: 'up', places: [], delivered: 0, acknowledged: 0 };
  return { ...state, consumers: changed(state.consumers, fresh, change) };
}

export function withGroup(
  state: BrokerState,
  name: string,
  change: (group: Group) => Partial<Group>,
): BrokerState {
  const fresh: Group = { name, committed: {}, read: {}, assigned: {}, generation: 0 };
  return { ...state, groups: changed(state.groups, fresh, change) };
}

export function withExchange(
  state: BrokerState,
  name: string,
  change: (exchange: Exchange) => Partial<Exchange>,
): BrokerState {
  const fresh: Exchange = { name, kind: '', bindings: [], published: 0 };
  return { ...state, exchanges: changed(state.exchanges, fresh, change) };
}

function changed<T extends { name: string }>(
  list: readonly T[],
  fresh: T,
  change: (one: T) => Partial<T>,
): readonly T[] {
  const at = list.findIndex(({ name }) => name === fresh.name);
  const one = at < 0 ? fresh : (list[at] as T);
  const next = { ...one, ...change(one) };
  return at < 0 ? [...list, next] : list.with(at, next);
}

/** Messages of a topic’s partition that a group has not committed yet. */
export function lagOf(place: Place, partition: number, { committed }: Group): number {
  const key = `${place.name}-${String(partition)}`;
  return Math.max(0, (place.partitions[partition]?.next ?? 0) - (committed[key] ?? 0));
}
