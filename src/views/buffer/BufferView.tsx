/** Buffers as an instrument: how full each is at any point of a run, against its high-water mark. */
import { useMemo } from 'preact/hooks';
import type { BufferEvent } from '#trace/buffer-events.ts';
import { createCursor } from '#trace/cursor.ts';
import type { Recorded, Trace } from '#trace/trace.ts';
import type { Bar } from '../player/timeline.ts';
import { createPlayer, type Stops } from '../player/player.ts';
import { stopsAt } from '../player/stops.ts';
import { Stage } from '../stage/Stage.tsx';
import type { ViewProps } from '../view.ts';
import { EMPTY, evolve } from './buffer-state.ts';
import { Levels } from './Levels.tsx';
import { levelLines, overrunsOf } from './levels.ts';
import { isFault, sentenceOf } from './words.ts';

const WORDS = { turn: 'drain', output: 'fault' };

/** A turn begins where writing may go on; what is jumped to besides is what went wrong. */
function stepsOf(events: readonly Recorded<BufferEvent>[], overruns: ReadonlySet<number>): Stops {
  return stopsAt(events, {
    turn: ({ type }) => type === 'BufferDrained',
    output: (event, position) => isFault(event, overruns.has(position)),
  });
}

function barOf(event: BufferEvent | undefined, isOverrun: boolean, most: number): Bar {
  if (event === undefined || !('level' in event)) return { tone: 'idle', height: 0.3 };
  const height = 0.15 + 0.85 * (event.level / most);
  if (isFault(event, isOverrun)) return { tone: 'fault', height };
  if (event.type === 'ItemWritten') return { tone: 'event', height };
  return { tone: event.type === 'ItemHandled' ? 'read' : 'idle', height };
}

/** Everything about one trace that stays while the reader moves through it. */
function openTrace({ events }: Trace<BufferEvent>) {
  const overruns = overrunsOf(events);
  const steps = stepsOf(events, overruns);
  const cursor = createCursor({ events, initial: EMPTY, evolve });
  const player = createPlayer({ cursor, stops: steps });
  // The end shows the whole line; the way there is for those who drag back.
  player.seek(player.steps);
  const most = events.reduce((high, event) => Math.max(high, 'level' in event ? event.level : 0), 1);
  return { events, overruns, steps, player, most, lines: levelLines(events), state: () => cursor.state };
}

export function BufferView({ trace, id, say, reveal }: ViewProps) {
  const bench = useMemo(() => openTrace(trace as Trace<BufferEvent>), [trace]);
  const { events, overruns, steps, player, lines, most } = bench;
  const step = player.step.value;
  const state = bench.state();
  const event = events[step - 1];
  const done = player.steps === 0 ? 0 : step / player.steps;
  const written = state.reduce((sum, buffer) => sum + buffer.written, 0);
  return (
    <Stage
      {...{ id, say, reveal, player }}
      stops={steps}
      pictures={[{ id: 'levels', label: 'Levels', draw: () => <Levels {...{ id, lines, state, done }} /> }]}
      sentence={event === undefined ? 'Before the first event.' : sentenceOf(event, overruns.has(step))}
      isFault={event !== undefined && isFault(event, overruns.has(step))}
      place={`${written.toLocaleString('en')} written`}
      words={WORDS}
      barAt={(number) => barOf(events[number - 1], overruns.has(number), most)}
      titles={{ turn: 'Level', where: 'Buffer' }}
      rowAt={(number) => {
        const one = events[number - 1]!;
        const level = 'level' in one ? one.level.toLocaleString('en') : '–';
        return { at: one.at, turn: level, what: sentenceOf(one, overruns.has(number)), where: one.buffer };
      }}
    />
  );
}
