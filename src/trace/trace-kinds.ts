/** All kinds of traces that there are. A new kind is added here, so that runtimes can check what programs record. */
import { LOOP_TRACE } from './loop-events.ts';
import { BROKER_TRACE } from './broker-events.ts';
import { BUFFER_TRACE } from './buffer-events.ts';
import { CONVERSATION_TRACE } from './conversation-events.ts';
import { LISTENER_TRACE } from './listener-events.ts';
import { DOM_TRACE } from './dom-events.ts';
import { EVENT_STORE_TRACE } from './event-store-events.ts';
import { SCHEDULE_TRACE } from './schedule-events.ts';
import { WINDOW_TRACE } from './window-events.ts';
import { TRACING_TRACE } from './tracing-events.ts';
import type { RecordedTrace, Trace, TraceKind } from './trace.ts';

export const TRACE_KINDS: readonly TraceKind<object>[] = [
  LOOP_TRACE,
  BROKER_TRACE,
  BUFFER_TRACE,
  CONVERSATION_TRACE,
  DOM_TRACE,
  EVENT_STORE_TRACE,
  LISTENER_TRACE,
  SCHEDULE_TRACE,
  WINDOW_TRACE,
  TRACING_TRACE,
];

/** The kind of this id. Throws an Error that names the known ones. */
export function traceKind(id: string): TraceKind<object> {
  const kind = TRACE_KINDS.find((one) => one.id === id);
  if (kind) return kind;
  throw new Error(
    `There is no trace kind “${id}”; known are ${TRACE_KINDS.map((one) => one.id).join(', ')}.`,
  );
}

export const isTraceKind = (id: string): boolean => TRACE_KINDS.some((one) => one.id === id);

/** What a run has recorded, as a trace of `kind`. Throws an Error if it is of another kind or version. */
export function traceOf<E extends object>(kind: TraceKind<E>, recorded: RecordedTrace): Trace<E> {
  if (recorded.kind !== kind.id || recorded.version !== kind.version)
    throw new Error(
      `A trace of “${kind.id}” ${kind.version} was expected, and “${recorded.kind}” ${recorded.version} came.`,
    );
  return { ...recorded, kind, events: recorded.events as Trace<E>['events'] };
}
