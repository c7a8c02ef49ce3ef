import { eventTable, flag, optional, text, whole, type EventOf } from './fields.ts';
import type { TraceKind } from './trace.ts';

/** A listener is known by the number of its registration, counted from 1 within a trace; an emission likewise. */
const call = { target: text, listener: whole, emission: optional(whole) };

const LISTENER_EVENTS = eventTable({
  // `limit`: more listeners of one event than this make Node warn of a leak.
  TargetWatched: { target: text, limit: optional(whole) },
  ListenerAdded: { target: text, event: text, listener: whole, name: text, once: flag },
  ListenerRemoved: { target: text, event: text, listener: whole, name: text, why: text },
  EventEmitted: { target: text, event: text, emission: whole, value: text },
  // `gone`: it was called though it had been removed before.
  ListenerCalled: { ...call, event: text, name: text, gone: flag },
  // `waits`: it has returned a promise.
  ListenerReturned: { ...call, name: text, waits: flag },
  ListenerFailed: { ...call, name: text, error: text },
  // `heard`: how many listeners have been called until then.
  EmissionEnded: { target: text, event: text, emission: whole, heard: whole, outcome: text, bad: flag },
});

/** Who listens to what, and who is called when: emitters, event targets and buses that a program has under watch. */
export type ListenerEvent = EventOf<typeof LISTENER_EVENTS>;

export const LISTENER_TRACE: TraceKind<ListenerEvent> = {
  id: 'listeners',
  version: 1,
  events: LISTENER_EVENTS,
  upcasters: {},
};
