/** The program's frames: how they come onto the stack and leave it, and what a function waits for meanwhile. */
import { bareList } from '../bare.ts';
import type { EngineFacts } from './engine-facts.ts';
import type { AsyncMore, Promises, PromiseRecord } from './promises.ts';
import type { Frame } from './record-parts.ts';
import type { Recorder } from './recorder.ts';
import type { ShortText } from './short-text.ts';
import type { SiteTable } from './sites.ts';

export interface FramesParts {
  recorder: Recorder;
  promises: Promises;
  facts: EngineFacts;
  short: ShortText;
  sites: SiteTable;
}

const WAITS = new Set(['async', 'async-generator']);
const { isArray } = Array;
const { getOwnPropertyDescriptor } = Object;
const MOST_ARGUMENTS = 8;

export const moreOf = (frame: Frame): AsyncMore => frame.more as AsyncMore;

export const emptyMore = (): AsyncMore => ({
  record: null,
  outcome: null,
  given: undefined,
  awaiting: null,
  context: undefined,
  isAway: false,
});

export function createFrames({ recorder, promises, facts, short, sites }: FramesParts) {
  const { stack } = recorder;
  let rootCalls = bareList<Frame>();

  const top = (): Frame | undefined => stack[stack.length - 1];

  function callsHere(): Frame[] {
    const caller = top();
    return caller ? (caller.calls ??= bareList()) : rootCalls;
  }

  /** A callback that nobody announced: the program is on the stack, and no job is. */
  function startUnannounced(site: number): void {
    const job = promises.takeThenJob(({ then }) => sites.siteOf(then) === site);
    if (job) return recorder.start(job.entry, undefined, true);
    const where = recorder.context ?? { queue: 'microtask' as const, label: 'promise job' };
    const { queue, label } = where;
    recorder.start(recorder.queue(queue, { label, moment: 'between', by: {} }), undefined, true);
  }

  /**
   * A `for await` may have gone to wait without a mark. It has if the next job is the call of a thenable's `then`, and
   * that is what is entered.
   */
  function leaveLoop(site: number): void {
    const job = promises.takeThenJob(({ then }) => sites.siteOf(then) === site);
    if (job) recorder.start(job.entry, undefined, true);
  }

  const newFrame = (site: number): Frame => recorder.newFrame(site, sites.functions.get(site)!.kind);

  function textsOf(args: readonly unknown[]): string[] {
    const texts = bareList<string>();
    for (let at = 0; at < args.length && at < MOST_ARGUMENTS; at++) texts.push(short(args[at]));
    if (args.length > MOST_ARGUMENTS) texts.push('…');
    return texts;
  }

  function enterFrame(site: number, args: readonly unknown[]): Frame {
    const { kind, name } = sites.functions.get(site)!;
    const frame = newFrame(site);
    if (stack.length === 0 && !recorder.job) startUnannounced(site);
    else if (recorder.maybeIdle()) leaveLoop(site);
    if (WAITS.has(kind)) {
      frame.more = emptyMore();
      if (kind === 'async') callsHere().push(frame);
    }
    const texts = textsOf(args);
    stack.push(frame);
    recorder.note({ type: 'FrameEntered', frame: frame.number, site, name, kind, args: texts });
    return frame;
  }

  /** The frame runs: what lies above it has left the stack without a mark, and it may have come back without one. */
  function toTop(frame: Frame): void {
    if (top() === frame || recorder.isOver) return;
    if (frame.more && moreOf(frame).awaiting) return goOn(frame, null, undefined);
    const at = stack.lastIndexOf(frame);
    if (at >= 0) {
      while (stack.length > at + 1) leave(stack.pop()!);
      return;
    }
    if (stack.length === 0 && !recorder.job) startUnannounced(-1);
    comeBack(frame, undefined, '');
  }

  function leave(frame: Frame): void {
    if (!frame.done) recorder.drop(frame);
  }

  function comeBack(frame: Frame, site: number | undefined, value: string): void {
    frame.suspended = false;
    stack.push(frame);
    const cause = WAITS.has(frame.kind) || frame.kind === 'module' ? 'await' : 'yield';
    frame.last = recorder.note({
      type: 'FrameResumed',
      frame: frame.number,
      cause,
      value,
      ...(site !== undefined && { site }),
    });
  }

  /** A function goes on behind an await, in a job of its own. `state` is how the awaited promise ended, if known. */
  function goOn(frame: Frame, site: number | null, value: unknown): void {
    const more = moreOf(frame);
    const reaction = more.awaiting!;
    more.awaiting = null;
    const hasFailed = site === null;
    promises.begin(reaction, hasFailed ? 'rejected' : 'fulfilled', hasFailed ? null : { value }, true);
    comeBack(frame, site ?? reaction.callback, site === null ? '' : short(value));
  }

  function suspendFrame(frame: Frame, site: number, cause: 'await' | 'yield', value: unknown) {
    toTop(frame);
    const at = stack.lastIndexOf(frame);
    if (at >= 0) stack.length = at;
    frame.suspended = true;
    return recorder.note({ type: 'FrameSuspended', frame: frame.number, site, cause, value: short(value) });
  }

  /** What an await waits for: a value that is there already, a promise, or something that only trying would tell. */
  function wait(frame: Frame, site: number, value: unknown): void {
    if (!frame.more) frame.more = emptyMore();
    const by = recorder.by();
    const kind = facts.kindOf(value);
    const reaction = promises.newReaction('await', undefined, site, false);
    reaction.name = sites.functions.get(frame.site)!.name;
    reaction.by = by;
    if (kind === 'promise') promises.register(value as object, reaction);
    const suspended = suspendFrame(frame, site, 'await', value);
    reaction.registered ??= suspended;
    moreOf(frame).awaiting = reaction;
    if (kind === 'plain') promises.enqueue(reaction, 'exact', by);
    else if (kind === 'thenable') promises.queueThenJob(value as object, promises.newRecord('unknown'));
    recorder.endIfContinued();
  }

  function exitFrame(frame: Frame): void {
    if (frame.done) return;
    toTop(frame);
    frame.done = true;
    const at = stack.lastIndexOf(frame);
    if (at >= 0) stack.length = at;
    if (!frame.threw) recorder.note({ type: 'FrameExited', frame: frame.number });
    if (frame.kind === 'async') {
      const { threw } = frame;
      const more = moreOf(frame);
      conclude(more, (record) =>
        threw ? promises.settle(record, 'rejected', more.given) : promises.resolve(record, more.given),
      );
    }
    recorder.endIfContinued();
  }

  function conclude(more: AsyncMore, outcome: (record: PromiseRecord) => void): void {
    if (more.record) outcome(more.record);
    else more.outcome = outcome;
  }

  function throwFrame(frame: Frame, error: unknown): void {
    toTop(frame);
    frame.threw = true;
    if (frame.more) moreOf(frame).given = error;
    recorder.note({ type: 'FrameThrew', frame: frame.number, error: short.ofError(error) });
  }

  /**
   * The promise of an async call: what a call expression gave, if the one async function that was called in it is the
   * one that it names. `hint` is that function's site or name.
   */
  function claimCalls(frame: Frame, value: unknown, hint: number | string | undefined): void {
    const { calls } = frame;
    frame.calls = null;
    const call = calls?.[0];
    if (!call) return;
    if (isArray(value) && facts.kindOf(value) === 'plain') return claimElements(calls!, value);
    if (calls!.length > 1) return;
    const { name } = sites.functions.get(call.site)!;
    if (hint !== call.site && hint !== name) return;
    if (facts.kindOf(value) !== 'promise' || promises.isKnown(value as object)) return;
    promises.claim(call, value as object, name);
  }

  /** What `map` and its like have made of one async function: its promises, in the order of the calls. */
  function claimElements(calls: readonly Frame[], made: readonly unknown[]): void {
    const { site } = calls[0]!;
    if (made.length !== calls.length) return;
    const elements = bareList<object>();
    for (let at = 0; at < calls.length; at++) {
      const element = getOwnPropertyDescriptor(made, at)?.value as object;
      const isTheirs = calls[at]!.site === site && facts.kindOf(element) === 'promise';
      if (!isTheirs || promises.isKnown(element)) return;
      elements.push(element);
    }
    const { name } = sites.functions.get(site)!;
    elements.forEach((element, at) => promises.claim(calls[at]!, element, name));
  }

  return {
    newFrame,
    enterFrame,
    exitFrame,
    throwFrame,
    toTop,
    comeBack,
    goOn,
    wait,
    suspendFrame,
    claimCalls,
    startUnannounced,
    /** The async calls made on an otherwise empty stack since the last look. */
    takeRootCalls(): Frame[] {
      const calls = rootCalls;
      rootCalls = bareList();
      return calls;
    },
  };
}
