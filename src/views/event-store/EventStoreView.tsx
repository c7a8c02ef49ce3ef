/** An event store as an instrument: drag through the log, and see state, projections and cost at that point. */
import { useEffect, useMemo } from 'preact/hooks';
import { createCursor } from '#trace/cursor.ts';
import type { EventStoreEvent } from '#trace/event-store-events.ts';
import type { Trace } from '#trace/trace.ts';
import { playerCommand } from '../player/keys.ts';
import { createPlayer, SPEEDS } from '../player/player.ts';
import { TraceTable } from '../player/TraceTable.tsx';
import { Transport } from '../player/Transport.tsx';
import { useSpoken } from '../stage/spoken.ts';
import type { ViewProps } from '../view.ts';
import { Log } from './Log.tsx';
import { States } from './States.tsx';
import { stepsOf } from './stops.ts';
import { EMPTY, evolve } from './store-state.ts';
import { sentenceOf, subjectOf } from './words.ts';

const WORDS = { turn: 'event', output: 'state' };

/** Everything about one trace that stays while the reader moves through it. */
function openTrace({ events }: Trace<EventStoreEvent>) {
  const steps = stepsOf(events);
  const cursor = createCursor({ events, initial: EMPTY, evolve });
  const player = createPlayer({ cursor, stops: steps });
  // The end is what the program has left behind; the way there is for those who drag back.
  player.seek(player.steps);
  return { events, steps, player, state: () => cursor.state };
}

export function EventStoreView({ trace, id, say, reveal }: ViewProps) {
  const bench = useMemo(() => openTrace(trace as Trace<EventStoreEvent>), [trace]);
  const { events, steps, player } = bench;
  useEffect(() => () => player.dispose(), [player]);
  useEffect(() => {
    // There is nothing to predict here, so nothing is hidden.
    reveal?.();
  }, [reveal]);
  const step = player.step.value;
  const state = bench.state();
  const event = events[step - 1];
  const what = event === undefined ? 'Before the first event: the log is empty.' : sentenceOf(event);
  const place = state.length === 0 ? '' : `position ${state.length}`;
  useSpoken(player, step, `Step ${step} of ${player.steps}. ${what}`, say);
  const press = (pressed: KeyboardEvent) => {
    const command = playerCommand(pressed, SPEEDS);
    if (command === null) return;
    pressed.preventDefault();
    command(player);
  };
  return (
    // Where the reader presses inside the picture, its keys work from then on.
    <div class="es" tabIndex={-1} onKeyDown={press}>
      <Log log={steps.log} length={state.length} goTo={(to) => player.seek(to)} />
      <p
        class="es-what"
        data-fault={event?.type === 'AppendRejected' || event?.type === 'SubscriptionFailed'}
      >
        {what}
      </p>
      <States state={state} hasLoads={steps.hasLoads} />
      <Transport
        {...{ player, id, place }}
        words={WORDS}
        barAt={steps.barAt}
        turns={steps.turns}
        outputs={steps.outputs}
        sentence={what}
      />
      <TraceTable
        player={player}
        id={id}
        titles={{ turn: 'Position', where: 'Stream or reader' }}
        rowAt={(number) => {
          const one = events[number - 1]!;
          const turn = one.type === 'EventAppended' ? String(one.position) : '–';
          return { at: one.at, turn, what: sentenceOf(one), where: subjectOf(one) };
        }}
      />
    </div>
  );
}
