/** Old shapes are read as new ones; what is stored stays as it is. */
import type { StoredEvent } from './event-store.ts';

/** From version n of an event type to n + 1. Pure; nobody edits a step once it is in use. */
export type Upcaster = (event: StoredEvent) => StoredEvent;

/**
 * Event type → version of its shape, in the event's field `v` (1 if there is none) → the step to the next version:
 *
 *   { PointsCredited: { 1: ({ cents, ...event }) => ({ ...event, v: 2, points: cents / 100 }) } }
 */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcaster>>>>;

/** More steps than any honest history has: an upcaster goes round in circles. */
const MOST_STEPS = 100;

/** The event in its newest shape. Throws an Error if a step neither raises `v` nor gives the event another type. */
export function upcast(upcasters: Upcasters, stored: StoredEvent): StoredEvent {
  let event = stored;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const v = shapeOf(event);
    const step = Object.hasOwn(upcasters, event.type) ? upcasters[event.type]?.[v] : undefined;
    if (!step) return event;
    const next = step(event);
    if (next.type === event.type && shapeOf(next) !== v + 1) {
      throw new Error(`upcaster of ${event.type} ${v}: the event it returns must say v: ${v + 1}`);
    }
    event = { ...next, stream: stored.stream, version: stored.version, position: stored.position };
  }
  throw new Error(
    `upcasters of ${stored.type}: ${MOST_STEPS} steps, and still an older shape. Is there a circle?`,
  );
}

function shapeOf({ v = 1 }: StoredEvent): number {
  return Number(v);
}
