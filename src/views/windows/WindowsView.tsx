/** Windows on a time axis: when each item happened, from left to right, and when it arrived, from above. */
import { useMemo } from 'preact/hooks';
import { createCursor } from '#trace/cursor.ts';
import type { Recorded, Trace } from '#trace/trace.ts';
import type { WindowEvent } from '#trace/window-events.ts';
import { createPlayer, type Stops } from '../player/player.ts';
import { stopsAt } from '../player/stops.ts';
import type { Bar } from '../player/timeline.ts';
import { Stage } from '../stage/Stage.tsx';
import type { ViewProps } from '../view.ts';
import { Axis } from './Axis.tsx';
import { EMPTY, evolve, spanOf } from './windows-state.ts';
import { isFault, sentenceOf } from './words.ts';

const WORDS = { turn: 'result', output: 'late one' };

/** A turn begins with a result; what is jumped to besides is what came late. Where only time passes, nobody stops. */
function stopsOf(events: readonly Recorded<WindowEvent>[]): Stops {
  return stopsAt(events, {
    step: ({ type }) => type !== 'TimeTold',
    turn: ({ type }) => /^(?:Window|Alarm)/.test(type),
    output: isFault,
  });
}

function barOf(event: WindowEvent | undefined): Bar {
  if (event === undefined) return { tone: 'idle', height: 0.3 };
  if (isFault(event)) return { tone: 'fault', height: 0.9 };
  if (event.type === 'ItemArrived') return { tone: 'event', height: 0.5 };
  return { tone: event.type === 'SeriesBegun' ? 'idle' : 'read', height: 0.9 };
}

/** Everything about one trace that stays while the reader moves through it. */
function openTrace({ events }: Trace<WindowEvent>) {
  const stops = stopsOf(events);
  const cursor = createCursor({ events, initial: EMPTY, evolve });
  const player = createPlayer({ cursor, stops });
  player.seek(player.steps);
  return { events, stops, player, state: () => cursor.state, spans: spansOf(events) };
}

/** A series has an axis of its own. */
function spansOf(events: readonly WindowEvent[]): ReadonlyMap<string, ReturnType<typeof spanOf>> {
  const series = new Map<string, WindowEvent[]>();
  let own: WindowEvent[] = [];
  series.set('', own);
  for (const event of events) {
    if (event.type === 'SeriesBegun') series.set(event.series, (own = []));
    else own.push(event);
  }
  return new Map([...series].map(([name, all]) => [name, spanOf(all)]));
}

export function WindowsView({ trace, id, say, reveal }: ViewProps) {
  const bench = useMemo(() => openTrace(trace as Trace<WindowEvent>), [trace]);
  const { events, stops, player, spans } = bench;
  const step = player.step.value;
  const state = bench.state();
  const eventAt = (number: number) => events[(stops.steps[number - 1] ?? 0) - 1];
  const event = eventAt(step);
  return (
    <Stage
      {...{ id, say, reveal, player, stops }}
      pictures={[
        {
          id: 'axis',
          label: 'Time axis',
          draw: () => (
            <Axis state={state} event={event} span={spans.get(state.series) ?? { from: 0, to: 1 }} />
          ),
        },
      ]}
      sentence={event === undefined ? 'Before anything has arrived.' : sentenceOf(event)}
      isFault={event !== undefined && isFault(event)}
      place={`${state.items.length.toLocaleString('en')} arrived`}
      words={WORDS}
      barAt={(number) => barOf(eventAt(number))}
      titles={{ turn: 'Time', where: 'Lane' }}
      rowAt={(number) => {
        const one = eventAt(number)!;
        const time = 'time' in one ? String(one.time) : 'start' in one ? `${one.start} to ${one.end}` : '–';
        const lane = 'lane' in one ? one.lane : undefined;
        return { at: one.at, turn: time, what: sentenceOf(one), where: lane ?? '–' };
      }}
    />
  );
}
