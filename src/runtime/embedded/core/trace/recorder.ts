/**
 * Records one run: the stack, the jobs, the queues. It knows no host; a host needs this of it and gives this to it:
 *
 * - `queue` when something joins a queue, `start` and `end` around each callback that the host calls on an empty
 *   stack, `cancel` for what leaves a queue unrun. Promise jobs are recorded by promises.ts and marks.ts; a host must
 *   not report them.
 * - `phase`, `turn`, `slept`, `output`, `uncaught`, `rejection`, `exited` and `note` (any other event).
 * - `context` says, for a callback that nobody announced, where the host is: for example in its poll phase.
 * - In return the host passes a clock and takes events, in order, whenever ticks and microtasks are done.
 */
import type { LoopEvent } from '#trace/loop-events.ts';
import { bare, bareList } from '../bare.ts';
import { createJournal } from './journal.ts';
import { createMicrotaskLine } from './microtask-line.ts';
import { createFrame, type By, type Entry, type Frame, type Job, type QueueOptions } from './record-parts.ts';
import type { FrameKind, PhaseName, QueuedEvent, QueueName, RecordedLoopEvent, RuleId } from './recorded.ts';
import { createRounds } from './rounds.ts';
import { isInner, ruleFor, type Before } from './rules.ts';

export interface RecorderOptions {
  now(): number;
  /** Takes the finished events in order. */
  send(event: RecordedLoopEvent): void;
}

const LOST = 'The order of the microtasks could not be followed from here on';

export type Recorder = ReturnType<typeof createRecorder>;

export function createRecorder({ now, send }: RecorderOptions) {
  const journal = createJournal(send);
  const stack = bareList<Frame>();
  const microtasks = createMicrotaskLine();
  let frames = 0;
  let entries = 0;
  let jobs = 0;
  let turns = 0;
  let job: Job | null = null;
  /** The kind of the job before, for the rule of the next. */
  let before: Before = null;
  /** The last job that was no tick and no microtask. */
  let outer: QueueName | null = null;
  /** The entry of the last microtask that ran, or the start of the job before: those that follow joined after it. */
  let lastMicrotask: RecordedLoopEvent | null = null;
  /** False after an error that nobody caught: then a job may start while microtasks wait. */
  let isClean = true;
  let ended = false;

  function write(event: LoopEvent): RecordedLoopEvent {
    const recorded = { ...event, at: now() } as RecordedLoopEvent;
    journal.add(recorded);
    return recorded;
  }

  /** Something of the program has happened: from here on the job is one that is shown. */
  function show(): void {
    if (!job || job.shown) return;
    const { number, entry, rule, at, place } = job;
    job.shown = true;
    const started: RecordedLoopEvent = { type: 'JobStarted', job: number, entry: entry.id, rule, at };
    journal.fill(place, started);
    if (!isInner(job.entry) && isClean) lastMicrotask = started;
  }

  function note(event: LoopEvent): RecordedLoopEvent | null {
    if (ended) return null;
    rounds.end();
    show();
    const written = write(event);
    journal.trim();
    return written;
  }

  const rounds = createRounds((frame, site, skipped) => {
    show();
    frame.last = write({
      type: 'StatementReached',
      frame: frame.number,
      site,
      ...(skipped > 0 && { skipped }),
    });
    journal.trim();
  }, journal.flush);

  function step(frame: Frame, site: number): void {
    frame.step = site;
    if (!ended) rounds.step(frame, site);
  }

  function by(): By {
    const top = stack[stack.length - 1];
    return {
      ...(top && { frame: top.number }),
      ...(top?.step !== undefined && { site: top.step }),
      ...(job && (job.shown || top) && { job: job.number }),
    };
  }

  function queue(name: QueueName, options: QueueOptions): Entry {
    const given = bare(options);
    const { label, callback, host = false, moment = 'exact', delay, due, promise } = given;
    const event: QueuedEvent & { at: number } = {
      type: 'CallbackQueued',
      entry: ++entries,
      queue: name,
      label,
      name: given.name ?? '',
      moment,
      host,
      repeats: given.repeats ?? false,
      ...(callback !== undefined && { callback }),
      ...(delay !== undefined && { delay }),
      ...(due !== undefined && { due }),
      ...(promise !== undefined && { promise }),
      ...(given.by ?? by()),
      at: now(),
    };
    const entry: Entry = { id: entries, queue: name, host, event, state: 'waiting' };
    if (ended) return entry;
    rounds.end();
    if (!host) show();
    if (moment === 'between') {
      // What runs before a microtask that is known to wait has joined the queue before it.
      const next = name === 'microtask' ? (microtasks.next()?.event ?? null) : null;
      const last = name === 'microtask' ? lastMicrotask : null;
      if (!journal.addBetween(event, [last, given.after ?? null], next)) fail(LOST);
    } else {
      journal.add(event);
      if (name === 'microtask') microtasks.join(entry);
    }
    journal.trim();
    return entry;
  }

  /** If another one waits ahead of it, the picture would be wrong. */
  function takeMicrotask(entry: Entry): void {
    lastMicrotask = entry.event;
    if (entry.event.moment === 'exact' && !microtasks.take(entry)) fail(LOST);
  }

  /** An entry leaves its queue and runs. `continues`: it is the rest of a function, whose end no callback marks. */
  function start(entry: Entry, given?: RuleId, continues = false): void {
    if (ended) return;
    end();
    const inner = isInner(entry);
    const rule = given ?? ruleFor(entry.queue, before, outer);
    if (entry.queue === 'microtask') takeMicrotask(entry);
    if (ended) return;
    const earlier: Job['earlier'] = [before, outer];
    before = rule === 'main-module' ? 'main-module' : entry.queue;
    if (inner) isClean = true;
    else {
      outer = entry.queue;
      if (isClean) lastMicrotask = null;
    }
    entry.state = 'running';
    job = {
      number: ++jobs,
      entry,
      rule,
      shown: false,
      continues,
      earlier,
      at: now(),
      place: journal.reserve(),
    };
    if (!entry.host) show();
  }

  function leaveStack(): void {
    while (stack.length > 0) drop(stack.pop()!);
  }

  /** A frame that is no longer on the stack, although nothing marked its end. */
  function drop(frame: Frame): void {
    const canWait = frame.more !== null || frame.kind === 'generator';
    if (!canWait) {
      frame.done = true;
      note({ type: 'FrameExited', frame: frame.number });
    } else suspend(frame);
  }

  function suspend(frame: Frame): void {
    frame.suspended = true;
    const cause = frame.kind === 'generator' ? 'yield' : 'await';
    note({ type: 'FrameSuspended', frame: frame.number, cause, value: '' });
  }

  /** The job is over: the stack is empty. */
  function end(): void {
    if (!job || ended) return;
    rounds.end();
    leaveStack();
    const { entry, shown, number } = job;
    entry.state = 'done';
    if (shown) write({ type: 'JobEnded', job: number });
    // The host's own: it is left out whole, unless it could be seen waiting.
    else if (!journal.remove(entry.event)) {
      show();
      write({ type: 'JobEnded', job: number });
    } else {
      jobs--;
      [before, outer] = job.earlier;
    }
    job = null;
  }

  function fail(reason: string): void {
    if (ended) return;
    rounds.end();
    write({ type: 'TracingEnded', reason: `${reason}. The output is complete all the same.` });
    journal.flush();
    ended = true;
  }

  /** Sends what is held back, unless microtasks wait, as after an error: others may have joined before them. */
  function quiet(): void {
    if (!microtasks.next()) journal.flush();
  }

  const recorder = {
    stack,
    quiet,
    note,
    step,
    by,
    queue,
    start,
    end,
    fail,
    drop,
    /** Where the host is, for a callback that was not announced; null while it runs promise jobs. */
    context: null as { queue: QueueName; label: string } | null,
    get job(): Job | null {
      return job;
    },
    get isOver() {
      return ended;
    },
    /** The microtask that is next in line, if it is known. */
    nextMicrotask: microtasks.next,
    newFrame: (site: number, kind: FrameKind): Frame => createFrame(++frames, site, kind),
    cancel(entry: Entry): void {
      if (entry.state !== 'waiting') return;
      entry.state = 'done';
      note({ type: 'CallbackCancelled', entry: entry.id, ...by() });
    },
    /** True if no job runs, or one whose function may have gone to wait without a mark: a `for await` does. */
    maybeIdle: (): boolean => (job ? job.continues && stack.length === 1 : stack.length === 0),
    /** The stack is empty now: what has no callback that returns is over. */
    endIfContinued(): void {
      if (job?.continues && stack.length === 0) end();
    },
    phase(phase: PhaseName): void {
      if (ended) return;
      end();
      quiet();
      outer = null;
      write({ type: 'PhaseEntered', phase });
    },
    turn(): void {
      if (ended) return;
      end();
      quiet();
      write({ type: 'TurnStarted', turn: ++turns });
    },
    slept(until: number): void {
      if (!ended) write({ type: 'LoopSlept', until });
    },
    /** An error that nobody caught has left the stack. */
    thrown(error: string): void {
      while (stack.length > 0) note({ type: 'FrameThrew', frame: stack.pop()!.number, error });
      end();
      isClean = false;
      recorder.context = null;
    },
    /** These go on when the rest of the trace has ended. */
    tell(event: LoopEvent): void {
      rounds.end();
      show();
      write(event);
      if (ended) journal.flush();
    },
    flush: () => journal.flush(),
  };
  return recorder;
}
