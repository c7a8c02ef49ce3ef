/** The recorder of the event loop, told step by step what a host does: where late news stands, and what it gives up. */
import { describe, expect, test } from 'vitest';
import { createRecorder } from '#runtime/embedded/core/trace/recorder.ts';
import type { RecordedLoopEvent } from '#runtime/embedded/core/trace/recorded.ts';

function record() {
  const sent: RecordedLoopEvent[] = [];
  let time = 0;
  const recorder = createRecorder({ now: () => time, send: (event) => void sent.push(event) });
  const host = {
    ...recorder,
    pass: (ms: number) => void (time += ms),
    /** The main script, with a frame in which the program runs. */
    main(body: () => void) {
      recorder.start(recorder.queue('main', { label: 'script', by: {} }), 'main-script');
      recorder.stack.push(recorder.newFrame(1, 'script'));
      body();
      recorder.stack.pop();
      recorder.end();
    },
    /** A job in which the program prints its own label. */
    job(entry: ReturnType<typeof recorder.queue>, body: () => void = () => undefined) {
      recorder.start(entry);
      recorder.tell({ type: 'OutputWritten', stream: 'stdout', text: entry.event.label });
      body();
      recorder.end();
    },
    /** What was recorded, in short. */
    told(): string[] {
      recorder.flush();
      const labels = new Map(
        sent.map((event) => ('entry' in event && 'label' in event ? [event.entry, event.label] : [0, ''])),
      );
      return sent.flatMap((event) => {
        if (event.type === 'CallbackQueued') return [`${event.queue} ${event.label} ${event.moment}`];
        if (event.type === 'JobStarted') return [`run ${labels.get(event.entry)}: ${event.rule}`];
        if (event.type === 'TracingEnded') return [event.reason];
        return [];
      });
    },
    times: () => sent.map(({ at }) => at),
  };
  return host;
}

describe('a microtask of which nobody saw when it joined', () => {
  test('stands behind what ran before it, and before the next that is known to wait', () => {
    const loop = record();
    let known: ReturnType<typeof loop.queue>;
    loop.main(() => (known = loop.queue('microtask', { label: 'known' })));
    const late = loop.queue('microtask', { label: 'late', moment: 'between', by: {} });
    loop.job(late);
    loop.job(known!);
    expect(loop.told()).toEqual([
      'main script exact',
      'run script: main-script',
      'microtask late between',
      'microtask known exact',
      'run late: microtasks-after-callback',
      'run known: microtask-in-order',
    ]);
  });

  test('stands behind the microtask that ran just before it', () => {
    const loop = record();
    let first: ReturnType<typeof loop.queue>;
    loop.main(() => (first = loop.queue('microtask', { label: 'first' })));
    loop.job(first!);
    loop.job(loop.queue('microtask', { label: 'late', moment: 'between', by: {} }));
    expect(loop.told().slice(2)).toEqual([
      'microtask first exact',
      'microtask late between',
      'run first: microtasks-after-callback',
      'run late: microtask-in-order',
    ]);
  });

  test('stands behind the event that said that it waits, and has its time', () => {
    const loop = record();
    let registered: RecordedLoopEvent | null = null;
    loop.main(() => {
      loop.note({ type: 'ReactionRegistered', promise: 1, label: 'before' });
      loop.pass(5);
      registered = loop.note({ type: 'ReactionRegistered', promise: 1, label: 'then' });
      loop.pass(5);
      loop.note({ type: 'ReactionRegistered', promise: 2, label: 'after' });
    });
    loop.pass(5);
    const late = loop.queue('microtask', { label: 'late', moment: 'between', by: {}, after: registered });
    loop.job(late);
    loop.flush();
    expect(late.event.at).toBe(5);
    expect(loop.times()).toEqual([...loop.times()].sort((a, b) => a - b));
  });

  test('does not stand behind a microtask of the job before', () => {
    const loop = record();
    let first: ReturnType<typeof loop.queue>;
    let timer: ReturnType<typeof loop.queue>;
    loop.main(() => {
      first = loop.queue('microtask', { label: 'first' });
      timer = loop.queue('timer', { label: 'timer' });
    });
    loop.job(first!);
    loop.job(timer!);
    loop.job(loop.queue('microtask', { label: 'late', moment: 'between', by: {} }));
    const told = loop.told();
    expect(told.indexOf('microtask late between')).toBe(told.indexOf('run timer: timer-due') + 1);
  });
});

test('microtasks that run out of their order end the record, with a sentence', () => {
  const loop = record();
  let second: ReturnType<typeof loop.queue>;
  loop.main(() => {
    loop.queue('microtask', { label: 'first' });
    second = loop.queue('microtask', { label: 'second' });
  });
  loop.job(second!);
  expect(loop.told().at(-1)).toBe(
    'The order of the microtasks could not be followed from here on. The output is complete all the same.',
  );
  expect(loop.told()).not.toContain('run second: microtasks-after-callback');
});

test('a job of the host in which nothing of the program happens is left out, and changes no rule', () => {
  const loop = record();
  let tick: ReturnType<typeof loop.queue>;
  let own: ReturnType<typeof loop.queue>;
  loop.main(() => {
    tick = loop.queue('next-tick', { label: 'tick' });
    own = loop.queue('microtask', { label: 'of the host', host: true });
  });
  loop.start(own!);
  loop.end();
  loop.job(tick!);
  expect(loop.told()).toEqual([
    'main script exact',
    'run script: main-script',
    'next-tick tick exact',
    'run tick: ticks-after-callback',
  ]);
});

test('after an error that nobody caught a job may start while microtasks wait', () => {
  const loop = record();
  let waiting: ReturnType<typeof loop.queue>;
  let timer: ReturnType<typeof loop.queue>;
  loop.main(() => {
    waiting = loop.queue('microtask', { label: 'waiting' });
    timer = loop.queue('timer', { label: 'timer' });
    loop.thrown('Error: no');
  });
  loop.job(timer!);
  loop.job(waiting!);
  const told = loop.told();
  expect(told.slice(-2)).toEqual(['run timer: timer-due', 'run waiting: microtasks-after-callback']);
});

test('timers of one phase: the first is due, the next follow it; a new turn begins anew', () => {
  const loop = record();
  const timers: ReturnType<typeof loop.queue>[] = [];
  loop.main(() => {
    for (const label of ['a', 'b', 'c']) timers.push(loop.queue('timer', { label }));
  });
  loop.job(timers[0]!);
  loop.job(timers[1]!);
  loop.turn();
  loop.phase('timers');
  loop.job(timers[2]!);
  expect(loop.told().slice(-3)).toEqual(['run a: timer-due', 'run b: timer-in-order', 'run c: timer-due']);
});
