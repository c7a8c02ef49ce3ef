/**
 * What is true of every trace of an event loop, whatever the program: throws an Error that names the first event for
 * which it is not. This is also the plainest fold of such a trace.
 */
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Recorded } from '#trace/trace.ts';

type Of<T extends LoopEvent['type']> = Extract<LoopEvent, { type: T }>;
type Queued = Of<'CallbackQueued'>;

/** Queues in which the first in is the first out, while their phase lasts. */
const IN_ORDER: ReadonlySet<string> = new Set([
  'next-tick',
  'microtask',
  'immediate',
  'task',
  'animation-frame',
]);
/** Where what was queued first may run later: unknown moments, and cancelled ones in between. */
const INNER: ReadonlySet<string> = new Set(['next-tick', 'microtask']);

export interface CheckedTrace {
  stdout: string;
  stderr: string;
  jobs: number;
  /** Shown microtasks whose moment of queueing is known, and all. */
  exact: number;
  microtasks: number;
}

export function checkLoopTrace(events: readonly Recorded<LoopEvent>[], isComplete = true): CheckedTrace {
  const sites = new Set<number>();
  const stack: number[] = [];
  const alive = new Set<number>();
  const suspended = new Set<number>();
  const queues = new Map<string, Queued[]>();
  const known = new Map<number, Queued>();
  const text = { stdout: '', stderr: '' };
  const counts = { jobs: 0, exact: 0, microtasks: 0 };
  let job: { number: number; entry: Queued } | null = null;
  let over = false;
  let erred = false;
  let lastAt = -Infinity;

  for (const event of events) {
    const fail = (why: string): never => {
      throw new Error(
        `Event ${event.seq}, ${JSON.stringify(event)}: ${why}. The stack is [… ${stack.slice(-9).join()}].`,
      );
    };
    const need = (holds: boolean, why: string): void => void (holds || fail(why));
    const top = (frame: number): void => need(stack.at(-1) === frame, `frame ${frame} is not on top`);
    need(event.at >= lastAt, 'time runs back');
    lastAt = event.at;
    if (over) need(/^(?:OutputWritten|Error|ProcessExited)/.test(event.type), 'the trace had ended');
    if ('site' in event && event.site !== undefined) need(sites.has(event.site), 'the site is not known');
    if ('callback' in event && event.callback !== undefined)
      need(sites.has(event.callback), 'the callback’s site is not known');
    switch (event.type) {
      case 'SourceLoaded':
        for (const { site, line, endLine } of event.sites) {
          need(!sites.has(site) && endLine >= line, 'a site stands there twice, or backwards');
          sites.add(site);
        }
        break;
      case 'TracingEnded':
        over = true;
        break;
      case 'FrameEntered':
        need(job !== null, 'nothing runs outside a job');
        need(!alive.has(event.frame), 'the frame was entered before');
        alive.add(event.frame);
        stack.push(event.frame);
        break;
      case 'StatementReached':
      case 'ErrorCaught':
        top(event.frame);
        break;
      case 'FrameSuspended':
        top(event.frame);
        stack.pop();
        suspended.add(event.frame);
        break;
      case 'FrameResumed':
        need(suspended.delete(event.frame), 'the frame was not suspended');
        need(job !== null, 'nothing runs outside a job');
        stack.push(event.frame);
        break;
      case 'FrameExited':
      case 'FrameThrew':
        top(event.frame);
        stack.pop();
        break;
      case 'CallbackQueued': {
        need(!known.has(event.entry), 'the entry was queued before');
        known.set(event.entry, event);
        const queue = queues.get(event.queue);
        if (queue) queue.push(event);
        else queues.set(event.queue, [event]);
        break;
      }
      case 'CallbackCancelled':
      case 'JobStarted': {
        const entry = known.get(event.entry) ?? fail('the entry was never queued');
        const queue = queues.get(entry.queue)!;
        const at = queue.indexOf(entry);
        need(at >= 0, 'the entry is not in its queue any more');
        queue.splice(at, 1);
        if (event.type === 'CallbackCancelled') break;
        if (IN_ORDER.has(entry.queue) && at > 0)
          fail(`first in is first out, and entry ${queue[0]!.entry} is ahead`);
        need(job === null, 'a job runs already');
        need(stack.length === 0, 'the stack is not empty');
        // What Node says of errors and of the end does not wait for anything.
        if (!INNER.has(entry.queue) && entry.queue !== 'rejection' && entry.queue !== 'exit') {
          // An error that nobody caught leaves the ticks to the next callback.
          need((queues.get('next-tick') ?? []).length === 0 || erred, 'next ticks are waiting');
          need((queues.get('microtask') ?? []).length === 0 || erred, 'microtasks are waiting');
        }
        if (entry.queue === 'microtask') {
          counts.microtasks++;
          if (entry.moment === 'exact') counts.exact++;
        }
        if (entry.queue === 'next-tick') erred = false;
        counts.jobs++;
        job = { number: event.job, entry };
        break;
      }
      case 'JobEnded':
        need(job?.number === event.job, 'that job does not run');
        need(stack.length === 0, 'the stack is not empty');
        job = null;
        break;
      case 'ErrorUncaught':
        erred = true;
        break;
      case 'OutputWritten':
        text[event.stream] += event.text;
        break;
      case 'TurnStarted':
      case 'PhaseEntered':
        need(job === null && stack.length === 0, 'something runs');
        break;
      default:
    }
  }
  if (isComplete && !over && events.at(-1)?.type !== 'ProcessExited')
    throw new Error(`The last event is ${events.at(-1)?.type ?? 'none'}, not ProcessExited.`);
  return { ...text, ...counts };
}
