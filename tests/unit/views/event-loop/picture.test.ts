import { describe, expect, test } from 'vitest';
import { createCursor } from '#trace/cursor.ts';
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Trace } from '#trace/trace.ts';
import { opened } from '#views/event-loop/opened.ts';
import { BEFORE, createEvolve } from '#views/event-loop/loop-state.ts';
import { pictureOf } from '#views/event-loop/picture.ts';
import { entryName } from '#views/event-loop/words.ts';
import { createScribe, everyQueue } from '../../../support/loop-trace.ts';

/** The picture at a step as a few words: stack, lanes that hold something, output. */
function open(trace: Trace<LoopEvent>) {
  const { index, steps } = opened(trace);
  const cursor = createCursor({
    events: index.events,
    initial: BEFORE,
    evolve: createEvolve(index),
    every: 4,
  });
  const at = (step: number) => {
    cursor.seek(steps.steps[step - 1] ?? 0);
    return pictureOf(index, cursor.state);
  };
  const words = (step: number) => {
    const { stack, lanes, printed } = at(step);
    const waiting = lanes.filter(({ entries }) => entries.length > 0);
    return [
      stack.map(({ frame }) => frame.name || 'program').join(' < '),
      waiting.map(({ title, entries }) => `${title}: ${entries.map(entryName).join(', ')}`).join('; '),
      printed.map(({ text }) => text.trim()).join(' '),
    ];
  };
  return { index, steps, at, words };
}

describe('the picture of a program with every queue', () => {
  const { steps, words, at } = open(everyQueue());

  test('fills the queues while the program runs', () => {
    expect(words(0)).toEqual(['', '', '']);
    expect(words(10)).toEqual([
      'program',
      'Next ticks: audit; Microtasks: thank; Timers: reminder 1 ms',
      'A',
    ]);
  });

  test('moves an entry from its queue onto the stack in one step', () => {
    expect(words(11)).toEqual([
      'program',
      'Next ticks: audit; Microtasks: thank; Timers: reminder 1 ms',
      'A C',
    ]);
    expect(words(12)).toEqual(['audit', 'Microtasks: thank; Timers: reminder 1 ms', 'A C']);
    expect(words(15)).toEqual(['thank', 'Timers: reminder 1 ms', 'A C T']);
    expect(words(18)).toEqual(['reminder', '', 'A C T M']);
  });

  test('ends with nothing left to do', () => {
    expect(words(steps.steps.length)).toEqual(['', '', 'A C T M B']);
    expect(at(steps.steps.length)).toMatchObject({ exitCode: 0, turn: 1, phase: 'timers' });
  });

  test('is the same from whichever side a place is reached', () => {
    const forward = Array.from({ length: steps.steps.length + 1 }, (_, step) => words(step));
    const back = forward.map((_, index) => words(steps.steps.length - index)).toReversed();
    expect(back).toEqual(forward);
  });

  test('knows the line that is reached', () => {
    expect(at(2).here).toMatchObject({ line: 1, kind: 'statement' });
    expect(at(13).here).toMatchObject({ line: 6 });
  });
});

describe('the call stack', () => {
  test('holds calls with their arguments, innermost first, and at most a dozen of them', () => {
    const scribe = createScribe({ source: 'f(3);\nfunction f(n) {}' });
    scribe.enter('', 1, [], 'module');
    for (let depth = 40; depth > 0; depth--) scribe.enter('f', 2, [String(depth)]);
    const { stack, hiddenFrames } = open(scribe.trace()).at(41);
    expect(stack.map(({ frame }) => frame.args[0])).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
      '11',
      '12',
    ]);
    expect(hiddenFrames).toBe(29);
  });

  test('loses a function at its await, and gets it back in a microtask', () => {
    const scribe = createScribe({ source: 'await x;' });
    scribe.enter('', 1, [], 'module');
    scribe.enter('work', 1, [], 'async');
    scribe.add({ type: 'FrameSuspended', frame: 2, site: 3, cause: 'await', value: '' });
    const entry = scribe.queue('microtask', { label: 'await', name: 'work', callback: 3, moment: 'between' });
    scribe.job(entry, 'microtask-in-order');
    scribe.add({ type: 'FrameResumed', frame: 2, site: 3, cause: 'await', value: '7' });
    const { words } = open(scribe.trace());
    expect(words(3)).toEqual(['program', '', '']);
    expect(words(4)).toEqual(['program', 'Microtasks: await in work', '']);
    expect(words(5)).toEqual(['work', '', '']);
  });

  test('forgets what lies above a frame that goes on', () => {
    const scribe = createScribe({ source: 'a\nb' });
    scribe.enter('outer', 1);
    scribe.enter('lost', 2);
    scribe.add({ type: 'ErrorCaught', frame: 1, site: 1 });
    expect(open(scribe.trace()).words(3)[0]).toBe('outer');
  });
});

describe('the queues', () => {
  test('show timers in the order of their times, and leave out what was cancelled', () => {
    const scribe = createScribe({ source: 'x' });
    scribe.enter('', 1, [], 'script');
    scribe.queue('timer', { name: 'late', delay: 20, due: 20 });
    const cancelled = scribe.queue('timer', { name: 'never', delay: 1, due: 1 });
    scribe.queue('timer', { name: 'soon', delay: 5, due: 5 });
    scribe.add({ type: 'CallbackCancelled', entry: cancelled });
    const { words } = open(scribe.trace());
    expect(words(4)[1]).toBe('Timers: never 1 ms, soon 5 ms, late 20 ms');
    expect(words(5)[1]).toBe('Timers: soon 5 ms, late 20 ms');
  });

  test('keep the host’s own entries to themselves', () => {
    const scribe = createScribe({ source: 'x' });
    const own = scribe.queue('next-tick', { host: true, label: 'console' });
    scribe.job(own, 'ticks-after-callback');
    scribe.end();
    const { words, steps } = open(scribe.trace());
    expect(steps.steps).toEqual([]);
    expect(words(0)[1]).toBe('');
  });

  test('draw eight and count the rest', () => {
    const scribe = createScribe({ source: 'x' });
    for (let n = 0; n < 1000; n++) scribe.queue('microtask', { name: `m${n}` });
    const { lanes } = open(scribe.trace()).at(1000);
    const micro = lanes.find(({ title }) => title === 'Microtasks');
    expect(micro?.entries.map(({ name }) => name)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7']);
    expect(micro?.hidden).toBe(992);
  });

  test('of a browser are others than Node’s, and what came up all the same is shown', () => {
    const titles = (trace: Trace<LoopEvent>) =>
      open(trace)
        .at(99)
        .lanes.map(({ title }) => title);
    expect(titles(everyQueue('node-esm'))).toEqual(['Next ticks', 'Microtasks', 'Timers', 'Immediates']);
    expect(titles(createScribe({ source: '', host: 'browser' }).trace())).toEqual([
      'Microtasks',
      'Tasks',
      'Timers',
      'Animation frames',
    ]);
    const scribe = createScribe({ source: 'x' });
    scribe.queue('message', { label: 'message' });
    expect(titles(scribe.trace())).toContain('I/O and messages');
  });
});

describe('steps', () => {
  test('a loop in one line is one step, until it does something or calls somebody', () => {
    const scribe = createScribe({ source: 'while (busy) n++;\nf();' });
    scribe.enter('', 1, [], 'script');
    for (let round = 0; round < 1000; round++) scribe.line(1);
    scribe.line(2);
    scribe.enter('f', 2);
    scribe.line(1);
    scribe.exit();
    scribe.line(1);
    scribe.print('done');
    const { steps, index } = open(scribe.trace());
    const types = steps.steps.map((_, step) => index.events[steps.eventOf(step + 1)]?.type);
    expect(types).toEqual([
      'FrameEntered',
      'StatementReached',
      'StatementReached',
      'FrameEntered',
      'StatementReached',
      'FrameExited',
      'StatementReached',
      'OutputWritten',
    ]);
  });

  test('lead to the event that they stand for, and from any event to the first step that has it behind', () => {
    const { steps, index } = open(everyQueue());
    for (const step of steps.steps.keys()) expect(steps.stepOf(steps.eventOf(step + 1))).toBe(step + 1);
    const due = index.events.findIndex((event) => event.type === 'JobStarted' && event.rule === 'timer-due');
    expect(steps.stepOf(due)).toBe(18);
    expect(steps.turnOf(18)).toBe(1);
    expect(steps.turnOf(17)).toBe(0);
  });
});
