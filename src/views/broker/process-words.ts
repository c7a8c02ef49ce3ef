/** What happened to the processes around a broker, as a sentence. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { ProcessEvent } from '#trace/process-events.ts';
import type { ScheduleEvent } from '#trace/schedule-events.ts';

const PROCESS_TYPES: readonly string[] = [
  'CounterexampleFound',
  'ProcessStarted',
  'ProcessCrashed',
  'HandlerFailed',
  'OperationApplied',
  'StateEntered',
  'FaultStruck',
  'InvariantBroken',
] satisfies ProcessEvent['type'][];

export const isOfProcess = (event: BrokerEvent | ScheduleEvent): event is ProcessEvent =>
  PROCESS_TYPES.includes(event.type);

export function processSentence(event: ProcessEvent): string {
  switch (event.type) {
    case 'CounterexampleFound':
      return `Schedule ${event.schedules} broke “${event.invariant}”: ${event.says}`;
    case 'ProcessStarted':
      return `The process ${event.process} starts, with nothing in its memory.`;
    case 'ProcessCrashed':
      return `The process ${event.process} dies.`;
    case 'HandlerFailed':
      return `The handler of ${event.consumer} throws over ${event.message}: ${event.error}.`;
    case 'OperationApplied': {
      const isNamed = event.message === undefined || event.operation.includes(event.message);
      const about = isNamed ? '' : `, for ${event.message}`;
      const more = event.detail === undefined ? '' : ` (${event.detail})`;
      return `${event.process}: “${event.operation}”${more} has taken effect${about}.`;
    }
    case 'StateEntered':
      return `${event.process}: ${event.subject} is now in the state “${event.state}”.`;
    case 'FaultStruck':
      return `A fault: ${event.says}`;
    case 'InvariantBroken':
      return `Broken: ${event.invariant}. ${event.says}`;
  }
}
