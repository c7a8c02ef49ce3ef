/** In the page: what the picture of an event loop costs, by the length of its trace, and how smoothly it is scrubbed. */
import { h, render } from 'preact';
import { createCursor } from '#trace/cursor.ts';
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Trace } from '#trace/trace.ts';
import { EventLoopView } from '#views/event-loop/EventLoopView.tsx';
import { BEFORE, createEvolve } from '#views/event-loop/loop-state.ts';
import { opened } from '#views/event-loop/opened.ts';
import { pictureOf } from '#views/event-loop/picture.ts';
import { createScribe } from '../../support/loop-trace.ts';

/** A program that queues and runs, with some hundred callbacks waiting at any time. */
function longTrace(events: number): Trace<LoopEvent> {
  const scribe = createScribe({ source: 'work();\nlater();\n', keep: events });
  const queues = ['microtask', 'timer', 'immediate', 'next-tick'] as const;
  const waiting: number[] = [];
  for (let n = 0; n * 6 < events; n++) {
    const queue = queues[n % queues.length]!;
    waiting.push(scribe.queue(queue, { label: queue, name: `job${String(n)}`, delay: 1, due: n }));
    if (waiting.length > 200) scribe.job(waiting.shift()!, 'microtask-in-order');
    if (n % 50 === 0) scribe.turn();
    scribe.enter('work', 1, ['n']);
    scribe.line(2);
    if (n % 10 === 0) scribe.print(`line ${String(n)}`);
    scribe.exit();
    scribe.end();
  }
  return scribe.trace();
}

/** Microseconds for each event: reading the trace, its steps, marks and heartbeat, and folding it to its end with a picture there. */
function costPerEvent(length: number): number {
  const trace = longTrace(length);
  const began = performance.now();
  const { index, steps } = opened(trace);
  const cursor = createCursor({ events: index.events, initial: BEFORE, evolve: createEvolve(index) });
  cursor.seek(steps.steps.at(-1) ?? 0);
  pictureOf(index, cursor.state);
  return ((performance.now() - began) * 1000) / trace.events.length;
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const nothing = () => {};

/** Times between frames, and the work in each, in milliseconds, while the slider goes to and fro over the whole trace. */
async function scrub(length: number, frames: number): Promise<Pick<LoopTimes, 'gaps' | 'work'>> {
  const place = document.body.appendChild(document.createElement('div'));
  place.className = 'lab';
  const trace = longTrace(length);
  const quiet = { say: nothing, edit: null, runOn: null, link: null, reveal: null, races: [] };
  render(h(EventLoopView, { trace, id: 'bench', ...quiet }), place);
  const slider = place.querySelector<HTMLInputElement>('input[type="range"]')!;
  const most = Number(slider.max);
  const gaps: number[] = [];
  const work: number[] = [];
  let last = await frame();
  for (let n = 0; n < frames; n++) {
    // Steps of the golden ratio: each place is far from the one before.
    const began = performance.now();
    slider.value = String(Math.floor(((n * 0.618034) % 1) * most));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    // Preact draws in the next microtasks; asking for a height makes the browser lay out what was drawn.
    await Promise.resolve().then(() => Promise.resolve());
    void place.offsetHeight;
    work.push(performance.now() - began);
    const now = await frame();
    gaps.push(now - last);
    last = now;
  }
  render(null, place);
  return { gaps, work };
}

export interface LoopTimes {
  /** Length of the trace → microseconds for each event. */
  perEvent: [number, number][];
  gaps: number[];
  work: number[];
}

async function measure(): Promise<LoopTimes> {
  // Once for the engine to know the code.
  costPerEvent(1000);
  costPerEvent(10_000);
  const lengths = [1000, 10_000, 100_000];
  const perEvent = lengths.map((length): [number, number] => [length, costPerEvent(length)]);
  return { perEvent, ...(await scrub(10_000, 300)) };
}

Object.assign(globalThis, { loopTimes: measure });
