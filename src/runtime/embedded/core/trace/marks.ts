/** What the marks in the program's text call. Each returns what it was given, waits for nothing, and never throws. */
import { bareList } from '../bare.ts';
import { failTooDeep, type Failures } from './failures.ts';
import { createFrames, emptyMore, moreOf, type FramesParts } from './frames.ts';
import type { PromiseRecord } from './promises.ts';
import { resolvers, type PatchParts } from './promise-patches.ts';
import type { Frame } from './record-parts.ts';

/** The asynchronous context of the host, which its promise jobs must carry. */
export interface ContextSlot {
  get(): unknown;
  set(context: unknown): void;
}

export interface MarksParts extends FramesParts, Pick<PatchParts, 'disguise'> {
  Promise: PromiseConstructor;
  context: ContextSlot | null;
  failures: Failures;
}

export type Marks = ReturnType<typeof createMarks>['marks'];

const MOST_FRAMES = 1000;

export function createMarks(parts: MarksParts) {
  const { recorder, failures, promises, facts, short, sites, Promise: Engine, context } = parts;
  const { stack } = recorder;
  const frames = createFrames(parts);
  const { toTop } = frames;
  /** Executors under way, innermost last. */
  const executors = bareList<ExecutorBox>();

  function safely(frame: Frame | undefined, mark: (frame: Frame) => void): void {
    if (frame) failures.safely(() => mark(frame));
  }

  const marks = {
    enterProgram: (site: number): Frame | undefined => marks.enter(site, []),
    enter(site: number, args: readonly unknown[]): Frame | undefined {
      let frame: Frame | undefined;
      failures.safely(() => {
        frame = frames.enterFrame(site, args);
        if (stack.length > MOST_FRAMES) failTooDeep(recorder);
      });
      // Once the record is over a frame still carries the asynchronous context.
      return frame ?? (recorder.isOver ? frames.newFrame(site) : undefined);
    },
    step(frame: Frame | undefined, site: number): void {
      safely(frame, (own) => {
        toTop(own);
        own.calls = null;
        recorder.step(own, site);
      });
    },
    exit: (frame: Frame | undefined): void => safely(frame, frames.exitFrame),
    threw(frame: Frame | undefined, error: unknown): void {
      restore(frame);
      safely(frame, (own) => frames.throwFrame(own, error));
    },
    caught(frame: Frame | undefined, site: number): void {
      restore(frame);
      safely(frame, (own) => {
        toTop(own);
        recorder.note({ type: 'ErrorCaught', frame: own.number, site });
      });
    },
    reach(frame: Frame | undefined): void {
      restore(frame);
      safely(frame, toTop);
    },
    give<T>(frame: Frame | undefined, value: T): T {
      safely(frame, (own) => {
        moreOf(own).given = value;
      });
      return value;
    },
    called<T>(frame: Frame | undefined, value: T, hint?: number | string): T {
      if (frame?.calls) safely(frame, (own) => frames.claimCalls(own, value, hint));
      return value;
    },
    suspend<T>(frame: Frame | undefined, site: number, value: T): T {
      safely(frame, (own) => frames.wait(own, site, value));
      hold(frame);
      return value;
    },
    resume<T>(frame: Frame | undefined, site: number, value: T): T {
      restore(frame);
      safely(frame, (own) => {
        if (own.more && moreOf(own).awaiting) frames.goOn(own, site, value);
        else toTop(own);
      });
      return value;
    },
    /** What `for await` goes through. */
    through<T>(frame: Frame | undefined, value: T): T {
      hold(frame);
      return value;
    },
    /** Behind a `for await`. */
    past(frame: Frame | undefined): void {
      if (context && frame?.more) context.set(moreOf(frame).context);
      safely(frame, toTop);
    },
    /** A round of `for await`: it always begins in a job of its own. */
    next(frame: Frame | undefined, site: number): void {
      if (context && frame?.more) context.set(moreOf(frame).context);
      safely(frame, (own) => {
        recorder.end();
        const entry = recorder.queue('microtask', {
          label: 'for await',
          name: sites.functions.get(own.site)!.name,
          callback: site,
          moment: 'between',
          by: {},
          after: own.last,
        });
        recorder.start(entry, undefined, true);
        frames.comeBack(own, site, '');
      });
    },
    yielding<T>(frame: Frame | undefined, site: number, value: T): T {
      safely(frame, (own) => {
        frames.suspendFrame(own, site, 'yield', value);
        recorder.endIfContinued();
      });
      return value;
    },
    yielded<T>(frame: Frame | undefined, site: number, value: T): T {
      safely(frame, (own) => {
        if (stack.includes(own)) return;
        if (stack.length === 0 && !recorder.job) frames.startUnannounced(-1);
        frames.comeBack(own, site, short(value));
      });
      return value;
    },
    executor(frame: Frame | undefined, _constructor: unknown, executor: unknown): unknown {
      if (!frame || recorder.isOver || typeof executor !== 'function' || _constructor !== Engine)
        return executor;
      const box: ExecutorBox = { record: null, early: bareList() };
      executors.push(box);
      const watched = (resolve: (value: unknown) => void, reject: (reason?: unknown) => void): unknown => {
        const early = (tell: (record: PromiseRecord) => void): void => void box.early.push(tell);
        const own = resolvers(resolve, reject, () => box.record, parts, promises, early);
        try {
          return (executor as (...given: unknown[]) => unknown)(own.resolve, own.reject);
        } catch (error) {
          box.early.push((record) => promises.settle(record, 'rejected', error));
          throw error;
        }
      };
      return watched;
    },
    made<T>(frame: Frame | undefined, value: T): T {
      safely(frame, (own) => {
        own.calls = null;
        const box = executors.pop();
        if (!box || facts.kindOf(value) !== 'promise') return;
        box.record = promises.created(value as object, 'new Promise');
        box.early.forEach((tell) => tell(box.record!));
      });
      return value;
    },
  };

  /** The host's asynchronous context stays with the function while it waits. */
  function hold(frame: Frame | undefined): void {
    if (!frame) return;
    frame.more ??= emptyMore();
    const more = moreOf(frame);
    more.isAway = true;
    if (context) more.context = context.get();
  }

  function restore(frame: Frame | undefined): void {
    if (!frame?.more || !moreOf(frame).isAway) return;
    moreOf(frame).isAway = false;
    if (context) context.set(moreOf(frame).context);
  }

  return { marks, takeRootCalls: frames.takeRootCalls };
}

interface ExecutorBox {
  record: PromiseRecord | null;
  /** What was called before the promise was there. */
  early: ((record: PromiseRecord) => void)[];
}
