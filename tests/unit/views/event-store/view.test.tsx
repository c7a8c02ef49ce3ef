/** @jsxImportSource preact */
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { EVENT_STORE_TRACE, type EventStoreEvent } from '#trace/event-store-events.ts';
import { createRecorder } from '#trace/recorder.ts';
import { createEventStore } from '#sim/event-store/memory.ts';
import { EventStoreView } from '#views/event-store/EventStoreView.tsx';
import { Log } from '#views/event-store/Log.tsx';
import { stepsOf } from '#views/event-store/stops.ts';

function recorded(count: number, more: EventStoreEvent[] = []) {
  const recorder = createRecorder<EventStoreEvent>({ clock: () => 0, keep: 10_000 });
  const store = createEventStore({ record: (event) => recorder.record(event) });
  for (let n = 1; n <= count; n++) store.append('c-7', 'any', [{ type: 'PointsCredited', points: n }]);
  for (const event of more) recorder.record(event);
  return recorder.events();
}

const noop = () => {};
const textOf = (html: string) => html.replace(/^[^<]*>/, '').replace(/<[^>]*>/g, '');
const picture = (count: number, more: EventStoreEvent[] = []) =>
  render(
    <EventStoreView
      trace={{
        kind: EVENT_STORE_TRACE,
        about: {},
        dropped: { which: 'newest', count: 0 },
        events: recorded(count, more),
      }}
      id="x"
      say={noop}
      edit={null}
      runOn={null}
      link={null}
      reveal={null}
      races={[]}
    />,
  );

test('it opens at the end of the run, with the newest event in front and its words beside it', () => {
  const html = picture(3);
  expect(html).toContain('3 of 3 events');
  expect(html).toContain('PointsCredited is appended to c-7: version 3, position 3.');
  const newest = html.split('aria-current="step"')[1]!;
  expect(textOf(newest)).toMatch(/^Position 3PointsCredited/);
  expect(textOf(html)).toContain('Next event');
});

test('what loads cost is shown where something is loaded', () => {
  const loaded = {
    type: 'StateLoaded' as const,
    stream: 'c-8',
    version: 0,
    snapshot: 0,
    replayed: 0,
    state: '{}',
  };
  expect(picture(3, [loaded])).toContain('Its state has not been loaded yet.');
  expect(picture(3, [loaded])).toContain('What the loads have cost');
  expect(picture(3)).not.toContain('loaded yet');
  expect(picture(3)).not.toContain('have cost');
});

test('an empty trace is drawn, too', () => {
  expect(picture(0)).toContain('the log is empty');
});

test('what is still to come is told in words, not by paleness alone', () => {
  const html = render(<Log log={stepsOf(recorded(5)).log} length={2} goTo={noop} />);
  const notes = html.split('<li').slice(1).map(textOf);
  expect(notes.map((note) => note.includes('to come'))).toEqual([false, false, true, true, true]);
});

test('of a long log only the surroundings of the cursor are drawn', () => {
  const html = render(<Log log={stepsOf(recorded(2000)).log} length={1000} goTo={noop} />);
  expect(html.match(/<li/g)!.length).toBeLessThanOrEqual(60);
  expect(html).toContain('1,000 of 2,000 events');
  expect(textOf(html)).toContain('Position 1000PointsCredited');
});

test('of a thousand streams those that changed last are drawn, the present one among them', () => {
  const seldom = (stream: string): EventStoreEvent => ({
    type: 'SnapshotTaken',
    stream,
    version: 1,
    code: 1,
    state: '{}',
  });
  const more = Array.from({ length: 999 }, (_, n) => seldom(`c-${n + 100}`));
  const html = textOf(picture(1, [...more, seldom('c-500')]));
  expect(html.match(/snapshot of version/g)).toHaveLength(8);
  expect(html).toContain('c-500 version 0');
  expect(html).toContain('and 992 more, changed earlier');
});
