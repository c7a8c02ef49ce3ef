/** Messages and their causes as an instrument: when each waited and was handled, and which has led to which. */
import { useMemo } from 'preact/hooks';
import { createCursor } from '#trace/cursor.ts';
import type { Trace } from '#trace/trace.ts';
import type { TracingEvent } from '#trace/tracing-events.ts';
import { createPlayer } from '../player/player.ts';
import { Stage } from '../stage/Stage.tsx';
import type { ViewProps } from '../view.ts';
import { CausalGraph } from './CausalGraph.tsx';
import { messagesOf } from './messages.ts';
import { barOf, stopsOf, WORDS } from './stops.ts';
import { Waterfall } from './Waterfall.tsx';
import { isFault, sentenceOf, serviceOf } from './words.ts';

/** Everything about one trace that stays while the reader moves through it. */
function openTrace({ events }: Trace<TracingEvent>) {
  const messages = messagesOf(events);
  const stops = stopsOf(events, messages);
  const cursor = createCursor({ events, initial: 0, evolve: (count: number) => count + 1 });
  const player = createPlayer({ cursor, stops });
  // The end shows the whole tree; the way there is for those who go back.
  player.seek(player.steps);
  return { events, messages, stops, player };
}

export function TracingView({ trace, id, say, reveal }: ViewProps) {
  const { events, messages, stops, player } = useMemo(() => openTrace(trace as Trace<TracingEvent>), [trace]);
  const step = player.step.value;
  const event = events[step - 1];
  const here = event && 'message' in event ? messages.byId.get(event.message) : undefined;
  const start = events[0]?.at ?? 0;
  const place = { step, at: (event?.at ?? start) - start };
  const now = { messages, step, steps: player.steps, place, here, goTo: (to: number) => player.seek(to) };
  return (
    <Stage
      {...{ id, say, reveal, player, stops }}
      pictures={[
        { id: 'waterfall', label: 'Waterfall', draw: () => <Waterfall {...now} /> },
        { id: 'causes', label: 'Causes', draw: () => <CausalGraph {...now} /> },
      ]}
      sentence={event === undefined ? 'Before anything has happened.' : sentenceOf(event, messages)}
      isFault={event !== undefined && isFault(event, messages)}
      place={event === undefined ? '' : `${Math.round(event.at - start).toLocaleString('en')} ms`}
      words={WORDS}
      barAt={(number) => barOf(events[number - 1], messages)}
      titles={{ turn: 'Message', where: 'Service' }}
      rowAt={(number) => {
        const one = events[number - 1]!;
        const turn = 'message' in one ? one.message : '–';
        return { at: one.at, turn, what: sentenceOf(one, messages), where: serviceOf(one, messages) };
      }}
    />
  );
}
