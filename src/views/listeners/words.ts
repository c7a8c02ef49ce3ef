/** What happened to a listener or an event, as a sentence. Pure. */
import type { ListenerEvent } from '#trace/listener-events.ts';

export function sentenceOf(event: ListenerEvent): string {
  const { target } = event;
  switch (event.type) {
    case 'TargetWatched':
      return `${target} is there; nobody listens to it yet.`;
    case 'ListenerAdded':
      return `“${event.name}” listens to ${event.event} of ${target}${event.once ? ', once' : ''}.`;
    case 'ListenerRemoved':
      return `“${event.name}” no longer listens to ${event.event} of ${target}: ${event.why}.`;
    case 'EventEmitted':
      return `${target} emits ${event.event}${of(event.value)}.`;
    case 'ListenerCalled': {
      const late = event.gone ? ', though it has left' : '';
      return `“${event.name}” is called with ${event.event}${late}.`;
    }
    case 'ListenerReturned':
      return event.waits ? `“${event.name}” has returned a promise.` : `“${event.name}” has returned.`;
    case 'ListenerFailed':
      return `“${event.name}” throws: ${event.error}.`;
    case 'EmissionEnded': {
      const heard =
        event.heard === 0
          ? 'nobody has been called'
          : `${event.heard} ${event.heard === 1 ? 'listener has' : 'listeners have'} been called`;
      if (event.bad) return `Emitting ${event.event} throws: ${event.outcome}. Until then ${heard}.`;
      return `Emitting ${event.event} has returned: ${heard}${event.outcome && `, and ${event.outcome}`}.`;
    }
  }
}

const of = (value: string): string => (value === '' ? '' : `: ${value}`);

/** What went wrong: a listener or an emission that throws, and a call of somebody who has left. */
export const isFault = (event: ListenerEvent): boolean =>
  event.type === 'ListenerFailed' ||
  (event.type === 'ListenerCalled' && event.gone) ||
  (event.type === 'EmissionEnded' && event.bad);
