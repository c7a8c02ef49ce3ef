/** Names for what a trace holds, as they stand in sentences and on cells. Pure. */
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Entry, Frame, LoopHost, LoopQueue, Site } from './loop-index.ts';

/** What waits in a queue, in the singular. */
const KINDS: Readonly<Record<LoopQueue, string>> = {
  main: 'the program',
  'next-tick': 'the next tick',
  microtask: 'the microtask',
  timer: 'the timer',
  immediate: 'the immediate',
  poll: 'the I/O callback',
  pending: 'the pending callback',
  close: 'the close callback',
  message: 'the message',
  task: 'the task',
  'animation-frame': 'the animation frame callback',
  rejection: 'the listener for unhandled rejections',
  exit: 'the exit listener',
};

/** Where it waits. */
const QUEUES: Readonly<Record<LoopQueue, string>> = {
  main: 'the loop',
  'next-tick': 'the next-tick queue',
  microtask: 'the microtask queue',
  timer: 'the timers',
  immediate: 'the immediates',
  poll: 'the poll queue',
  pending: 'the pending callbacks',
  close: 'the close callbacks',
  message: 'the messages',
  task: 'the task queue',
  'animation-frame': 'the animation frame callbacks',
  rejection: 'the unhandled rejections',
  exit: 'the exit listeners',
};

export const queueName = (queue: LoopQueue): string => QUEUES[queue];

export const HOST_NAMES: Readonly<Record<LoopHost, string>> = {
  'node-cjs': 'Node, CommonJS',
  'node-esm': 'Node, ES module',
  browser: 'Browser',
};

export function lineName(site: Pick<Site, 'line'> | null): string {
  return site === null ? '' : `line ${site.line}`;
}

/** What an engine's own fault does to the order, for those who compare the picture with Node. */
export const ENGINE_DIFFERS: Readonly<
  Record<Extract<LoopEvent, { type: 'EngineDiffers' }>['difference'], string>
> = {
  'late-delegation':
    'This browser takes one microtask more than Node for each value that comes through a yield* in an async generator. What the program prints is this browser’s order; in Node, lines that follow such a value may come earlier.',
};

/** A function without a name of its own is called after what it was given to, in brackets: `(callback of then)`. */
const isGiven = (name: string): boolean => name.startsWith('(');

/** `reserve` as it stands on a cell, or what a function without a name is called. */
export function frameName({ name, kind }: Pick<Frame, 'name' | 'kind'>): string {
  if (kind === 'script' || kind === 'module') return 'program';
  if (name === '') return kind === 'native' ? 'a function of the host' : 'a function without a name';
  return isGiven(name) ? cut(name.slice(1, -1), 32) : cut(name, 32);
}

/** The function in a sentence: `“reserve”`, `the callback of then`, `the program`. */
export function framePhrase(frame: Pick<Frame, 'name' | 'kind'> | undefined): string {
  if (frame === undefined) return 'a function';
  const { name, kind } = frame;
  if (kind === 'script' || kind === 'module') return 'the program';
  if (name === '') return frameName(frame);
  return isGiven(name) ? `the ${frameName(frame)}` : `“${frameName(frame)}”`;
}

/** What a cell says of an entry: `audit`, `await in reserve`, `setTimeout 5 ms`. */
export function entryName(entry: Entry): string {
  const { label, delay } = entry;
  const own = ownName(entry);
  const what = label === 'await' && own !== '' ? `await in ${own}` : own || label || 'callback';
  return delay === null ? what : `${what} ${ms(delay)}`;
}

/** The entry in a sentence: `the microtask “audit”, queued in line 3,`. */
export function entryPhrase(entry: Entry | null, withLine = true): string {
  if (entry === null) return 'what was queued last';
  const { label, queue, by } = entry;
  if (queue === 'main') return 'the program';
  const own = ownName(entry);
  const of = own !== '' ? ` “${own}”` : queue === 'rejection' || label === '' ? '' : ` of ${label}`;
  return `${kindName(entry)}${of}${by === null || !withLine ? '' : `, queued in ${lineName(by)},`}`;
}

function kindName({ queue, label }: Entry): string {
  return label === 'await' ? 'the rest of' : KINDS[queue];
}

/** The callback's own name; empty if it has none, or none but its file's. */
function ownName({ name, label, queue }: Entry): string {
  if (name === label || queue === 'main') return '';
  if (isGiven(name)) return label === 'await' ? name.slice(1, -1) : '';
  return cut(name, 32);
}

/** 1 → `1 ms`, 2.3456 → `2.35 ms`. */
export function ms(time: number): string {
  return `${String(Math.round(time * 100) / 100)} ms`;
}

/** Values of others are cut, so that a sentence stays one. */
export function cut(text: string, most = 60): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
