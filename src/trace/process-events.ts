/**
 * What can happen to the processes of an explored system. `says`, `error`, `whom`, `operation`, `detail`,
 * `subject` and `state` are words for the reader.
 */
import { eventTable, listOf, number, optional, text, whole, type EventOf } from './fields.ts';

export const PROCESS_EVENTS = eventTable({
  // An exploration has found a schedule that breaks an invariant, after so many tries: what follows happened in it.
  CounterexampleFound: { invariant: text, says: text, faults: listOf(text), seed: number, schedules: whole },
  ProcessStarted: { process: text },
  ProcessCrashed: { process: text },
  HandlerFailed: { message: text, consumer: text, error: text },
  OperationApplied: {
    process: text,
    whom: optional(text),
    operation: text,
    detail: optional(text),
    message: optional(text),
  },
  // A thing that is kept somewhere, `sagas/o-1`, has come into another state.
  StateEntered: { process: text, subject: text, state: text },
  FaultStruck: { fault: text, says: text, message: optional(text), process: optional(text) },
  InvariantBroken: { invariant: text, says: text },
});

export type ProcessEvent = EventOf<typeof PROCESS_EVENTS>;
