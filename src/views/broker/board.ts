/** What the board draws of a state: so much as a page can hold, and how much more there is. Pure. */
import type { BrokerState, Consumer, Exchange, Place } from './broker-state.ts';
import type { Copy } from './copies.ts';

/** So many are drawn of each; the others are a number. */
const MOST = { exchanges: 12, places: 12, consumers: 12, chips: 8, partitions: 12 } as const;

export interface Some<T> {
  shown: readonly T[];
  hidden: number;
}

function some<T>(list: readonly T[], most: number): Some<T> {
  return { shown: list.slice(0, most), hidden: Math.max(0, list.length - most) };
}

export interface Board {
  exchanges: Some<Exchange>;
  places: Some<Place>;
  consumers: Some<ConsumerCard>;
}

export interface ConsumerCard extends Consumer {
  held: Some<Copy & { place: string }>;
}

export function boardOf(state: BrokerState): Board {
  const held = heldByConsumer(state);
  const heldBy = ({ name }: Consumer) => held.get(name) ?? [];
  const consumers = state.consumers.filter((one) => one.status !== 'left' || heldBy(one).length > 0);
  const places = state.places.filter((place) => !place.isGone || sizeOf(place) > 0);
  return {
    exchanges: some(state.exchanges, MOST.exchanges),
    places: some(
      busyFirst(places, MOST.places, (place) => sizeOf(place) > 0),
      MOST.places,
    ),
    consumers: mapSome(
      some(
        busyFirst(consumers, MOST.consumers, (one) => heldBy(one).length > 0),
        MOST.consumers,
      ),
      (consumer) => ({ ...consumer, held: some(heldBy(consumer), MOST.chips) }),
    ),
  };
}

/** What holds something is what a reader looks for, where not all can be drawn. */
function busyFirst<T>(list: readonly T[], most: number, isBusy: (one: T) => boolean): readonly T[] {
  if (list.length <= most) return list;
  return [...list.filter(isBusy), ...list.filter((one) => !isBusy(one))];
}

export const chipsOf = (place: Place): Some<Copy> => some(place.waiting, MOST.chips);
export const partitionsOf = (place: Place) => some(place.partitions, MOST.partitions);

function mapSome<T, U>({ shown, hidden }: Some<T>, change: (one: T) => U): Some<U> {
  return { shown: shown.map(change), hidden };
}

function sizeOf({ waiting, held, kept }: Place): number {
  return waiting.length + held.length + kept;
}

function heldByConsumer({ places }: BrokerState): ReadonlyMap<string, (Copy & { place: string })[]> {
  const all = new Map<string, (Copy & { place: string })[]>();
  for (const { name, held } of places) {
    for (const copy of held) {
      const list = all.get(copy.consumer) ?? [];
      all.set(copy.consumer, list);
      list.push({ ...copy, place: name });
    }
  }
  return all;
}
