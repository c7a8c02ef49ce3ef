/**
 * The fold of an event loop's trace: where the call stack stands, what runs, in which phase and turn. Each event costs
 * the same, however long the stack and the queues are; what waits in a queue follows from the index and the position.
 */
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { LoopIndex, LoopPhase, LoopQueue } from './loop-index.ts';

/** A frame on the stack, with what lies below it. `site` is the statement that it has reached; 0 before the first. */
export interface StackNode {
  frame: number;
  site: number;
  below: StackNode | null;
  depth: number;
}

export interface LoopState {
  /** Events that lie behind. */
  position: number;
  stack: StackNode | null;
  /** Number of the job that runs; 0 for none. */
  job: number;
  /** The loop's own phase. */
  phase: LoopPhase | null;
  /** What is being emptied between two of the loop's callbacks. */
  draining: 'next-ticks' | 'microtasks' | 'rejections' | null;
  /** Counts from 1; 0 while the program itself runs. */
  turn: number;
  /** Of each queue, how many of its entries have come, and how many of the first have all left. */
  ends: Readonly<Partial<Record<LoopQueue, { from: number; to: number }>>>;
  /** Lines printed. */
  printed: number;
  /** On the trace's clock, while the loop sleeps. */
  sleepsUntil: number | null;
  exitCode: number | null;
}

export const BEFORE: LoopState = {
  position: 0,
  stack: null,
  job: 0,
  phase: null,
  draining: null,
  turn: 0,
  ends: {},
  printed: 0,
  sleepsUntil: null,
  exitCode: null,
};

/** The fold for one trace. */
export function createEvolve(index: LoopIndex): (state: LoopState, event: Recorded<LoopEvent>) => LoopState {
  return (state, event) => evolve(index, { ...state, position: state.position + 1 }, event);
}

/** `next` is a copy of its own, still as before the event but for its position. */
function evolve(index: LoopIndex, next: LoopState, event: Recorded<LoopEvent>): LoopState {
  switch (event.type) {
    case 'FrameEntered':
      next.stack = push(next.stack, event.frame, 0);
      return next;
    case 'FrameResumed':
      next.stack = push(next.stack, event.frame, event.site ?? 0);
      return next;
    case 'StatementReached':
    case 'ErrorCaught':
      next.stack = reach(next.stack, event.frame, event.site);
      return next;
    case 'FrameSuspended':
    case 'FrameExited':
    case 'FrameThrew':
      next.stack = pop(next.stack, event.frame);
      return next;
    case 'CallbackQueued': {
      const { from = 0, to = 0 } = next.ends[event.queue] ?? {};
      if (!event.host) next.ends = { ...next.ends, [event.queue]: { from, to: to + 1 } };
      return next;
    }
    case 'CallbackCancelled':
      next.ends = endsAfter(index, next, event.entry);
      return next;
    case 'JobStarted':
      next.stack = null;
      next.job = event.job;
      next.sleepsUntil = null;
      next.ends = endsAfter(index, next, event.entry);
      return next;
    case 'JobEnded':
      if (next.job === event.job) next.job = 0;
      next.stack = null;
      return next;
    case 'OutputWritten':
      next.printed += 1;
      return next;
    default:
      return evolveLoop(next, event);
  }
}

function evolveLoop(next: LoopState, event: Recorded<LoopEvent>): LoopState {
  switch (event.type) {
    case 'TurnStarted':
      next.turn = event.turn;
      next.sleepsUntil = null;
      return next;
    case 'PhaseEntered':
      if (event.phase === 'next-ticks' || event.phase === 'microtasks' || event.phase === 'rejections') {
        next.draining = event.phase;
      } else {
        next.phase = event.phase;
        next.draining = null;
      }
      return next;
    case 'LoopSlept':
      next.sleepsUntil = event.until;
      return next;
    case 'ProcessExited':
      next.exitCode = event.code;
      next.stack = null;
      next.job = 0;
      return next;
    default:
      return next;
  }
}

function push(below: StackNode | null, frame: number, site: number): StackNode {
  return { frame, site, below, depth: (below?.depth ?? 0) + 1 };
}

/** What lies above a frame that goes on has left unseen: a host's function, or a generator that was given up. */
function reach(stack: StackNode | null, frame: number, site: number): StackNode {
  const node = find(stack, frame);
  return push(node ? node.below : stack, frame, site);
}

function pop(stack: StackNode | null, frame: number): StackNode | null {
  const node = find(stack, frame);
  return node ? node.below : stack;
}

function find(stack: StackNode | null, frame: number): StackNode | null {
  for (let node = stack; node; node = node.below) if (node.frame === frame) return node;
  return null;
}

/** Steps over the entries at the head of the queue that have all left by now. */
function endsAfter(index: LoopIndex, state: LoopState, number: number): LoopState['ends'] {
  const entry = index.entries.get(number);
  const ends = entry && state.ends[entry.queue];
  if (!ends) return state.ends;
  const queue = index.queues.get(entry.queue) ?? [];
  let { from } = ends;
  while (from < ends.to && queue[from]!.leftAt < state.position) from += 1;
  return from === ends.from ? state.ends : { ...state.ends, [entry.queue]: { from, to: ends.to } };
}
