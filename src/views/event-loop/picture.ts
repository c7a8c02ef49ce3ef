/** What is drawn at one place of the trace: the fold, filled in from the index, and bounded. Pure. */
import type {
  Entry,
  Frame,
  Job,
  LoopHost,
  LoopIndex,
  LoopPhase,
  LoopQueue,
  Printed,
  Site,
} from './loop-index.ts';
import type { LoopState } from './loop-state.ts';

/** The four of the event loop, and two for what only some hosts have. */
export type Tone = 'stack' | 'tick' | 'micro' | 'task' | 'render' | 'fault';
export type Shape = 'square' | 'triangle' | 'diamond' | 'circle' | 'hexagon' | 'ring' | 'star' | 'cross';

export interface LaneKind {
  title: string;
  tone: Tone;
  shape: Shape;
  queues: readonly LoopQueue[];
  /** Shown although nothing has ever waited there. */
  always: boolean;
}

export interface Lane extends LaneKind {
  entries: readonly Entry[];
  /** How many more wait than are drawn. */
  hidden: number;
}

export interface StackRow {
  frame: Frame;
  /** The statement that it has reached. */
  site: Site | null;
}

export interface Picture {
  /** The innermost call first. */
  stack: readonly StackRow[];
  hiddenFrames: number;
  job: Job | null;
  lanes: readonly Lane[];
  /** What runs now; null between two jobs. */
  here: Site | null;
  phase: LoopPhase | null;
  draining: LoopState['draining'];
  turn: number;
  sleepsUntil: number | null;
  /** The last lines printed, and how many there were before them. */
  printed: readonly Printed[];
  printedBefore: number;
  exitCode: number | null;
}

const lane = (
  title: string,
  tone: Tone,
  shape: Shape,
  queues: readonly LoopQueue[],
  always = true,
): LaneKind => ({ title, tone, shape, queues, always });

const NODE_LANES: readonly LaneKind[] = [
  lane('Next ticks', 'tick', 'triangle', ['next-tick']),
  lane('Microtasks', 'micro', 'diamond', ['microtask']),
  lane('Timers', 'task', 'circle', ['timer']),
  lane('Immediates', 'task', 'hexagon', ['immediate']),
  lane('I/O and messages', 'task', 'ring', ['poll', 'pending', 'close', 'message', 'task'], false),
  lane('Animation frames', 'render', 'star', ['animation-frame'], false),
  lane('Unhandled rejections', 'fault', 'cross', ['rejection'], false),
];

const BROWSER_LANES: readonly LaneKind[] = [
  lane('Microtasks', 'micro', 'diamond', ['microtask']),
  lane('Tasks', 'task', 'ring', ['task', 'message', 'poll', 'pending', 'close', 'immediate']),
  lane('Timers', 'task', 'circle', ['timer']),
  lane('Animation frames', 'render', 'star', ['animation-frame']),
  lane('Next ticks', 'tick', 'triangle', ['next-tick'], false),
  lane('Unhandled rejections', 'fault', 'cross', ['rejection'], false),
];

export function laneKinds(host: LoopHost): readonly LaneKind[] {
  return host === 'browser' ? BROWSER_LANES : NODE_LANES;
}

/** The lane where a queue's entries are drawn; null for the program itself and for what is only announced. */
export function laneOf(host: LoopHost, queue: LoopQueue): LaneKind | null {
  return laneKinds(host).find(({ queues }) => queues.includes(queue)) ?? null;
}

export function toneOf(host: LoopHost, queue: LoopQueue | undefined): Tone {
  return (queue === undefined ? null : laneOf(host, queue))?.tone ?? 'stack';
}

/** Cells of a lane, and frames of the stack, that a reader can take in. */
const MOST_CELLS = 8;
const MOST_FRAMES = 12;
const MOST_PRINTED = 200;
/** Waiting entries that are looked at to find those that are due first. */
const MOST_SORTED = 2000;

export function pictureOf(index: LoopIndex, state: LoopState): Picture {
  const { stack, hidden } = stackOf(index, state);
  const printedBefore = Math.max(0, state.printed - MOST_PRINTED);
  return {
    stack,
    hiddenFrames: hidden,
    job: index.jobs.get(state.job) ?? null,
    lanes: laneKinds(index.host)
      .filter(({ always, queues }) => always || queues.some((queue) => index.queues.has(queue)))
      .map((kind) => ({ ...kind, ...entriesOf(index, state, kind.queues) })),
    here: stack[0]?.site ?? stack[0]?.frame.site ?? null,
    phase: state.phase,
    draining: state.draining ?? drainingOf(index.jobs.get(state.job)),
    turn: state.turn,
    sleepsUntil: state.sleepsUntil,
    printed: index.printed.slice(printedBefore, state.printed),
    printedBefore,
    exitCode: state.exitCode,
  };
}

function drainingOf(job: Job | undefined): LoopState['draining'] {
  const queue = job?.entry?.queue;
  if (queue === 'next-tick') return 'next-ticks';
  if (queue === 'microtask') return 'microtasks';
  return queue === 'rejection' ? 'rejections' : null;
}

function stackOf(index: LoopIndex, state: LoopState): { stack: StackRow[]; hidden: number } {
  const stack: StackRow[] = [];
  for (let node = state.stack; node && stack.length < MOST_FRAMES; node = node.below) {
    const frame = index.frames.get(node.frame);
    if (frame) stack.push({ frame, site: index.sites.get(node.site) ?? null });
  }
  return { stack, hidden: (state.stack?.depth ?? 0) - stack.length };
}

function entriesOf(
  index: LoopIndex,
  state: LoopState,
  queues: readonly LoopQueue[],
): { entries: Entry[]; hidden: number } {
  const waiting = queues.flatMap((name) =>
    waitingIn(index, state, name, name === 'timer' ? MOST_SORTED : MOST_CELLS),
  );
  if (queues.includes('timer')) waiting.sort((a, b) => (a.due ?? 0) - (b.due ?? 0) || a.entry - b.entry);
  else if (queues.length > 1) waiting.sort((a, b) => a.entry - b.entry);
  const entries = waiting.slice(0, MOST_CELLS);
  const all = queues.reduce((sum, name) => sum + countIn(index, state, name), 0);
  return { entries, hidden: Math.max(0, all - entries.length) };
}

/** The first `most` entries that wait in a queue, in the order in which they came. */
function waitingIn(index: LoopIndex, state: LoopState, name: LoopQueue, most: number): Entry[] {
  const { from = 0, to = 0 } = state.ends[name] ?? {};
  const queue = index.queues.get(name) ?? [];
  const waiting: Entry[] = [];
  for (let at = from; at < to && waiting.length < most; at++) {
    if (isWaiting(queue[at]!, state)) waiting.push(queue[at]!);
  }
  return waiting;
}

/** How many wait in a queue. The first of them is at the head, so only cancelled ones have to be left out. */
export function countIn(index: LoopIndex, state: LoopState, name: LoopQueue): number {
  const { from = 0, to = 0 } = state.ends[name] ?? {};
  const queue = index.queues.get(name) ?? [];
  let count = 0;
  for (let at = from; at < to; at++) if (isWaiting(queue[at]!, state)) count += 1;
  return count;
}

const isWaiting = (entry: Entry, { position }: LoopState): boolean => entry.leftAt >= position;
