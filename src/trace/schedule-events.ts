import { eventTable, flag, text, whole, type EventOf } from './fields.ts';
import { PROCESS_EVENTS } from './process-events.ts';
import type { TraceKind } from './trace.ts';

const SCHEDULE_EVENTS = eventTable({
  ...PROCESS_EVENTS,
  MessagePublished: { message: text },
  MessageDelivered: { message: text, consumer: text, attempt: whole, redelivered: flag },
  MessageAcknowledged: { message: text, consumer: text },
  MessageRequeued: { message: text, reason: text },
  MessageDeadLettered: { message: text, attempts: whole },
});

/**
 * What can happen in the schedules of explorations on a bus. A consumer is a process; both and messages are names, unique
 * within a schedule.
 */
export type ScheduleEvent = EventOf<typeof SCHEDULE_EVENTS>;

export const SCHEDULE_TRACE: TraceKind<ScheduleEvent> = {
  id: 'schedule',
  version: 1,
  events: SCHEDULE_EVENTS,
  upcasters: {},
};
