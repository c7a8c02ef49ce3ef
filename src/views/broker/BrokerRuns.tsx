/** A broker’s trace with its player: what all pictures of one share. */
import { useMemo } from 'preact/hooks';
import { createCursor } from '#trace/cursor.ts';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded, Trace } from '#trace/trace.ts';
import { createPlayer } from '../player/player.ts';
import { sequenceOfBroker } from '../sequence/broker-rows.ts';
import type { Sequence } from '../sequence/sequence.ts';
import { Findings } from '../stage/Findings.tsx';
import { Stage, type Picture } from '../stage/Stage.tsx';
import type { ViewProps } from '../view.ts';
import { readBroker } from './broker-index.ts';
import { EMPTY, type BrokerState } from './broker-state.ts';
import { depthsOf, type Depths } from './depths.ts';
import { createEvolve } from './evolve.ts';
import { stepsOf, WORDS } from './stops.ts';
import { isFault, sentenceOf, subjectOf } from './words.ts';

type Events = readonly Recorded<BrokerEvent>[];

/** What the pictures are drawn of, at the place where the player stands. */
export interface RunNow {
  state: BrokerState;
  step: number;
  steps: number;
  events: Events;
  /** The event that led here, and the one before. */
  event: Recorded<BrokerEvent> | undefined;
  before: Recorded<BrokerEvent> | undefined;
  sequence: Sequence;
  depths: Depths;
  goTo: (step: number) => void;
}

export interface BrokerRunsProps extends ViewProps {
  /** True where time passes in the trace: only what is there when it does counts as waiting. */
  isTimed?: boolean;
  pictures: (now: RunNow) => readonly Picture[];
}

/** Everything about one run that stays while the reader moves through it. */
function openRun(events: Events, isTimed: boolean) {
  const index = readBroker(events);
  const steps = stepsOf(events);
  const cursor = createCursor({ events, initial: EMPTY, evolve: createEvolve(index) });
  // A message that is handed on at once has not waited, although it was in the queue for a step.
  const isLast = (step: number) => events[step]?.at !== events[step - 1]?.at;
  const depths = depthsOf(cursor, isTimed ? isLast : undefined);
  const player = createPlayer({ cursor, stops: steps });
  // The end is what the program has left behind; the way there is for those who drag back.
  player.seek(player.steps);
  return { steps, player, depths, sequence: sequenceOfBroker(events), state: () => cursor.state };
}

export function BrokerRuns({ trace, ...props }: BrokerRunsProps) {
  const { events } = trace as Trace<BrokerEvent>;
  return (
    <Findings
      id={props.id}
      link={props.link}
      events={events}
      draw={(finding) => <Run {...props} events={finding.events} />}
    />
  );
}

type RunProps = { events: Events } & Pick<BrokerRunsProps, 'id' | 'say' | 'reveal' | 'pictures' | 'isTimed'>;

function Run({ events, id, say, reveal, pictures, isTimed = false }: RunProps) {
  const bench = useMemo(() => openRun(events, isTimed), [events, isTimed]);
  const { steps, player, depths, sequence } = bench;
  const step = player.step.value;
  const state = bench.state();
  const event = events[step - 1];
  const before = events[step - 2];
  const goTo = (to: number) => player.seek(to);
  return (
    <Stage
      {...{ id, say, reveal, player }}
      stops={steps}
      pictures={pictures({ state, step, steps: player.steps, events, event, before, sequence, depths, goTo })}
      sentence={event === undefined ? 'Before the first event.' : sentenceOf(event)}
      isFault={event !== undefined && isFault(event)}
      place={`${state.published.toLocaleString('en')} published`}
      words={WORDS}
      barAt={steps.barAt}
      titles={{ turn: 'Message', where: 'Where' }}
      rowAt={(number) => rowOf(events[number - 1]!)}
    />
  );
}

function rowOf(event: Recorded<BrokerEvent>) {
  const turn = ('message' in event && event.message) || '–';
  return { at: event.at, turn, what: sentenceOf(event), where: subjectOf(event) };
}
