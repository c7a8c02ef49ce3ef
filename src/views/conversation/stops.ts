/** The steps of the player on a conversation: every event is one. Pure. */
import type { ConversationEvent } from '#trace/conversation-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { Stops } from '../player/player.ts';
import { stopsAt } from '../player/stops.ts';
import type { Bar } from '../player/timeline.ts';
import { isFault } from './words.ts';

export const WORDS = { turn: 'event', output: 'fault' };

/** A turn begins where an event arrives or a request is made; what is jumped to besides is what went wrong. */
export function stopsOf(events: readonly Recorded<ConversationEvent>[]): Stops {
  return stopsAt(events, {
    turn: ({ type }) => type === 'EventSent' || type === 'RequestSent',
    output: isFault,
  });
}

const BARS: Readonly<Partial<Record<ConversationEvent['type'], Bar>>> = {
  EventSent: { tone: 'event', height: 0.7 },
  RequestSent: { tone: 'command', height: 0.6 },
  RequestAnswered: { tone: 'read', height: 0.45 },
  EventHandled: { tone: 'read', height: 0.55 },
  OutcomeReached: { tone: 'read', height: 0.85 },
};

export function barOf(event: ConversationEvent | undefined): Bar {
  if (event !== undefined && isFault(event)) return { tone: 'fault', height: 0.85 };
  return (event && BARS[event.type]) ?? { tone: 'idle', height: 0.3 };
}
