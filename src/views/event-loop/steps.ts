/** The steps of a trace: the places where a reader stops, and what the timeline shows of them. Pure. */
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { Stops } from '../player/player.ts';
import type { Bar } from '../player/timeline.ts';
import { eachInPortions } from '../portions.ts';
import type { Job, LoopHost, LoopIndex, LoopQueue } from './loop-index.ts';
import { toneOf, type Tone } from './picture.ts';

export interface LoopSteps extends Stops {
  /** Step, from 1, → index of the event that it stands for. */
  eventOf(step: number): number;
  /** Index of an event → the first step that has it behind. */
  stepOf(event: number): number;
  /** The turn that a step belongs to, from 1; 0 before the first. */
  turnOf(step: number): number;
  barAt(step: number): Bar;
}

const HEIGHTS: Partial<Record<LoopEvent['type'], number>> = {
  OutputWritten: 1,
  ErrorUncaught: 1,
  RejectionUnhandled: 1,
  JobStarted: 0.8,
  CallbackQueued: 0.7,
  CallbackCancelled: 0.7,
  FrameEntered: 0.65,
  FrameResumed: 0.65,
  RenderingOffered: 0.3,
  LoopSlept: 0.15,
};

export function* stepsOf(index: LoopIndex): Generator<void, LoopSteps> {
  const { events } = index;
  const found: number[] = [];
  const steps: number[] = [];
  const turns: number[] = [];
  const outputs: number[] = [];
  const jobs: (Job | null)[] = [];
  const inTurn: number[] = [];
  let job: Job | null = null;
  let turn = 0;
  let begun = -1;
  const read = (event: Recorded<LoopEvent>, at: number): void => {
    if (event.type === 'JobStarted') job = index.jobs.get(event.job) ?? null;
    if (event.type === 'TurnStarted') ({ turn } = event);
    if (event.type === 'TurnStarted' && turns.at(-1) !== steps.length + 1) turns.push(steps.length + 1);
    if (at === begun || !isStep(index, event, at)) return;
    if (isSameLine(index, events[found.at(-1) ?? -1], event)) return;
    const frame = event.type === 'JobStarted' ? frameBehind(events, at) : -1;
    if (frame >= 0) begun = frame;
    found.push(at);
    steps.push(Math.max(frame, at) + 1);
    jobs.push(job);
    inTurn.push(turn);
    if (event.type === 'OutputWritten') outputs.push(steps.length);
  };
  yield* eachInPortions(events, read);
  const toneOfQueue = tonesOf(index.host);
  const eventOf = (step: number): number => found[step - 1] ?? 0;
  return {
    steps,
    turns: turns.filter((first) => first <= steps.length),
    outputs,
    eventOf,
    turnOf: (step) => inTurn[step - 1] ?? 0,
    stepOf: (event) => firstAtLeast(steps, event + 1),
    barAt(step) {
      const type = events[eventOf(step)]?.type ?? 'JobEnded';
      const height = HEIGHTS[type] ?? 0.5;
      if (type === 'ErrorUncaught' || type === 'RejectionUnhandled') return { tone: 'fault', height };
      if (type === 'LoopSlept') return { tone: 'idle', height };
      return { tone: toneOfQueue(jobs[step - 1]?.entry?.queue), height };
    },
  };
}

/** A timeline asks for the tone of every step of a run. */
function tonesOf(host: LoopHost): (queue: LoopQueue | undefined) => Tone {
  const known = new Map<LoopQueue | undefined, Tone>();
  return (queue) => {
    const tone = known.get(queue) ?? toneOf(host, queue);
    known.set(queue, tone);
    return tone;
  };
}

/** What may stand between a job's start and the function that it calls. */
const BETWEEN: readonly LoopEvent['type'][] = [
  'SourceLoaded',
  'PromiseCreated',
  'PromiseSettled',
  'PromiseFollowed',
];

/**
 * The function that a job calls, as the index of its event; -1 if the job calls none at once. Both are one step: the
 * entry moves from its queue onto the stack.
 */
function frameBehind(events: LoopIndex['events'], at: number): number {
  let behind = at + 1;
  while (BETWEEN.includes(events[behind]?.type ?? 'JobEnded')) behind += 1;
  const type = events[behind]?.type;
  return type === 'FrameEntered' || type === 'FrameResumed' ? behind : -1;
}

/** A loop in one line is one step, however often it goes round, as long as it does nothing else. */
function isSameLine(
  { sites }: LoopIndex,
  before: Recorded<LoopEvent> | undefined,
  event: Recorded<LoopEvent>,
) {
  if (before?.type !== 'StatementReached' || event.type !== 'StatementReached') return false;
  if (before.frame !== event.frame) return false;
  const [one, other] = [sites.get(before.site), sites.get(event.site)];
  return one !== undefined && one.line === other?.line && one.file === other.file;
}

/** What is the host's own, and what changes nothing that is drawn, is no step. */
function isStep({ events, entries, jobs }: LoopIndex, event: Recorded<LoopEvent>, at: number): boolean {
  switch (event.type) {
    case 'FrameEntered':
    case 'FrameResumed':
      return true;
    case 'FrameExited':
      return events[at + 1]?.type !== 'JobEnded';
    case 'CallbackQueued':
      return !event.host && event.queue !== 'main';
    case 'CallbackCancelled':
      return entries.get(event.entry)?.isHost === false;
    case 'JobStarted':
      return jobs.get(event.job)?.isSeen === true;
    case 'RenderingOffered':
      return event.rendered;
    case 'StatementReached':
    case 'FrameSuspended':
    case 'FrameThrew':
    case 'ErrorCaught':
    case 'OutputWritten':
    case 'LoopSlept':
    case 'ErrorUncaught':
    case 'RejectionUnhandled':
    case 'RejectionHandledLate':
    case 'TracingEnded':
    case 'ProcessExited':
      return true;
    default:
      return false;
  }
}

/** Step, from 1, of the first position that is `position` or more; the last one if there is none. */
function firstAtLeast(positions: readonly number[], position: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return Math.min(low + 1, positions.length);
}
