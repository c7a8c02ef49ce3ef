import { eventTable, flag, optional, text, whole, type EventOf } from './fields.ts';
import type { TraceKind } from './trace.ts';

/** Of several runs that are compared, the one that an event belongs to; they are drawn side by side. */
const run = optional(text);
const way = { run, from: text, to: text };

const CONVERSATION_EVENTS = eventTable({
  RequestSent: { ...way, request: text },
  // The one who was asked is `from`, as he answers; the one who had asked is `to`.
  RequestAnswered: { ...way, answer: text },
  RequestFailed: { ...way, reason: text },
  EventSent: { ...way, event: text, again: optional(flag) },
  EventLost: { ...way, event: text },
  EventHandled: { run, by: text, event: text },
  EventSkipped: { run, by: text, event: text, reason: text },
  LineOpened: { ...way },
  LineBroken: { ...way, reason: text },
  WaitBegun: { run, by: text, ms: whole, reason: optional(text) },
  PartyStopped: { run, name: text },
  PartyStarted: { run, name: text },
  // What it came to for somebody outside, for example the customer.
  OutcomeReached: { run, who: text, says: text, bad: flag },
});

/**
 * What parties say to each other: requests with their answers, events, and the lines between them. A party is a name,
 * unique within a run; `says`, `request`, `answer`, `event` and `reason` are words for the reader.
 */
export type ConversationEvent = EventOf<typeof CONVERSATION_EVENTS>;

export const CONVERSATION_TRACE: TraceKind<ConversationEvent> = {
  id: 'conversation',
  version: 1,
  events: CONVERSATION_EVENTS,
  upcasters: {},
};
