/** Listeners as an instrument: who is registered for what, and each event on its way to them. */
import { useMemo } from 'preact/hooks';
import { createCursor } from '#trace/cursor.ts';
import type { ListenerEvent } from '#trace/listener-events.ts';
import type { Recorded, Trace } from '#trace/trace.ts';
import { createPlayer, type Stops } from '../player/player.ts';
import { stopsAt } from '../player/stops.ts';
import type { Bar } from '../player/timeline.ts';
import { Stage } from '../stage/Stage.tsx';
import { Topology } from '../topology/Topology.tsx';
import type { ViewProps } from '../view.ts';
import { brokerEventOf, brokerStateOf } from './as-topology.ts';
import { Emissions } from './Emissions.tsx';
import { EMPTY, evolve } from './listeners-state.ts';
import { Slots } from './Slots.tsx';
import { isFault, sentenceOf } from './words.ts';

const WORDS = { turn: 'event', output: 'fault' };

/** A turn begins where something is emitted; what is jumped to besides is what went wrong. */
function stopsOf(events: readonly Recorded<ListenerEvent>[]): Stops {
  return stopsAt(events, { turn: ({ type }) => type === 'EventEmitted', output: isFault });
}

const BARS: Readonly<Partial<Record<ListenerEvent['type'], Bar>>> = {
  EventEmitted: { tone: 'event', height: 0.9 },
  ListenerCalled: { tone: 'read', height: 0.6 },
  ListenerAdded: { tone: 'actor', height: 0.4 },
  ListenerRemoved: { tone: 'actor', height: 0.3 },
};

function barOf(event: ListenerEvent | undefined): Bar {
  if (event !== undefined && isFault(event)) return { tone: 'fault', height: 0.9 };
  return (event && BARS[event.type]) ?? { tone: 'idle', height: 0.2 };
}

/** Everything about one trace that stays while the reader moves through it. */
function openTrace({ events }: Trace<ListenerEvent>) {
  const stops = stopsOf(events);
  const cursor = createCursor({ events, initial: EMPTY, evolve });
  const player = createPlayer({ cursor, stops });
  // The end shows who is left; the way there is for those who go back.
  player.seek(player.steps);
  return { events, stops, player, state: () => cursor.state };
}

export function ListenersView({ trace, id, say, reveal }: ViewProps) {
  const bench = useMemo(() => openTrace(trace as Trace<ListenerEvent>), [trace]);
  const { events, stops, player } = bench;
  const step = player.step.value;
  const state = bench.state();
  const event = events[step - 1];
  const now = { state, event };
  return (
    <Stage
      {...{ id, say, reveal, player, stops }}
      pictures={[
        { id: 'listeners', label: 'Listeners', draw: () => <Slots {...now} /> },
        { id: 'emissions', label: 'Events', draw: () => <Emissions {...now} /> },
        {
          id: 'topology',
          label: 'Topology',
          draw: () => (
            <Topology state={brokerStateOf(state)} step={step} event={brokerEventOf(state, event)} />
          ),
        },
      ]}
      sentence={event === undefined ? 'Before anything has happened.' : sentenceOf(event)}
      isFault={event !== undefined && isFault(event)}
      place={`${state.emitted.toLocaleString('en')} emitted`}
      words={WORDS}
      barAt={(number) => barOf(events[number - 1])}
      titles={{ turn: 'Event', where: 'Where' }}
      rowAt={(number) => {
        const one = events[number - 1]!;
        return {
          at: one.at,
          turn: 'event' in one ? one.event : '–',
          what: sentenceOf(one),
          where: one.target,
        };
      }}
    />
  );
}
