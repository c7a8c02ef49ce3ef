import { eventTable, flag, text, whole, type EventOf } from './fields.ts';
import type { TraceKind } from './trace.ts';

/** `level` is how much the buffer holds when the event is over, in its own unit. */
const BUFFER_EVENTS = eventTable({
  /** `mark` is the high-water mark; `unit` what is counted, in the plural: orders, bytes. */
  BufferOpened: { buffer: text, mark: whole, unit: text },
  /** `goOn` is what the buffer answered: false asks the writer to wait. */
  ItemWritten: { buffer: text, item: text, level: whole, goOn: flag },
  /** The buffer did not take it. */
  ItemRefused: { buffer: text, item: text, level: whole },
  ItemHandled: { buffer: text, item: text, level: whole },
  ItemFailed: { buffer: text, item: text, level: whole, reason: text },
  /** It has said that writing may go on. */
  BufferDrained: { buffer: text, level: whole },
  BufferFinished: { buffer: text, level: whole },
  /** It was closed before its end. */
  BufferDestroyed: { buffer: text, level: whole, reason: text },
});

/** What can happen to a buffer between a producer and a consumer. */
export type BufferEvent = EventOf<typeof BUFFER_EVENTS>;

export const BUFFER_TRACE: TraceKind<BufferEvent> = {
  id: 'buffer',
  version: 1,
  events: BUFFER_EVENTS,
  upcasters: {},
};
