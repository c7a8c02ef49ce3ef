/** The page's side of a trace: whatever a program's worker sends, what is handed on is a trace of the kind. */
import { createRunTrace } from '#runtime/run-trace.ts';
import { BROKER_TRACE } from '#trace/broker-events.ts';
import { traceOf } from '#trace/trace-kinds.ts';
import { expect, test } from 'vitest';

const about = { host: 'node-esm' };
const published = (message: string, at: unknown = 1) => ({ type: 'MessagePublished', to: 'q', message, at });

test('events are numbered in their order, and their time never runs back', () => {
  const trace = createRunTrace({ kind: 'broker', about });
  trace.take([published('a', 5), published('b', 3)]);
  trace.take([published('c', 9)]);
  const { events } = traceOf(BROKER_TRACE, trace.recorded());
  expect(events.map(({ seq, at }) => [seq, at])).toEqual([
    [0, 5],
    [1, 5],
    [2, 9],
  ]);
});

test('what is no event of the kind is left out, counted, and the first reason is said', () => {
  const trace = createRunTrace({ kind: 'broker', about });
  trace.take([published('a'), { type: 'Nonsense', at: 1 }, null, published('b', 'soon'), 7, published('c')]);
  const recorded = trace.recorded();
  expect(recorded.events.map((event) => (event as unknown as { message: string }).message)).toEqual([
    'a',
    'c',
  ]);
  expect(recorded.about).toMatchObject({ host: 'node-esm', refused: 4 });
  expect(recorded.about['refusal']).toMatch(/no event type "Nonsense"/);
});

test('an event that comes twice stands in the trace once, in its place', () => {
  const trace = createRunTrace({ kind: 'broker', about });
  const twice = published('b');
  trace.take([published('a'), twice, twice]);
  trace.take([published('c'), twice]);
  const recorded = trace.recorded();
  expect(recorded.events).toMatchObject([{ message: 'a' }, { message: 'b' }, { message: 'c' }]);
  expect(recorded.events.map(({ seq }) => seq)).toEqual([0, 1, 2]);
  expect(recorded.about).toMatchObject({ refused: 2, refusal: 'it came twice' });
});

test('memory is bounded: the newest events are dropped and counted, with those that the engine dropped', () => {
  const trace = createRunTrace({ kind: 'broker', about, keep: 3 });
  trace.take(['a', 'b', 'c', 'd', 'e'].map((message) => published(message)));
  trace.drop(10);
  expect(trace.recorded().events).toHaveLength(3);
  expect(trace.recorded().dropped).toEqual({ which: 'newest', count: 12 });
});

test('a kind that does not exist is refused with those that do', () => {
  expect(() => createRunTrace({ kind: 'no-such', about })).toThrow(/no-such.*event-loop/);
  const trace = createRunTrace({ kind: 'broker', about }).recorded();
  expect(() => traceOf({ ...BROKER_TRACE, version: 2 }, trace)).toThrow(/“broker” 2 was expected/);
});
