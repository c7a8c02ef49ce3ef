/** The steps of the player on a broker’s trace: every event is one. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { Stops } from '../player/player.ts';
import { stopsAt } from '../player/stops.ts';
import type { Bar } from '../player/timeline.ts';
import { isFault } from './words.ts';

export const WORDS = { turn: 'message', output: 'fault' };

export interface BrokerSteps extends Stops {
  barAt(step: number): Bar;
}

/** A turn begins where a message is published; what is jumped to besides is what went wrong. */
export function stepsOf(events: readonly Recorded<BrokerEvent>[]): BrokerSteps {
  return {
    ...stopsAt(events, { turn: ({ type }) => type === 'MessagePublished', output: isFault }),
    barAt(step) {
      const event = events[step - 1];
      if (event === undefined) return { tone: 'idle', height: 0.3 };
      if (isFault(event)) return { tone: 'fault', height: 1 };
      switch (event.type) {
        case 'MessagePublished':
          return { tone: 'event', height: 0.75 };
        case 'MessageDelivered':
          return { tone: 'actor', height: 0.6 };
        case 'MessageAcknowledged':
        case 'OffsetCommitted':
          return { tone: 'read', height: 0.45 };
        default:
          return { tone: 'idle', height: 0.3 };
      }
    },
  };
}
