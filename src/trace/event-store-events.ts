import { eventTable, listOf, text, whole, type EventOf } from './fields.ts';
import type { TraceKind } from './trace.ts';

/** `data` and `state` are JSON texts. A version or position of 0 means “none yet”. */
const EVENT_STORE_EVENTS = eventTable({
  EventAppended: { stream: text, version: whole, position: whole, event: text, data: text },
  /** The stream was not at the version that the writer had seen. `expected` is a number, `any` or `no-stream`. */
  AppendRejected: { stream: text, expected: text, actual: whole, events: listOf(text) },
  /** The same events, told by their ids, are there already: nothing was appended. */
  AppendRepeated: { stream: text, version: whole, events: listOf(text) },
  /** A state was folded: `replayed` events after the snapshot of version `snapshot`. */
  StateLoaded: { stream: text, version: whole, snapshot: whole, replayed: whole, state: text },
  SnapshotTaken: { stream: text, version: whole, code: whole, state: text },
  /** It was made by other code, so its state is not trusted. */
  SnapshotIgnored: { stream: text, version: whole, code: whole },
  CommandDecided: { stream: text, command: text, events: listOf(text), attempt: whole },
  ProjectionAdvanced: { projection: text, checkpoint: whole, state: text },
  /** Queries are answered by `to` from now on. */
  ProjectionSwitched: { from: text, to: text, checkpoint: whole },
  SubscriptionStarted: { subscription: text, after: whole },
  SubscriptionCaughtUp: { subscription: text, position: whole },
  /** Its handler threw: `position` is that of the last event which went well. */
  SubscriptionFailed: { subscription: text, position: whole, message: text },
});

/** What can happen to an event store and to those who read it. */
export type EventStoreEvent = EventOf<typeof EVENT_STORE_EVENTS>;

export const EVENT_STORE_TRACE: TraceKind<EventStoreEvent> = {
  id: 'event-store',
  version: 1,
  events: EVENT_STORE_EVENTS,
  upcasters: {},
};
