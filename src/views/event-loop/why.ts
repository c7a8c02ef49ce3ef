/** “Why this, now?”: for any step the rule that put it next, in a sentence or two. Pure. */
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { LoopIndex, LoopQueue } from './loop-index.ts';
import { RULES } from './rules.ts';
import { capital, count, framePhrase, ms } from './words.ts';

export interface Place {
  /** How many callbacks wait in all queues. */
  waiting: number;
  /** How many calls are on the stack. */
  depth: number;
}

export function whyNow(index: LoopIndex, at: number, place: Place): string {
  const event = index.events[at];
  if (event === undefined) return 'The program has been loaded. Its first line comes next.';
  return because(index, event, at, place).replace(/\s+$/, '');
}

function because(index: LoopIndex, event: Recorded<LoopEvent>, at: number, place: Place): string {
  const { waiting, depth } = place;
  switch (event.type) {
    case 'JobStarted': {
      const entry = index.entries.get(event.entry) ?? null;
      const { host } = index;
      return RULES[event.rule]({
        host,
        entry,
        base: index.base,
        now: event.at,
        afterMain: followsMain(index, at),
      });
    }
    case 'StatementReached':
      return waiting === 0
        ? 'A function that runs is never interrupted: one statement follows the other.'
        : `A function that runs is never interrupted: ${count(waiting, 'callback waits', 'callbacks wait')}, and the next statement comes all the same.`;
    case 'FrameEntered':
      return `A call happens at once, on top of its caller. ${event.kind.startsWith('async') ? 'An async function is no exception: up to its first await it runs like any other.' : 'The caller waits until it returns.'}`;
    case 'FrameExited':
      return depth === 0
        ? 'It has run to its end, and nobody has called it but the loop: the stack is empty.'
        : 'It has run to its end. Its caller, one lower on the stack, goes on.';
    case 'FrameSuspended':
      return event.cause === 'await'
        ? 'An await always pauses its function, even for a value that is there already. The rest comes back as a microtask; whoever called goes on now.'
        : 'A generator runs until its next yield, and only when somebody asks it for a value.';
    case 'FrameResumed':
      return event.cause === 'await'
        ? 'What it awaited has settled, and its turn in the microtask queue has come.'
        : 'Somebody has asked the generator for its next value; it goes on where it stopped.';
    case 'CallbackQueued':
      return whyQueued(event.queue, event.delay, index.host === 'browser') + unseen(event.moment);
    default:
      return becauseOfTheHost(index, event);
  }
}

function becauseOfTheHost(index: LoopIndex, event: Recorded<LoopEvent>): string {
  switch (event.type) {
    case 'CallbackCancelled':
      return 'What has not started yet can still be taken out of its queue.';
    case 'OutputWritten':
      return 'Printing is an ordinary call: it goes through no queue, and happens where it stands.';
    case 'FrameThrew':
      return index.frames.get(event.frame)?.kind.startsWith('async')
        ? 'An async function never throws at its caller: the promise that it gave is rejected instead.'
        : 'An error leaves one function after the other, until one of them catches it.';
    case 'ErrorCaught': {
      return `${capital(framePhrase(index.frames.get(event.frame)))} is the first on the stack with a catch around that place.`;
    }
    case 'LoopSlept':
      return 'No callback is ready, and something is still to come. Instead of turning in circles, the loop sleeps until then.';
    case 'RenderingOffered':
      return 'The browser has a chance to render between two tasks, once the microtasks are done.';
    case 'ErrorUncaught':
      return event.handled
        ? 'The error has left the stack, and the program has a handler for such errors.'
        : 'The error has left the stack, and nobody has asked to be told: the program ends.';
    case 'RejectionUnhandled':
      return 'Next ticks and microtasks are done, and the promise still has no handler.';
    case 'ProcessExited':
      return event.code === 0
        ? 'No queue holds anything, and nothing is expected that could fill one.'
        : 'The program has ended early, or said with which code to end.';
    default:
      return '';
  }
}

function whyQueued(queue: LoopQueue, delay: number | undefined, isBrowser: boolean): string {
  switch (queue) {
    case 'next-tick':
      return 'A next tick waits until what runs now has returned; then it goes before everything else.';
    case 'microtask':
      return 'A microtask waits until the stack is empty, and then goes before any timer.';
    case 'timer':
      return `A timer only takes a note. Its callback can run no sooner than ${ms(delay ?? 0)} from now, and only on an empty stack.`;
    case 'immediate':
      return 'An immediate waits for the check phase, which comes at the end of a turn of the loop.';
    case 'animation-frame':
      return 'It waits until the browser is about to render.';
    default:
      return isBrowser ? 'A task waits until the loop takes it up.' : 'It waits for its phase of the loop.';
  }
}

function unseen(moment: 'exact' | 'between'): string {
  return moment === 'exact'
    ? ''
    : ' When exactly it joined the queue cannot be observed: here, or a little later, but before its turn.';
}

/** True if the last of the program's own jobs before this one was the program itself. */
function followsMain({ events, jobs }: LoopIndex, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const event = events[before]!;
    if (event.type !== 'JobStarted') continue;
    const job = jobs.get(event.job);
    if (job?.isSeen) return job.entry?.queue === 'main';
  }
  return true;
}
