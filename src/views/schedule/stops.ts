/** The steps of the player on a schedule: every event is one. Pure. */
import type { ScheduleEvent } from '#trace/schedule-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { Stops } from '../player/player.ts';
import { stopsAt } from '../player/stops.ts';
import type { Bar } from '../player/timeline.ts';
import { isFault } from './words.ts';

export const WORDS = { turn: 'delivery', output: 'fault' };

export interface ScheduleSteps extends Stops {
  barAt(step: number): Bar;
}

export function stepsOf(events: readonly Recorded<ScheduleEvent>[]): ScheduleSteps {
  return {
    ...stopsAt(events, { turn: ({ type }) => type === 'MessageDelivered', output: isFault }),
    barAt(step) {
      const event = events[step - 1];
      if (event === undefined) return { tone: 'idle', height: 0.3 };
      if (isFault(event)) return { tone: 'fault', height: event.type === 'InvariantBroken' ? 1 : 0.85 };
      switch (event.type) {
        case 'MessageDelivered':
          return { tone: 'event', height: 0.7 };
        case 'OperationApplied':
          return { tone: 'command', height: 0.55 };
        case 'MessageAcknowledged':
          return { tone: 'read', height: 0.45 };
        default:
          return { tone: 'idle', height: 0.3 };
      }
    },
  };
}
