import { eventTable, optional, text, whole, type EventOf } from './fields.ts';
import type { TraceKind } from './trace.ts';

/** `attempt` counts from 1: the how manieth time this service begins with this message. */
const handling = { message: text, service: text, attempt: whole };

const TRACING_EVENTS = eventTable({
  ServiceSubscribed: { service: text, name: text },
  // `name` is the message's type. Both ids are what stands on the message, right or wrong; missing is what is missing.
  // `story` is what it belongs to by its data, for example an order: where that is known, ids that contradict it are wrong.
  MessagePublished: {
    message: text,
    name: text,
    service: text,
    correlation: optional(text),
    causation: optional(text),
    story: optional(text),
  },
  HandlingBegun: handling,
  HandlingEnded: handling,
  HandlingFailed: { ...handling, reason: text },
  // What the program itself says about a message: a finding.
  MessageNamed: { message: text, says: text },
});

/**
 * What services do with messages, and which ids the messages carry. A message is its id; an id that is used twice is one
 * message to whoever reads the trace.
 */
export type TracingEvent = EventOf<typeof TRACING_EVENTS>;

export const TRACING_TRACE: TraceKind<TracingEvent> = {
  id: 'tracing',
  version: 1,
  events: TRACING_EVENTS,
  upcasters: {},
};
