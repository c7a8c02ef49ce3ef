/** The steps of the player: every event is one. Pure. */
import type { EventStoreEvent } from '#trace/event-store-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { Bar } from '../player/timeline.ts';

export interface StoreSteps {
  steps: readonly number[];
  /** Steps that append an event to the log. */
  turns: readonly number[];
  /** Steps that give a state: of a stream or of a projection. */
  outputs: readonly number[];
  barAt(step: number): Bar;
  /** The appended events in the order of the log, each with the step that appends it. */
  log: readonly Appended[];
  /** Somewhere a state is folded for a command: then there is a cost to show. */
  hasLoads: boolean;
}

export type Appended = Extract<EventStoreEvent, { type: 'EventAppended' }> & { step: number };

export function stepsOf(trace: readonly Recorded<EventStoreEvent>[]): StoreSteps {
  const at = (...types: EventStoreEvent['type'][]) =>
    trace.flatMap(({ type }, index) => (types.includes(type) ? [index + 1] : []));
  const most = Math.max(1, ...trace.map((event) => (event.type === 'StateLoaded' ? event.replayed : 0)));
  return {
    steps: trace.map((_, index) => index + 1),
    turns: at('EventAppended'),
    hasLoads: trace.some(({ type }) => type === 'StateLoaded' || type === 'AppendRejected'),
    outputs: at('StateLoaded', 'ProjectionAdvanced'),
    log: trace.flatMap((event, index) =>
      event.type === 'EventAppended' ? [{ ...event, step: index + 1 }] : [],
    ),
    barAt(step) {
      const event = trace[step - 1];
      switch (event?.type) {
        case 'EventAppended':
          return { tone: 'event', height: 0.6 };
        case 'AppendRejected':
        case 'SubscriptionFailed':
          return { tone: 'fault', height: 1 };
        case 'StateLoaded':
          // As high as it was dear.
          return { tone: 'state', height: 0.1 + (0.9 * event.replayed) / most };
        case 'ProjectionAdvanced':
        case 'ProjectionSwitched':
          return { tone: 'read', height: 0.45 };
        case 'SnapshotTaken':
          return { tone: 'policy', height: 0.8 };
        default:
          return { tone: 'idle', height: 0.3 };
      }
    },
  };
}
