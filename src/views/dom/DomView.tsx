/** A page with its listeners as an instrument: each event goes its way through the boxes, which light up. */
import { useMemo } from 'preact/hooks';
import { createCursor } from '#trace/cursor.ts';
import type { DomEvent } from '#trace/dom-events.ts';
import type { Trace } from '#trace/trace.ts';
import { createPlayer } from '../player/player.ts';
import { Stage } from '../stage/Stage.tsx';
import type { ViewProps } from '../view.ts';
import { EMPTY, evolve } from './page-state.ts';
import { PageTree } from './PageTree.tsx';
import { barOf, isFault, sentenceOf, stopsOf, whereOf, WORDS } from './words.ts';

/** Everything about one trace that stays while the reader moves through it. */
function openTrace({ events }: Trace<DomEvent>) {
  const stops = stopsOf(events);
  const cursor = createCursor({ events, initial: EMPTY, evolve });
  // Rows of the table ask for other places than the one where the player stands.
  const rows = createCursor({ events, initial: EMPTY, evolve });
  const player = createPlayer({ cursor, stops });
  // The first event on its way: before it there is only the page.
  player.seek(stops.turns[0] ?? player.steps);
  return {
    events,
    stops,
    player,
    state: () => cursor.state,
    stateAt: (position: number) => rows.seek(position),
  };
}

export function DomView({ trace, id, say, reveal }: ViewProps) {
  const bench = useMemo(() => openTrace(trace as Trace<DomEvent>), [trace]);
  const { events, stops, player } = bench;
  const step = player.step.value;
  const state = bench.state();
  const eventAt = (number: number) => events[(stops.steps[number - 1] ?? 0) - 1];
  const event = eventAt(step);
  const told = step === 0 ? EMPTY : bench.stateAt(stops.steps[step - 1] ?? 0);
  return (
    <Stage
      {...{ id, say, reveal, player, stops }}
      pictures={[{ id: 'page', label: 'Page', draw: () => <PageTree state={state} /> }]}
      sentence={event === undefined ? 'Before anything has happened.' : sentenceOf(event, told)}
      isFault={event !== undefined && isFault(event)}
      place={`${state.dispatched.toLocaleString('en')} dispatched`}
      words={WORDS}
      barAt={(number) => barOf(eventAt(number))}
      titles={{ turn: 'Event', where: 'Node' }}
      rowAt={(number) => {
        const one = eventAt(number)!;
        const at = bench.stateAt(stops.steps[number - 1] ?? 0);
        const turn = 'dispatch' in one ? String(one.dispatch) : '–';
        return { at: one.at, turn, what: sentenceOf(one, at), where: whereOf(one, at) };
      }}
    />
  );
}
