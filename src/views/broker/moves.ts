/** How copies of messages move: into a place, to a consumer, back, and to their end. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { BrokerIndex } from './broker-index.ts';
import { placeOf, withConsumer, withGroup, withPlace, type BrokerState, type Place } from './broker-state.ts';
import { addTo, putBack, takeOut, type Copy, type Fate, type Wanted } from './copies.ts';

type Named<T extends BrokerEvent['type']> = Extract<BrokerEvent, { type: T }>;

export function route(
  index: BrokerIndex,
  state: BrokerState,
  { message, queue }: Named<'MessageRouted'>,
): BrokerState {
  const kind = index.kindOf(queue);
  if (kind === 'stream')
    return withPlace(state, queue, kind, (place) => ({ ...place, kept: place.kept + 1 }));
  const [next, copy] = newCopy(state, message);
  return withPlace(next, queue, kind, (place) => ({
    ...place,
    waiting: [...place.waiting, copy],
    tally: addTo(place.tally, 'entered'),
  }));
}

function newCopy(state: BrokerState, message: string, audience = ''): [BrokerState, Copy] {
  const serial = state.serial + 1;
  return [
    { ...state, serial },
    { message, serial, redelivered: false, audience, consumer: '' },
  ];
}

export function deliver(
  index: BrokerIndex,
  state: BrokerState,
  event: Named<'MessageDelivered'>,
): BrokerState {
  const { message, consumer, group, redelivered } = event;
  const told = withConsumer(state, consumer, (one) => ({ delivered: one.delivered + 1 }));
  const queue = event.queue ?? sessionOf(state, message, consumer);
  const slot = index.slotOf(message);
  if (slot !== undefined) {
    const key = `${slot.topic}-${String(slot.partition)}`;
    return withGroup(told, group ?? consumer, ({ read }) => ({ read: { ...read, [key]: slot.offset + 1 } }));
  }
  if (queue === undefined) {
    return { ...told, loose: addTo(addTo(told.loose, 'entered'), 'acknowledged') };
  }
  const kind = index.kindOf(queue);
  if (kind === 'subject') {
    // Nothing is answered there: what is delivered is done.
    return withPlace(told, queue, kind, (place) => ({
      ...place,
      tally: addTo(addTo(place.tally, 'entered'), 'acknowledged'),
    }));
  }
  const audience = kind === 'stream' ? (group ?? consumer) : '';
  const wanted = { message, audience };
  const [fresh, copy] = newCopy(told, message, audience);
  const isKnown = placeOf(state, queue) !== undefined && find(placeOf(state, queue)!, wanted) !== undefined;
  return withPlace(isKnown ? told : fresh, queue, kind, (place) => {
    const found = find(place, wanted);
    const delivered = { ...(found?.copy ?? copy), consumer, redelivered };
    return {
      ...place,
      waiting: found?.waiting ?? place.waiting,
      held: [...(found?.held ?? place.held), delivered],
      tally: found ? place.tally : addTo(place.tally, 'entered'),
    };
  });
}

/** A client’s own queue of messages that are kept for it has its name. */
function sessionOf(state: BrokerState, message: string, consumer: string): string | undefined {
  const place = placeOf(state, consumer);
  return place && find(place, { message }) ? consumer : undefined;
}

interface Found {
  copy: Copy;
  waiting: readonly Copy[];
  held: readonly Copy[];
}

/** A copy that waits, or else one that somebody holds; out of its place. */
function find(place: Place, wanted: Wanted): Found | undefined {
  const { waiting, held } = place;
  const ready = takeOut(waiting, wanted);
  if (ready) return { copy: ready.copy, waiting: ready.rest, held };
  return findHeld(place, wanted);
}

function findHeld({ waiting, held }: Place, wanted: Wanted): Found | undefined {
  const taken = takeOut(held, wanted);
  return taken && { copy: taken.copy, waiting, held: taken.rest };
}

interface Answer {
  message: string;
  queue?: string | undefined;
  group?: string | undefined;
  consumer: string;
}

/** The place that an answer is about, and the copy there; undefined if there is none. */
function answered(state: BrokerState, answer: Answer): { name: string; found: Found } | undefined {
  const { message, queue, group, consumer } = answer;
  const places = queue === undefined ? state.places : state.places.filter(({ name }) => name === queue);
  const wanted = group === undefined ? { message, consumer } : { message, audience: group };
  for (const place of places) {
    const found = findHeld(place, wanted);
    if (found) return { name: place.name, found };
  }
  return undefined;
}

export function acknowledge(
  index: BrokerIndex,
  state: BrokerState,
  event: Named<'MessageAcknowledged'>,
): BrokerState {
  const told = withConsumer(state, event.consumer, (one) => ({ acknowledged: one.acknowledged + 1 }));
  const at = answered(state, event);
  if (!at) return told;
  return withPlace(told, at.name, index.kindOf(at.name), (place) => ended(place, at.found, 'acknowledged'));
}

export function requeue(
  index: BrokerIndex,
  state: BrokerState,
  event: Named<'MessageRequeued'>,
): BrokerState {
  const at = answered(state, event);
  if (!at) return state;
  const { copy, waiting, held } = at.found;
  const back = { ...copy, consumer: '', redelivered: true };
  return withPlace(state, at.name, index.kindOf(at.name), (place) => ({
    ...place,
    waiting: putBack(waiting, back),
    held,
  }));
}

export function claim(index: BrokerIndex, state: BrokerState, event: Named<'MessageClaimed'>): BrokerState {
  const { message, queue, group, consumer } = event;
  const claimed = { message, queue, group, consumer, redelivered: true };
  const place = placeOf(state, queue);
  if (!place || !findHeld(place, { message, audience: group })) {
    return deliver(index, state, { type: 'MessageDelivered', ...claimed });
  }
  return withPlace(state, queue, index.kindOf(queue), (one) => ({
    ...one,
    held: one.held.map((copy) =>
      copy.message === message && copy.audience === group ? { ...copy, consumer, redelivered: true } : copy,
    ),
  }));
}

export function deadLetter(
  index: BrokerIndex,
  state: BrokerState,
  { message, queue, reason }: Named<'MessageDeadLettered'>,
): BrokerState {
  return giveUp(index, state, { message, queue, reason }, 'deadLettered');
}

export function drop(
  index: BrokerIndex,
  state: BrokerState,
  event: { message: string; queue: string; reason: string },
): BrokerState {
  const kind = index.kindOf(event.queue);
  if (kind !== 'stream') return giveUp(index, state, event, 'dropped');
  // Who holds a copy of it holds it still.
  return withPlace(state, event.queue, kind, (place) => ({ ...place, kept: Math.max(0, place.kept - 1) }));
}

function giveUp(
  index: BrokerIndex,
  state: BrokerState,
  { message, queue, reason }: { message: string; queue: string; reason: string },
  fate: Fate,
): BrokerState {
  const wanted = { message };
  return withPlace(state, queue, index.kindOf(queue), (place) => {
    // What was rejected was with a consumer; what was too old or too much was waiting; a full queue takes nothing in.
    const isHeld = reason === 'rejected';
    const found =
      reason === 'full' ? undefined : ((isHeld ? findHeld(place, wanted) : undefined) ?? find(place, wanted));
    if (found) return ended(place, found, fate);
    // It was refused at the door.
    return { ...place, tally: addTo(addTo(place.tally, 'entered'), fate) };
  });
}

function ended(place: Place, { waiting, held }: Found, fate: Fate): Place {
  return { ...place, waiting, held, tally: addTo(place.tally, fate) };
}

/** The place is deleted, with all that was in it. */
export function dropAll(place: Place): Place {
  const count = place.waiting.length + place.held.length;
  return { ...place, waiting: [], held: [], tally: addTo(place.tally, 'dropped', count) };
}

/** The copies that were for this group are of no use any more. */
export function dismiss(state: BrokerState, queue: string, group: string): BrokerState {
  return withPlace(state, queue, 'stream', (place) => {
    const isOther = ({ audience }: Copy) => audience !== group;
    const waiting = place.waiting.filter(isOther);
    const held = place.held.filter(isOther);
    const count = place.waiting.length + place.held.length - waiting.length - held.length;
    return { ...place, waiting, held, tally: addTo(place.tally, 'dropped', count) };
  });
}
