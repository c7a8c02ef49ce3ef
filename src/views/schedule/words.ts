/** What happened in a schedule, as a sentence. Pure. */
import type { ScheduleEvent } from '#trace/schedule-events.ts';
import { isOfProcess, processSentence } from '../broker/process-words.ts';

export function sentenceOf(event: ScheduleEvent): string {
  if (isOfProcess(event)) return processSentence(event);
  const { message } = event;
  switch (event.type) {
    case 'MessagePublished':
      return `${message} is published.`;
    case 'MessageDelivered':
      return `${message} is delivered to ${event.consumer}${event.redelivered ? `, at attempt ${event.attempt}` : ''}.`;
    case 'MessageAcknowledged':
      return `${event.consumer} acknowledges ${message}: the bus forgets it.`;
    case 'MessageRequeued':
      return `${message} will come again: ${event.reason}.`;
    case 'MessageDeadLettered':
      return `${message} is a dead letter, after ${event.attempts} attempts.`;
  }
}

/** The process that an event is about, or else who carries messages. */
export function subjectOf(event: ScheduleEvent): string {
  if ('consumer' in event) return event.consumer;
  if ('process' in event && event.process !== undefined) return event.process;
  return event.type === 'InvariantBroken' ? 'the system' : 'bus';
}

const FAULTS: readonly ScheduleEvent['type'][] = [
  'ProcessCrashed',
  'MessageRequeued',
  'MessageDeadLettered',
  'HandlerFailed',
  'FaultStruck',
  'InvariantBroken',
];

/** True for what went wrong. */
export const isFault = (event: ScheduleEvent): boolean => FAULTS.includes(event.type);
