/** The steps of the player on messages: every event is one. Pure. */
import type { TracingEvent } from '#trace/tracing-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { Stops } from '../player/player.ts';
import { stopsAt } from '../player/stops.ts';
import type { Bar } from '../player/timeline.ts';
import type { Messages } from './messages.ts';
import { isFault } from './words.ts';

export const WORDS = { turn: 'message', output: 'fault' };

/** A turn begins where a message is published; what is jumped to besides is what went wrong. */
export function stopsOf(events: readonly Recorded<TracingEvent>[], messages: Messages): Stops {
  return stopsAt(events, {
    turn: ({ type }) => type === 'MessagePublished',
    output: (event) => isFault(event, messages),
  });
}

const BARS: Readonly<Record<TracingEvent['type'], Bar>> = {
  ServiceSubscribed: { tone: 'idle', height: 0.3 },
  MessagePublished: { tone: 'event', height: 0.75 },
  HandlingBegun: { tone: 'actor', height: 0.5 },
  HandlingEnded: { tone: 'read', height: 0.5 },
  HandlingFailed: { tone: 'fault', height: 0.85 },
  MessageNamed: { tone: 'command', height: 0.6 },
};

export function barOf(event: TracingEvent | undefined, messages: Messages): Bar {
  if (event === undefined) return { tone: 'idle', height: 0.3 };
  return isFault(event, messages) ? { tone: 'fault', height: 0.85 } : BARS[event.type];
}
