/** The smallest failing schedule of an exploration, step by step. */
import { useMemo } from 'preact/hooks';
import { createCursor } from '#trace/cursor.ts';
import type { ScheduleEvent } from '#trace/schedule-events.ts';
import type { Recorded, Trace } from '#trace/trace.ts';
import { createPlayer } from '../player/player.ts';
import { sequenceOfSchedule } from '../sequence/schedule-rows.ts';
import { SequenceDiagram } from '../sequence/SequenceDiagram.tsx';
import { Findings } from '../stage/Findings.tsx';
import { Stage } from '../stage/Stage.tsx';
import type { ViewProps } from '../view.ts';
import { stepsOf, WORDS } from './stops.ts';
import { isFault, sentenceOf, subjectOf } from './words.ts';

type Events = readonly Recorded<ScheduleEvent>[];

/** Everything about one schedule that stays while the reader moves through it. */
function openSchedule(events: Events) {
  const steps = stepsOf(events);
  const cursor = createCursor({ events, initial: 0, evolve: (count: number) => count + 1 });
  const player = createPlayer({ cursor, stops: steps });
  // The end shows what broke; the way there is for those who go back.
  player.seek(player.steps);
  return { steps, player, sequence: sequenceOfSchedule(events) };
}

export function ScheduleView({ trace, ...props }: ViewProps) {
  const { events } = trace as Trace<ScheduleEvent>;
  return (
    <Findings
      id={props.id}
      link={props.link}
      events={events}
      draw={(finding) => <Schedule {...props} events={finding.events} />}
    />
  );
}

type ScheduleProps = { events: Events } & Pick<ViewProps, 'id' | 'say' | 'reveal'>;

function Schedule({ events, id, say, reveal }: ScheduleProps) {
  const { steps, player, sequence } = useMemo(() => openSchedule(events), [events]);
  const step = player.step.value;
  const event = events[step - 1];
  const goTo = (to: number) => player.seek(to);
  return (
    <Stage
      {...{ id, say, reveal, player }}
      stops={steps}
      pictures={[
        {
          id: 'sequence',
          label: 'Sequence',
          draw: () => <SequenceDiagram {...{ sequence, step, goTo }} />,
        },
      ]}
      sentence={event === undefined ? 'Before anything has happened.' : sentenceOf(event)}
      isFault={event !== undefined && isFault(event)}
      place={event === undefined ? '' : `${Math.round(event.at).toLocaleString('en')} ms`}
      words={WORDS}
      barAt={steps.barAt}
      titles={{ turn: 'Message', where: 'Where' }}
      rowAt={(number) => {
        const one = events[number - 1]!;
        const turn = 'message' in one && one.message !== undefined ? one.message : '–';
        return { at: one.at, turn, what: sentenceOf(one), where: subjectOf(one) };
      }}
    />
  );
}
