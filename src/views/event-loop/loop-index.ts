/**
 * What a whole trace of an event loop holds, read once: every entry with when it was queued and when it left, every
 * job, frame and site by its number, the lines printed. With it the picture at any place costs the same. Linear. Pure.
 */
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Recorded, Trace } from '#trace/trace.ts';
import { eachInPortions } from '../portions.ts';

export type LoopHost = 'node-cjs' | 'node-esm' | 'browser';

type Of<T extends LoopEvent['type']> = Extract<LoopEvent, { type: T }>;

export type LoopQueue = Of<'CallbackQueued'>['queue'];
export type LoopPhase = Of<'PhaseEntered'>['phase'];
export type LoopRule = Of<'JobStarted'>['rule'];

/** A place in the source. Lines and columns count from 1. */
export interface Site {
  file: string;
  kind: string;
  name: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** Something that waited in a queue. Places are indices of events; `leftAt` is past the end for what never left. */
export interface Entry {
  entry: number;
  queue: LoopQueue;
  label: string;
  name: string;
  /** Site of the function, or of the await where it goes on. */
  callback: Site | null;
  /** Where it was queued; null if the host did it. */
  by: Site | null;
  isHost: boolean;
  /** False if it was queued somewhere between here and its start. */
  isExact: boolean;
  delay: number | null;
  due: number | null;
  repeats: boolean;
  queuedAt: number;
  leftAt: number;
  /** The job that ran it; null if it was cancelled or is waiting still. */
  job: Job | null;
  isCancelled: boolean;
}

export interface Job {
  job: number;
  entry: Entry | null;
  rule: LoopRule;
  /** Index of the event that started it. */
  startedAt: number;
  /** Index of the event that ended it; past the end if it never did. */
  endedAt: number;
  /** True if any of the program's own code ran in it. */
  isSeen: boolean;
}

export interface Frame {
  frame: number;
  site: Site | null;
  name: string;
  kind: Of<'FrameEntered'>['kind'];
  args: readonly string[];
}

export interface Printed {
  /** Index of the event. */
  at: number;
  stream: 'stdout' | 'stderr';
  text: string;
  site: Site | null;
  job: Job | null;
}

export interface SourceFile {
  file: string;
  source: string;
  lines: readonly string[];
}

export interface LoopIndex {
  host: LoopHost;
  entryFile: string;
  events: readonly Recorded<LoopEvent>[];
  /** The trace's clock when it began; times are shown from there. */
  base: number;
  dropped: number;
  files: readonly SourceFile[];
  sites: ReadonlyMap<number, Site>;
  frames: ReadonlyMap<number, Frame>;
  entries: ReadonlyMap<number, Entry>;
  jobs: ReadonlyMap<number, Job>;
  /** Of each queue all that ever waited there, in the order in which it came. The host's own is left out. */
  queues: ReadonlyMap<LoopQueue, readonly Entry[]>;
  printed: readonly Printed[];
  /** Where the engine breaks the language. */
  differs: readonly Of<'EngineDiffers'>[];
  /** Why nothing of the run could be shown; empty if it could. */
  untraced: string;
}

const HOSTS: readonly unknown[] = ['node-cjs', 'node-esm', 'browser'];

export function* readLoop(trace: Trace<LoopEvent>): Generator<void, LoopIndex> {
  const reader = createReader(trace.events.length);
  yield* eachInPortions(trace.events, reader.read);
  const { host, entry } = trace.about;
  return {
    ...reader.found,
    host: (HOSTS.includes(host) ? host : 'node-esm') as LoopHost,
    entryFile: typeof entry === 'string' ? entry : (reader.found.files[0]?.file ?? ''),
    events: trace.events,
    base: trace.events[0]?.at ?? 0,
    dropped: trace.dropped.count,
  };
}

function createReader(end: number) {
  const sites = new Map<number, Site>();
  const frames = new Map<number, Frame>();
  const entries = new Map<number, Entry>();
  const jobs = new Map<number, Job>();
  const queues = new Map<LoopQueue, Entry[]>();
  const files: SourceFile[] = [];
  const printed: Printed[] = [];
  const differs: Of<'EngineDiffers'>[] = [];
  const found = { sites, frames, entries, jobs, queues, files, printed, differs, untraced: '' };
  let running: Job | null = null;

  const siteOf = (number: number | undefined): Site | null =>
    (number === undefined ? undefined : sites.get(number)) ?? null;
  const jobOf = (number: number | undefined): Job | null =>
    (number === undefined ? undefined : jobs.get(number)) ?? running;

  function sourceLoaded({ file, source, sites: more }: Of<'SourceLoaded'>): void {
    files.push({ file, source, lines: source.replace(/\n$/, '').split('\n') });
    for (const { site, ...place } of more) sites.set(site, { file, ...place });
  }

  function queued(event: Of<'CallbackQueued'>, at: number): void {
    const entry: Entry = {
      entry: event.entry,
      queue: event.queue,
      label: event.label,
      name: event.name,
      callback: siteOf(event.callback),
      by: siteOf(event.site),
      isHost: event.host,
      isExact: event.moment === 'exact',
      delay: event.delay ?? null,
      due: event.due ?? null,
      repeats: event.repeats,
      queuedAt: at,
      leftAt: end,
      job: null,
      isCancelled: false,
    };
    entries.set(entry.entry, entry);
    if (entry.isHost) return;
    const queue = queues.get(entry.queue) ?? [];
    queues.set(entry.queue, queue);
    queue.push(entry);
  }

  function started(event: Of<'JobStarted'>, at: number): void {
    const entry = entries.get(event.entry) ?? null;
    const isSeen = entry !== null && !entry.isHost;
    running = { job: event.job, entry, rule: event.rule, startedAt: at, endedAt: end, isSeen };
    jobs.set(event.job, running);
    if (entry === null) return;
    entry.job = running;
    entry.leftAt = at;
  }

  function seen(): void {
    if (running) running.isSeen = true;
  }

  function read(event: Recorded<LoopEvent>, at: number): void {
    switch (event.type) {
      case 'SourceLoaded':
        return sourceLoaded(event);
      case 'EngineDiffers':
        differs.push(event);
        return;
      case 'TracingEnded':
        found.untraced = event.reason;
        return;
      case 'FrameEntered': {
        const { frame, name, kind, args } = event;
        frames.set(frame, { frame, site: siteOf(event.site), name, kind, args });
        return seen();
      }
      case 'FrameResumed':
        return seen();
      case 'CallbackQueued':
        return queued(event, at);
      case 'CallbackCancelled': {
        const entry = entries.get(event.entry);
        if (entry) Object.assign(entry, { leftAt: at, isCancelled: true });
        return;
      }
      case 'JobStarted':
        return started(event, at);
      case 'JobEnded': {
        const job = jobs.get(event.job);
        if (job) job.endedAt = at;
        running = null;
        return;
      }
      case 'OutputWritten': {
        const { stream, text } = event;
        printed.push({ at, stream, text, site: siteOf(event.site), job: jobOf(event.job) });
        return seen();
      }
      default:
        return;
    }
  }

  return { found, read };
}
