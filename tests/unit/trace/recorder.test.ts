import { describe, expect, test } from 'vitest';
import { createRecorder } from '#trace/recorder.ts';

const clock = () => 0;

test('events keep their order and the time of the clock they were given', () => {
  let now = 10;
  const recorder = createRecorder<{ type: string }>({ clock: () => now, keep: 10 });
  recorder.record({ type: 'First' });
  now = 25;
  recorder.record({ type: 'Second' });
  expect(recorder.events()).toEqual([
    { type: 'First', seq: 0, at: 10 },
    { type: 'Second', seq: 1, at: 25 },
  ]);
  expect(recorder.dropped.count).toBe(0);
});

describe('memory is bounded, and what is missing is said', () => {
  test.each([
    ['oldest', [7, 8, 9]],
    ['newest', [0, 1, 2]],
  ] as const)('dropping the %s', (drop, kept) => {
    const recorder = createRecorder<{ n: number }>({ clock, keep: 3, drop });
    for (let n = 0; n < 10; n++) expect(recorder.record({ n }).seq).toBe(n);
    expect(recorder.events().map(({ seq }) => seq)).toEqual(kept);
    expect(kept.map((_seq, index) => recorder.at(index)?.n)).toEqual(kept);
    expect([recorder.at(-1), recorder.at(3), recorder.at(0.5)]).toEqual([undefined, undefined, undefined]);
    expect(recorder.dropped).toEqual({ which: drop, count: 7 });
  });

  test('a million events leave a thousand, at the cost of a few each', () => {
    const recorder = createRecorder<{ n: number }>({ clock, keep: 1000 });
    for (let n = 0; n < 1_000_000; n++) recorder.record({ n });
    expect(recorder.length).toBe(1000);
    expect(recorder.at(0)).toEqual({ n: 999_000, seq: 999_000, at: 0 });
    expect(recorder.dropped).toEqual({ which: 'oldest', count: 999_000 });
  });
});

test('a listener that unsubscribes itself does not make another miss the event', () => {
  const recorder = createRecorder<{ n: number }>({ clock, keep: 3 });
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
  expect(() => createRecorder({ clock, keep })).toThrow(`got ${keep}`);
});
