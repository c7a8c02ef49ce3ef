import { describe, expect, test } from 'vitest';
import { decodeTrace, encodeTrace, TraceError } from '#trace/codec.ts';
import {
  eventTable,
  listOf,
  number,
  oneOf,
  optional,
  record,
  text,
  whole,
  wrongEvent,
  type EventOf,
} from '#trace/fields.ts';
import { BROKER_TRACE, type BrokerEvent } from '#trace/broker-events.ts';
import { createRecorder } from '#trace/recorder.ts';
import type { Trace, TraceKind } from '#trace/trace.ts';

function recorded(keep = 100): Trace<BrokerEvent> {
  let now = 0;
  const recorder = createRecorder<BrokerEvent>({ clock: () => (now += 1.5), keep });
  recorder.record({ type: 'ConsumerSubscribed', consumer: 'A' });
  recorder.record({ type: 'MessagePublished', message: 'o-1 “quoted”\n', to: 'orders' });
  recorder.record({ type: 'MessageDelivered', message: 'o-1', consumer: 'A', redelivered: false });
  return {
    kind: BROKER_TRACE,
    about: { seed: 'home', replicas: 2 },
    dropped: recorder.dropped,
    events: recorder.events(),
  };
}
const saved = (trace = recorded()) => [...encodeTrace(trace)].join('');
const open = (file: string) => decodeTrace(file, [BROKER_TRACE]);

test.each([100, 2])('what was saved comes back whole (%s kept)', (keep) => {
  const trace = recorded(keep);
  expect(open(saved(trace))).toEqual(trace);
});

describe('a damaged file is refused with the line and the remedy', () => {
  const lines = () => saved().split('\n');
  const edited = (index: number, from: string | RegExp, to: string) =>
    lines()
      .map((line, at) => (at === index ? line.replace(from, to) : line))
      .join('\n');
  test.each([
    ['nothing at all', '', 1, 'no JSON'],
    ['some other JSON', '[1]', 1, 'no object'],
    ['another format', edited(0, 'handbook-trace/1', 'handbook-trace/9'), 1, 'this page reads'],
    ['another kind', edited(0, '"broker"', '"weather"'), 1, 'traces of “broker”'],
    ['a later version', edited(0, '"version":1', '"version":2'), 1, 'Reload'],
    ['more events than any page holds', edited(0, '"events":3', '"events":3000000'), 1, 'at most 1000000'],
    ['a nested “about”', edited(0, '"replicas":2', '"replicas":[2]'), 1, 'about'],
    ['a file cut off', lines().slice(0, 3).join('\n'), 3, '3 events were saved, and 2 are here'],
    ['a line cut off', edited(2, /.{9}$/, ''), 3, 'no JSON'],
    ['an unknown event', edited(2, 'MessagePublished', 'MessageEaten'), 3, 'known are ExchangeDeclared'],
    ['a field of the wrong type', edited(3, 'false', '"no"'), 4, '“redelivered” must be true or false'],
    ['a missing field', edited(3, '"consumer":"A",', ''), 4, '“consumer” must be a string'],
    ['a field too many', edited(3, '"consumer"', '"cow":1,"consumer"'), 4, 'no field “cow”'],
    ['a field of every object', edited(3, '"consumer"', '"toString":1,"consumer"'), 4, 'no field “toString”'],
    ['events in another order', edited(2, '"seq":1', '"seq":7'), 3, 'event 1 belongs here'],
    ['time that runs backwards', edited(2, '"at":3', '"at":0.5'), 3, 'backwards'],
    ['time that is none', edited(2, '"at":3', '"at":null'), 3, '“at” (milliseconds)'],
  ])('%s', (_what, file, line, words) => {
    const error = (() => {
      try {
        return open(file);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(TraceError);
    expect(error).toMatchObject({ line, message: expect.stringContaining(words) });
  });
});

const MEASURED = eventTable({
  TemperatureMeasured: {
    celsius: number,
    by: oneOf('probe', 'guess'),
    tags: optional(listOf(text)),
    place: record({ row: whole, name: text }),
  },
});
type Measured = EventOf<typeof MEASURED>;
const WEATHER: TraceKind<Measured> = {
  id: 'weather',
  version: 3,
  events: MEASURED,
  upcasters: {
    1: ({ fahrenheit, ...event }) => ({ ...event, celsius: ((fahrenheit as number) - 32) / 1.8 }),
    2: (event) => ({ ...event, by: 'probe', place: { row: 0, name: 'unknown' } }),
  },
};

test('an old version is read through every upcaster in turn', () => {
  const header = {
    format: 'handbook-trace/1',
    kind: 'weather',
    version: 1,
    about: {},
    dropped: { which: 'newest', count: 4 },
    events: 1,
  };
  const old = { type: 'TemperatureMeasured', fahrenheit: 212, seq: 0, at: 0 };
  expect(decodeTrace(`${JSON.stringify(header)}\n${JSON.stringify(old)}\n`, [WEATHER]).events).toEqual([
    {
      type: 'TemperatureMeasured',
      celsius: 100,
      by: 'probe',
      place: { row: 0, name: 'unknown' },
      seq: 0,
      at: 0,
    },
  ]);
});

test.each([
  [{}, ''],
  [{ celsius: Infinity }, '“celsius” must be a finite number'],
  [{ by: 'cow' }, '“by” must be one of probe, guess'],
  [{ tags: ['a', 1] }, '“tags” must be a list, each a string, or nothing'],
  [{ place: { row: -1, name: '' } }, 'row (a whole number, 0 or more)'],
])('an event with %o', (change, wrong) => {
  const event: Measured = {
    type: 'TemperatureMeasured',
    celsius: 1,
    by: 'guess',
    place: { row: 1, name: 'roof' },
  };
  expect(wrongEvent(MEASURED, { ...event, ...change }) ?? '').toContain(wrong);
  expect(wrongEvent(MEASURED, event)).toBeUndefined();
});
