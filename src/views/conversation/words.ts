/** What parties said to each other, as sentences. Pure. */
import type { ConversationEvent } from '#trace/conversation-events.ts';

export function sentenceOf(event: ConversationEvent): string {
  const { run } = event;
  return run === undefined ? plain(event) : `${run}: ${plain(event)}`;
}

function plain(event: ConversationEvent): string {
  switch (event.type) {
    case 'RequestSent':
      return `${event.from} asks ${event.to}: ${event.request}.`;
    case 'RequestAnswered':
      return `${event.from} answers ${event.to}: ${event.answer}.`;
    case 'RequestFailed':
      return `${event.to} gets nothing from ${event.from}: ${event.reason}.`;
    case 'EventSent':
      return `${event.from} sends ${event.event} to ${event.to}${event.again ? ' once more' : ''}.`;
    case 'EventLost':
      return `${event.event} is lost on its way from ${event.from} to ${event.to}.`;
    case 'EventHandled':
      return `${event.by} has handled ${event.event}.`;
    case 'EventSkipped':
      return `${event.by} skips ${event.event}: ${event.reason}.`;
    case 'LineOpened':
      return `The line from ${event.from} to ${event.to} is open.`;
    case 'LineBroken':
      return `The line from ${event.from} to ${event.to} breaks: ${event.reason}.`;
    case 'WaitBegun': {
      const why = event.reason === undefined ? '' : `: ${event.reason}`;
      return `${event.by} waits for ${event.ms.toLocaleString('en')} ms${why}.`;
    }
    case 'PartyStopped':
      return `${event.name} is down.`;
    case 'PartyStarted':
      return `${event.name} is up.`;
    case 'OutcomeReached':
      return `${event.who}: ${event.says}.`;
  }
}

/** The party that an event is about. */
export function subjectOf(event: ConversationEvent): string {
  if ('to' in event) return event.to;
  if ('by' in event) return event.by;
  return 'who' in event ? event.who : event.name;
}

const FAULTS: readonly ConversationEvent['type'][] = [
  'RequestFailed',
  'EventLost',
  'LineBroken',
  'PartyStopped',
];

/** True for what went wrong. */
export const isFault = (event: ConversationEvent): boolean =>
  FAULTS.includes(event.type) || (event.type === 'OutcomeReached' && event.bad);
