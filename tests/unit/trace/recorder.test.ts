import { expect, test } from 'vitest';
import { createRecorder } from '#trace/recorder.ts';

test('events keep their order and the time of the clock they were given', () => {
  let now = 10;
  const recorder = createRecorder<{ type: string }>({ clock: () => now, keep: 10 });
  recorder.record({ type: 'First' });
  now = 25;
  recorder.record({ type: 'Second' });
  expect(recorder.events).toEqual([
    { type: 'First', seq: 0, at: 10 },
    { type: 'Second', seq: 1, at: 25 },
  ]);
});

test('memory is bounded, and what was let go is said', () => {
  const recorder = createRecorder<{ n: number }>({ clock: () => 0, keep: 3 });
  for (let n = 0; n < 10; n++) recorder.record({ n });
  expect(recorder.events.map((e) => e.seq)).toEqual([7, 8, 9]);
  expect(recorder.dropped).toBe(7);
});

test('a listener that unsubscribes itself does not make another miss the event', () => {
  const recorder = createRecorder<{ n: number }>({ clock: () => 0, keep: 3 });
  const heard: string[] = [];
  const off = recorder.on(() => {
    heard.push('once');
    off();
  });
  recorder.on(() => heard.push('always'));
  recorder.record({ n: 1 });
  recorder.record({ n: 2 });
  expect(heard).toEqual(['once', 'always', 'always']);
});

test.each([0, -1, 1.5, NaN])('keep: %s is refused with the number named', (keep) => {
  expect(() => createRecorder({ clock: () => 0, keep })).toThrow(`got ${keep}`);
});
