/** A long trace is read in portions, between which a page draws its frames; no portion may take the whole of it. */
import { expect, test } from 'vitest';
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Trace } from '#trace/trace.ts';
import { open, opened } from '#views/event-loop/opened.ts';
import { PORTION } from '#views/portions.ts';
import { createScribe } from '../../../support/loop-trace.ts';

/** Each job queues the next one and prints a line. */
function longTrace(jobs: number): Trace<LoopEvent> {
  const scribe = createScribe({ source: 'print();\nagain();' });
  let next = scribe.queue('main');
  for (let n = 0; n < jobs; n++) {
    scribe.job(next, 'microtask-in-order');
    scribe.enter('again', 1);
    scribe.line(2);
    scribe.print(`line ${String(n)}\n`);
    next = scribe.queue('microtask');
    scribe.exit();
    scribe.end();
  }
  return scribe.trace();
}

/** The same trace, and which of its events have been read since `clear`. */
function watched(trace: Trace<LoopEvent>) {
  const read = new Set<number>();
  const events = trace.events.map((event, at) =>
    Object.defineProperty({ ...event }, 'type', {
      get() {
        read.add(at);
        return event.type;
      },
    }),
  );
  return { trace: { ...trace, events } as Trace<LoopEvent>, read };
}

test('no portion reads more of a trace than a few thousand events, however long it is', () => {
  const { trace, read } = watched(longTrace(5000));
  expect(trace.events.length).toBeGreaterThan(30_000);
  const portions: number[] = [];
  const seen = new Set<number>();
  for (const work = open(trace); ;) {
    read.clear();
    const { done } = work.next();
    portions.push(read.size);
    for (const at of read) seen.add(at);
    if (done) break;
  }
  // Of its neighbours it may need the next one or the last before.
  expect(Math.max(...portions)).toBeLessThanOrEqual(2 * PORTION);
  expect(seen.size).toBe(trace.events.length);
  // Whatever goes over all of the events goes in such portions.
  expect(portions.length).toBeGreaterThan((3 * trace.events.length) / PORTION - 3);
});

test('what was read in portions is what is read at once, and drawing it reads no event again', () => {
  const { trace, read } = watched(longTrace(1000));
  const work = open(trace);
  while (work.next().done !== true);
  read.clear();
  const { steps, heart, marks } = opened(trace);
  expect(read.size).toBe(0);
  const plain = opened(longTrace(1000));
  expect(steps.steps).toEqual(plain.steps.steps);
  expect(heart).toEqual(plain.heart);
  expect(marks.get('program.js')!.get(2)!).toHaveLength(1000);
});
