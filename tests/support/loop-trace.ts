/** Traces of an event loop written by hand, event by event, for tests that must know exactly what is in them. */
import { LOOP_TRACE, type LoopEvent } from '#trace/loop-events.ts';
import { createRecorder } from '#trace/recorder.ts';
import type { Trace } from '#trace/trace.ts';

type Of<T extends LoopEvent['type']> = Extract<LoopEvent, { type: T }>;
type Queued = Of<'CallbackQueued'>;

export interface Scribe {
  /** Records any event as it is. */
  add(event: LoopEvent): void;
  wait(ms: number): void;
  /** Reaches a statement of the innermost frame. */
  line(line: number): void;
  enter(name: string, line: number, args?: readonly string[], kind?: Of<'FrameEntered'>['kind']): void;
  exit(): void;
  print(text: string, stream?: 'stdout' | 'stderr'): void;
  /** Queues a callback from the line reached last. Returns its number. */
  queue(queue: Queued['queue'], more?: Partial<Queued>): number;
  job(entry: number, rule: Of<'JobStarted'>['rule']): void;
  end(): void;
  phase(phase: Of<'PhaseEntered'>['phase']): void;
  turn(): void;
  trace(): Trace<LoopEvent>;
}

export interface ScribeOptions {
  host?: 'node-cjs' | 'node-esm' | 'browser';
  source: string;
  /** Most events that are kept. */
  keep?: number;
}

/** Every line of the source has three sites: a statement, a function and an await that begin there. */
export function createScribe({ host = 'node-cjs', source, keep = 1_000_000 }: ScribeOptions): Scribe {
  let now = 0;
  const recorder = createRecorder<LoopEvent>({ clock: () => now, keep, drop: 'newest' });
  const lines = source.split('\n');
  let frames: number[] = [];
  const numbers = { frame: 0, entry: 0, job: 0, turn: 0 };
  let reached = 0;
  const job = () => (numbers.job === 0 ? {} : { job: numbers.job });
  const by = () => ({ frame: frames.at(-1) ?? 0, site: reached, ...job() });
  const add = (event: LoopEvent) => void recorder.record(event);
  const kinds = ['statement', 'function', 'await'] as const;
  const site = (kind: (typeof kinds)[number], line: number) =>
    (line - 1) * kinds.length + kinds.indexOf(kind) + 1;

  add({
    type: 'SourceLoaded',
    file: 'program.js',
    source,
    sites: lines.flatMap((text, index) =>
      kinds.map((kind) => ({
        site: site(kind, index + 1),
        kind,
        name: '',
        line: index + 1,
        column: 1,
        endLine: index + 1,
        endColumn: text.length + 1,
      })),
    ),
  });

  return {
    add,
    wait: (ms) => (now += ms),
    line(line) {
      now += 0.01;
      reached = site('statement', line);
      add({ type: 'StatementReached', frame: frames.at(-1) ?? 0, site: reached });
    },
    enter(name, line, args = [], kind = 'function') {
      frames.push(++numbers.frame);
      add({ type: 'FrameEntered', frame: numbers.frame, site: site('function', line), name, kind, args });
    },
    exit() {
      add({ type: 'FrameExited', frame: frames.pop() ?? 0 });
    },
    print: (text, stream = 'stdout') => add({ type: 'OutputWritten', stream, text: `${text}\n`, ...by() }),
    queue(queue, more = {}) {
      const entry = ++numbers.entry;
      const fields = { label: '', name: '', moment: 'exact', host: false, repeats: false } as const;
      add({ type: 'CallbackQueued', entry, queue, ...fields, ...by(), ...more });
      return entry;
    },
    job(entry, rule) {
      frames = [];
      add({ type: 'JobStarted', job: ++numbers.job, entry, rule });
    },
    end: () => add({ type: 'JobEnded', job: numbers.job }),
    phase: (phase) => add({ type: 'PhaseEntered', phase }),
    turn: () => add({ type: 'TurnStarted', turn: ++numbers.turn }),
    trace: () => ({
      kind: LOOP_TRACE,
      about: { host, entry: 'program.js', engine: 'test' },
      dropped: recorder.dropped,
      events: recorder.events(),
    }),
  };
}

const EVERY_QUEUE = `console.log('A');
setTimeout(function reminder() {
  console.log('B');
}, 0);
process.nextTick(function audit() {
  console.log('T');
});
queueMicrotask(function thank() {
  console.log('M');
});
console.log('C');`;

/** A C T M B: the program above, as Node runs it as a CommonJS main. */
export function everyQueue(host: ScribeOptions['host'] = 'node-cjs'): Trace<LoopEvent> {
  const scribe = createScribe({ source: EVERY_QUEUE, host });
  const main = scribe.queue('main', { host: true });
  scribe.phase('main');
  scribe.job(main, 'main-script');
  scribe.enter('', 1, [], 'script');
  scribe.line(1);
  scribe.print('A');
  scribe.line(2);
  const timer = scribe.queue('timer', { label: 'setTimeout', name: 'reminder', delay: 1, due: 1.01 });
  scribe.line(5);
  const tick = scribe.queue('next-tick', { label: 'nextTick', name: 'audit' });
  scribe.line(8);
  const micro = scribe.queue('microtask', { label: 'queueMicrotask', name: 'thank' });
  scribe.line(11);
  scribe.print('C');
  scribe.exit();
  scribe.end();
  runs(scribe, tick, 'ticks-after-callback', 'audit', 5, 'T');
  runs(scribe, micro, 'microtasks-after-ticks', 'thank', 8, 'M');
  scribe.turn();
  scribe.phase('timers');
  scribe.wait(1);
  runs(scribe, timer, 'timer-due', 'reminder', 2, 'B');
  scribe.add({ type: 'ProcessExited', code: 0 });
  return scribe.trace();
}

function runs(
  scribe: Scribe,
  entry: number,
  rule: Of<'JobStarted'>['rule'],
  name: string,
  line: number,
  text: string,
) {
  scribe.job(entry, rule);
  scribe.enter(name, line);
  scribe.line(line + 1);
  scribe.print(text);
  scribe.exit();
  scribe.end();
}
