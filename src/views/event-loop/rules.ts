/** Why a job was next: for each rule of the loop a sentence or two. Pure. */
import type { Entry, LoopHost, LoopRule } from './loop-index.ts';
import { lineName, ms } from './words.ts';

export interface RuleContext {
  host: LoopHost;
  entry: Entry | null;
  /** Milliseconds on the trace's clock when it began, and when the job started. */
  base: number;
  now: number;
  /** True if the job before it was the program itself. */
  afterMain: boolean;
}

type Sentence = (context: RuleContext) => string;

const isNode = ({ host }: RuleContext): boolean => host !== 'browser';
const returned = ({ afterMain }: RuleContext): string =>
  afterMain ? 'The program itself has run to its end.' : 'The callback has returned.';
const since = ({ entry }: RuleContext): string =>
  entry?.by ? `This one has waited since ${lineName(entry.by)}.` : '';
const timing = ({ entry, base, now }: RuleContext): string => {
  if (entry?.due == null) return 'its time has come';
  const set = entry.delay === null ? '' : `it was set for ${ms(entry.delay)}, `;
  return `${set}it was due at ${ms(entry.due - base)}, and the clock says ${ms(now - base)}`;
};

export const RULES: Readonly<Record<LoopRule, Sentence>> = {
  'main-script': (context) =>
    isNode(context)
      ? 'Node calls a CommonJS file as one function, from its first line to its last. Nothing that it queues can run before it has returned.'
      : 'The script is a task like any other: it runs from its first line to its last, and nothing that it queues can run before it has ended.',
  'main-module': (context) =>
    isNode(context)
      ? 'Node evaluates an ES module inside a microtask. What the module queues there follows right behind it, before any next tick.'
      : 'The browser evaluates a module as one task, from its first line to its last or to its first await.',
  'ticks-after-callback': (context) =>
    `${returned(context)} Node now empties the next-tick queue, before the microtasks and before the loop may turn.`,
  'ticks-after-microtasks': () =>
    'The microtasks are done, and next ticks have been queued meanwhile. Node goes to and fro between the two queues until both are empty; only then does the loop go on.',
  'tick-in-order': (context) =>
    `Next ticks run in the order in which they were queued, and Node takes nothing else until none is left. ${since(context)}`,
  'microtasks-after-ticks': () =>
    'The next-tick queue is empty, so Node turns to the microtasks. They, too, go before any timer and any immediate.',
  'microtasks-after-main-module': () =>
    'The main module is an ES module, so it was itself evaluated inside a microtask: that queue is emptied before Node looks at its next ticks.',
  'microtasks-after-callback': (context) =>
    isNode(context)
      ? `${returned(context)} No next tick is waiting, so the microtasks are next. The loop cannot turn before they are done.`
      : `${returned(context)} The stack is empty, and whenever it is, a browser empties the microtask queue: before the next task, and before it renders.`,
  'microtask-in-order': (context) =>
    `First come, first served: the microtask queue is emptied to its end, and whoever joins it meanwhile is served in the same go. ${since(context)}`,
  'timer-due': (context) =>
    isNode(context)
      ? `The loop is in its timers phase, and this timer can run: ${timing(context)}.`
      : `Ticks of the clock do not interrupt anything; now the stack is empty and this timer can run: ${timing(context)}.`,
  'timer-in-order': (context) =>
    `Several timers are due. They run in the order of their times, and equal ones in the order in which they were set; after each, whatever it queued as a microtask${isNode(context) ? ' or a next tick' : ''} has been served.`,
  'immediate-in-check': () =>
    'The loop has come to its check phase, behind the poll phase, and that is where immediates run.',
  'immediate-in-order': () =>
    'The check phase runs all immediates that were waiting when it began, in their order; after each, next ticks and microtasks are served. One that is set now waits for the next turn.',
  'io-ready': () =>
    'The loop is in its poll phase, where it takes what the system reports: this operation has finished.',
  'pending-callback': () =>
    'A report of the system was put off in the turn before. The pending phase makes up for it.',
  'handle-closed': () => 'A handle was closed, and the last phase of a turn tells those who asked to know.',
  'oldest-task': () =>
    'The microtasks are done. Of the tasks that are waiting the browser takes the one that has waited longest.',
  'task-in-order': () =>
    'Tasks of one source run one after the other, in the order in which they came; after each, the microtasks are served.',
  'message-arrived': () =>
    'A message has arrived at a port. Its listener runs as a task of its own, never inside the code that sent it.',
  'before-rendering': () =>
    'The browser is about to render. Right before it does, it calls what requestAnimationFrame has collected: once each, for this frame only.',
  'rejection-unhandled': (context) =>
    isNode(context)
      ? 'Next ticks and microtasks are done, and a rejected promise still has no handler. Node has waited until now so that one could be added in time.'
      : 'The microtasks are done, and a rejected promise still has no handler: the browser reports it.',
  'error-uncaught': () =>
    'An error has left the stack without meeting a catch. The program has a handler for that case, and the host calls it.',
  'before-exit': () =>
    'Nothing is left that could keep the loop alive. Before Node ends it says so with beforeExit; a listener may queue more work, and then the loop goes on.',
  exit: () =>
    'The process is ending. Listeners of exit run now, on the spot; what they queue will never run.',
};
