import { describe, expect, test } from 'vitest';
import type { BufferEvent } from '#trace/buffer-events.ts';
import { createCursor } from '#trace/cursor.ts';
import { createRecorder } from '#trace/recorder.ts';
import { EMPTY, evolve } from '#views/buffer/buffer-state.ts';
import { levelLines, overrunsOf } from '#views/buffer/levels.ts';
import { isFault, sentenceOf } from '#views/buffer/words.ts';

const buffer = 'printer';

function record(events: readonly BufferEvent[]) {
  let now = 0;
  const recorder = createRecorder<BufferEvent>({ clock: () => now++, keep: 1000 });
  for (const event of events) recorder.record(event);
  return recorder.events();
}

const written = (number: number, level: number, goOn: boolean): BufferEvent => ({
  type: 'ItemWritten',
  buffer,
  item: `o-${number}`,
  level,
  goOn,
});

/** A printer with room for two: one write too many, one label that fails, and the rest patiently. */
const RUN = record([
  { type: 'BufferOpened', buffer, mark: 2, unit: 'labels' },
  written(1, 1, true),
  written(2, 2, false),
  written(3, 3, false),
  { type: 'ItemHandled', buffer, item: 'o-1', level: 2 },
  { type: 'ItemHandled', buffer, item: 'o-2', level: 1 },
  { type: 'ItemFailed', buffer, item: 'o-3', level: 0, reason: 'out of paper' },
  { type: 'BufferDrained', buffer, level: 0 },
  written(4, 1, true),
  { type: 'ItemRefused', buffer, item: 'o-5', level: 1 },
  { type: 'ItemHandled', buffer, item: 'o-4', level: 0 },
  { type: 'BufferFinished', buffer, level: 0 },
]);

describe('the state of a buffer', () => {
  const cursor = createCursor({ events: RUN, initial: EMPTY, evolve });
  const at = (step: number) => cursor.seek(step)[0];

  test('is what it holds, counted step by step', () => {
    expect(at(0)).toBeUndefined();
    expect(at(3)).toMatchObject({ level: 2, most: 2, written: 2, handled: 0, asksToWait: true, overruns: 0 });
    expect(at(4)).toMatchObject({ level: 3, most: 3, written: 3, asksToWait: true, overruns: 1 });
    expect(at(8)).toMatchObject({ level: 0, most: 3, handled: 2, failed: 1, asksToWait: false });
    expect(at(RUN.length)).toMatchObject({
      written: 4,
      handled: 3,
      failed: 1,
      refused: 1,
      ended: 'finished',
    });
  });

  test('agrees with the steps that are marked as written against a “wait”', () => {
    expect([...overrunsOf(RUN)]).toEqual([4]);
    expect(
      RUN.flatMap((event, index) => (isFault(event, overrunsOf(RUN).has(index + 1)) ? [index + 1] : [])),
    ).toEqual([4, 7]);
  });

  test('of one buffer is not changed by another', () => {
    const both = record([
      { type: 'BufferOpened', buffer, mark: 2, unit: 'labels' },
      { type: 'BufferOpened', buffer: 'file', mark: 64, unit: 'characters' },
      { type: 'ItemWritten', buffer: 'file', item: 'a line', level: 70, goOn: false },
      written(1, 1, true),
      { type: 'BufferDestroyed', buffer: 'file', level: 70, reason: 'disk full' },
    ]);
    const [printer, file] = createCursor({ events: both, initial: EMPTY, evolve }).seek(both.length);
    expect(printer).toMatchObject({ level: 1, written: 1, ended: '' });
    expect(file).toMatchObject({ level: 70, most: 70, ended: 'closed: disk full' });
    expect([...overrunsOf(both)]).toEqual([]);
  });
});

describe('the line of a buffer', () => {
  test('goes from step to step through the levels, the mark at its height', () => {
    const [line] = levelLines(RUN);
    const tops = [...line!.path.matchAll(/V([\d.]+)/g)].map(([, y]) => Number(y));
    // The highest level, 3, is the nearest to the top; 0 is the bottom.
    const levels = tops.map((y) => Math.round(((100 - y) / (100 - Math.min(...tops))) * 3));
    expect(levels).toEqual([1, 2, 3, 2, 1, 0, 0, 1, 1, 0, 0]);
    expect(line!.markAt).toBe(tops[1]);
    expect(line!.path.endsWith('H1000')).toBe(true);
  });
});

test('each event is a sentence that says what the buffer holds', () => {
  const overruns = overrunsOf(RUN);
  const sentences = RUN.map((event, index) => sentenceOf(event, overruns.has(index + 1)));
  expect(sentences[0]).toBe('printer is opened. Its high-water mark is 2 labels.');
  expect(sentences[3]).toBe(
    'o-3 is written to printer, though it had been asked to wait: it holds 3 now, and the writer is asked to wait.',
  );
  expect(sentences[6]).toContain('out of paper');
  expect(new Set(sentences).size).toBe(sentences.length);
});
