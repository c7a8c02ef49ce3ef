/** What happened, as a sentence. Pure. */
import type { EventStoreEvent } from '#trace/event-store-events.ts';

const list = (types: readonly string[]) => (types.length === 0 ? 'nothing' : types.join(' and '));
export const events = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`;

export function sentenceOf(event: EventStoreEvent): string {
  switch (event.type) {
    case 'EventAppended':
      return `${event.event} is appended to ${event.stream}: version ${event.version}, position ${event.position}.`;
    case 'AppendRejected':
      return `Conflict: ${event.stream} was expected at ${expected(event.expected)}, and is at version ${event.actual}. ${list(event.events)} is refused.`;
    case 'AppendRepeated':
      return `${list(event.events)} is in ${event.stream} already, by its id: nothing is appended.`;
    case 'StateLoaded':
      return `The state of ${event.stream} at version ${event.version} is folded from ${events(event.replayed)}${event.snapshot > 0 ? `, behind the snapshot of version ${event.snapshot}` : ''}.`;
    case 'SnapshotTaken':
      return `A snapshot of ${event.stream} is saved, of version ${event.version}.`;
    case 'SnapshotIgnored':
      return `The snapshot of ${event.stream} was made by code ${event.code}: it is not trusted.`;
    case 'CommandDecided':
      return `${event.command} on ${event.stream}: ${list(event.events)} is decided${event.attempt > 1 ? `, at attempt ${event.attempt}` : ''}.`;
    case 'ProjectionAdvanced':
      return `The projection ${event.projection} has come to position ${event.checkpoint}.`;
    case 'ProjectionSwitched':
      return `${event.to} has caught up and takes over from ${event.from}.`;
    case 'SubscriptionStarted':
      return `${event.subscription} subscribes, behind position ${event.after}.`;
    case 'SubscriptionCaughtUp':
      return `${event.subscription} has caught up at position ${event.position}, and is live.`;
    case 'SubscriptionFailed':
      return `${event.subscription} has failed behind position ${event.position}: ${event.message}`;
  }
}

function expected(text: string): string {
  return /^\d+$/.test(text) ? `version ${text}` : text;
}

/** The stream or reader that an event is about. */
export function subjectOf(event: EventStoreEvent): string {
  if ('stream' in event) return event.stream;
  if ('projection' in event) return event.projection;
  return 'subscription' in event ? event.subscription : event.to;
}

/** JSON for people: names without quotes, short values on one line. Text that is no JSON stays as it is. */
export function pretty(json: string): string {
  if (json === '') return '';
  try {
    const value: unknown = JSON.parse(json);
    const line = bare(JSON.stringify(value, null, 1)).replace(/\n\s*/g, ' ');
    return line.length <= 60 ? line : bare(JSON.stringify(value, null, 2));
  } catch {
    return json;
  }
}

/** The names of fields at the beginnings of lines lose their quotes where they need none. */
function bare(json: string): string {
  return json.replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:');
}
