/** What parties say to each other, as a sequence diagram; of several runs that are compared, side by side. */
import { useMemo } from 'preact/hooks';
import type { ConversationEvent } from '#trace/conversation-events.ts';
import { createCursor } from '#trace/cursor.ts';
import type { Trace } from '#trace/trace.ts';
import { createPlayer } from '../player/player.ts';
import { sequencesOfConversation, type ConversationRun } from '../sequence/conversation-rows.ts';
import { SequenceDiagram } from '../sequence/SequenceDiagram.tsx';
import { Stage } from '../stage/Stage.tsx';
import type { ViewProps } from '../view.ts';
import { barOf, stopsOf, WORDS } from './stops.ts';
import { isFault, sentenceOf, subjectOf } from './words.ts';

/** Everything about one trace that stays while the reader moves through it. */
function openTrace({ events }: Trace<ConversationEvent>) {
  const stops = stopsOf(events);
  const cursor = createCursor({ events, initial: 0, evolve: (count: number) => count + 1 });
  const player = createPlayer({ cursor, stops });
  // The end shows what it came to; the way there is for those who go back.
  player.seek(player.steps);
  return { events, stops, player, runs: sequencesOfConversation(events) };
}

export function ConversationView({ trace, id, say, reveal }: ViewProps) {
  const { events, stops, player, runs } = useMemo(
    () => openTrace(trace as Trace<ConversationEvent>),
    [trace],
  );
  const step = player.step.value;
  const event = events[step - 1];
  const goTo = (to: number) => player.seek(to);
  return (
    <Stage
      {...{ id, say, reveal, player, stops }}
      pictures={[{ id: 'sequence', label: 'Sequence', draw: () => <Runs {...{ runs, step, goTo }} /> }]}
      sentence={event === undefined ? 'Before anything has happened.' : sentenceOf(event)}
      isFault={event !== undefined && isFault(event)}
      place={event === undefined ? '' : `${Math.round(event.at).toLocaleString('en')} ms`}
      words={WORDS}
      barAt={(number) => barOf(events[number - 1])}
      titles={{ turn: 'Run', where: 'Where' }}
      rowAt={(number) => {
        const one = events[number - 1]!;
        return { at: one.at, turn: one.run ?? '–', what: sentenceOf(one), where: subjectOf(one) };
      }}
    />
  );
}

interface RunsProps {
  runs: readonly ConversationRun[];
  step: number;
  goTo: (step: number) => void;
}

function Runs({ runs, step, goTo }: RunsProps) {
  if (runs.length === 1) return <SequenceDiagram sequence={runs[0]!.sequence} {...{ step, goTo }} />;
  return (
    <div class="cv" style={`--runs:${String(runs.length)}`}>
      {runs.map(({ name, sequence }) => (
        <section key={name} class="cv-run" aria-label={name}>
          <p class="cv-name">{name}</p>
          <SequenceDiagram {...{ sequence, step, goTo }} label={`Sequence diagram: ${name}`} />
        </section>
      ))}
    </div>
  );
}
