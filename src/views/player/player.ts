/**
 * Moves a cursor through a trace in steps: forward and back, by turn and by output, by itself at a speed, round and
 * round between two marks. A step is what a reader sees as one; events between two steps change nothing that is drawn.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Cursor } from '#trace/cursor.ts';
import { createPace, type Every } from './pace.ts';

/** Where a player can stop, as positions of the cursor: how many events lie behind it. Each list counts up. */
export interface Stops {
  /** One for each step. */
  steps: readonly number[];
  /** Steps (from 1) at which a turn begins. */
  turns: readonly number[];
  /** Steps (from 1) that printed something. */
  outputs: readonly number[];
}

export interface PlayerOptions<S, E> {
  cursor: Cursor<S, E>;
  stops: Stops;
  /** Calls back again and again, `ms` apart, until it is told to stop. Default: the page's timer. */
  every?: Every;
}

/** Steps between which the player goes round; `to` is null until the reader has set it. */
export interface Loop {
  from: number;
  to: number | null;
}

export type Landmark = 'turn' | 'output';

export interface Player {
  /** How many steps lie behind: 0 is before the first. */
  readonly step: ReadonlySignal<number>;
  /** How many there are. */
  readonly steps: number;
  readonly isPlaying: ReadonlySignal<boolean>;
  /** Steps a second. */
  readonly speed: ReadonlySignal<number>;
  readonly loop: ReadonlySignal<Loop | null>;
  /** Goes to a step, clamped to the trace. */
  seek(step: number): void;
  /** Goes by so many steps; what plays by itself pauses. */
  move(by: number): void;
  /** Goes to the next turn or output, or the nearest earlier one. Returns false, and stays, if there is none. */
  jump(to: Landmark, by: 1 | -1): boolean;
  toggle(): void;
  pause(): void;
  setSpeed(stepsPerSecond: number): void;
  /** Marks the present step as the loop's beginning or its end. */
  mark(end: 'from' | 'to'): void;
  clearLoop(): void;
  /** Stops what goes on by itself. */
  dispose(): void;
}

/** Steps a second that the reader can choose. */
export const SPEEDS = [1, 2, 5, 20, 100] as const;

export function createPlayer<S, E>({ cursor, stops, every }: PlayerOptions<S, E>): Player {
  const steps = stops.steps.length;
  const step = signal(0);
  const speed = signal<number>(2);
  const loop = signal<Loop | null>(null);
  const pace = createPace(every);
  const isPlaying = signal(false);

  function seek(target: number): void {
    const to = Math.min(Math.max(0, Math.trunc(target)), steps);
    // What comes behind the last step belongs to it.
    cursor.seek(to === steps ? cursor.length : (stops.steps[to - 1] ?? 0));
    step.value = to;
  }

  function advance(by: number): void {
    const { from, to } = bounds();
    const at = step.peek();
    if (loop.peek() !== null && (at >= to || at < from)) seek(from);
    else seek(Math.min(at + by, to));
    if (step.peek() >= to && loop.peek() === null) pause();
  }

  function bounds(): { from: number; to: number } {
    const { from = 0, to = null } = loop.peek() ?? {};
    return { from, to: to ?? steps };
  }

  function play(): void {
    if (steps === 0) return;
    const { from, to } = bounds();
    if (step.peek() >= to) seek(from);
    isPlaying.value = true;
    pace.start(speed.peek(), advance);
  }

  function pause(): void {
    pace.stop();
    isPlaying.value = false;
  }

  return {
    step,
    steps,
    isPlaying: computed(() => isPlaying.value),
    speed,
    loop,
    seek(target) {
      pause();
      seek(target);
    },
    move(by) {
      pause();
      seek(step.peek() + by);
    },
    jump(to, by) {
      pause();
      const at = step.peek();
      const marks = to === 'turn' ? stops.turns : stops.outputs;
      const found = by > 0 ? marks.find((mark) => mark > at) : marks.findLast((mark) => mark < at);
      if (found === undefined) return false;
      seek(found);
      return true;
    },
    toggle: () => (isPlaying.peek() ? pause() : play()),
    pause,
    setSpeed(stepsPerSecond) {
      speed.value = stepsPerSecond;
      if (isPlaying.peek()) pace.start(stepsPerSecond, advance);
    },
    mark(end) {
      loop.value = marked(loop.peek(), end, step.peek());
    },
    clearLoop: () => (loop.value = null),
    dispose: pause,
  };
}

/** Marks never cross: one that passes the other takes it along. */
function marked(loop: Loop | null, end: 'from' | 'to', step: number): Loop {
  if (end === 'from') {
    const to = loop?.to ?? null;
    return { from: step, to: to !== null && to <= step ? null : to };
  }
  const from = loop?.from ?? 0;
  return from < step ? { from, to: step } : { from: 0, to: Math.max(1, step) };
}
