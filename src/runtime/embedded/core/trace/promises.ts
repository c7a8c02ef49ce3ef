/**
 * What is known of the program's promises, and so of the microtask queue: when each was settled, and which reactions
 * that has queued. The engine's promises stay what they are and run their own jobs; here is only a record beside each.
 * A promise that nobody saw being made has state `unknown`, and what waits for it is queued at a moment that is not
 * known.
 */
import { bareList, bareWeakMap } from '../bare.ts';
import { FULFILLED, PENDING, REJECTED, type PromiseState } from '../promise-state.ts';
import type { EngineFacts } from './engine-facts.ts';
import type { By, Entry, Frame } from './record-parts.ts';
import type { Recorder } from './recorder.ts';
import type { RecordedLoopEvent } from './recorded.ts';
import type { ShortText } from './short-text.ts';

type State = 'pending' | 'fulfilled' | 'rejected' | 'unknown';

export interface PromiseRecord {
  id: number;
  state: State;
  /** What it was settled with, once that is known. */
  outcome: { value: unknown } | null;
  /** True once `resolve` has been called with something whose end is still to come. */
  following: boolean;
  /** False for one that only the host's own code has had in hands: it is not shown. */
  shown: boolean;
  reactions: Reaction[];
}

/** What waits for a promise: a callback of `then`, or a function that awaits. */
export interface Reaction {
  label: string;
  name: string;
  callback: number | undefined;
  host: boolean;
  by: By;
  /** The event that said so. */
  registered: RecordedLoopEvent | null;
  entry: Entry | null;
  record: PromiseRecord | null;
}

/** The job in which the engine calls `then` of a thenable that another promise follows. */
interface ThenJob {
  entry: Entry;
  value: object;
  then: object | undefined;
  follower: PromiseRecord;
}

export type Promises = ReturnType<typeof createPromises>;

export interface PromisesParts {
  recorder: Recorder;
  facts: EngineFacts;
  short: ShortText;
}

export function createPromises({ recorder, facts, short }: PromisesParts) {
  const records = bareWeakMap<object, PromiseRecord>();
  const thenJobs = bareList<ThenJob>();
  let count = 0;

  const newRecord = (state: State): PromiseRecord => ({
    id: ++count,
    state,
    outcome: null,
    following: false,
    shown: recorder.stack.length > 0,
    reactions: bareList(),
  });

  function recordOf(promise: object): PromiseRecord {
    let record = records.get(promise);
    if (!record) records.set(promise, (record = newRecord('unknown')));
    if (recorder.stack.length > 0) record.shown = true;
    return record;
  }

  /** A promise that the program made just now, in a way that was seen. */
  function created(promise: object, label: string, record = newRecord('pending')): PromiseRecord {
    records.set(promise, record);
    if (record.shown) recorder.note({ type: 'PromiseCreated', promise: record.id, label, ...recorder.by() });
    return record;
  }

  function enqueue(reaction: Reaction, moment: 'exact' | 'between', by?: By): void {
    const { label, name, callback, host, record } = reaction;
    reaction.entry = recorder.queue('microtask', {
      label,
      name,
      callback,
      host,
      moment,
      promise: record?.id,
      ...(moment === 'between' ? { by: reaction.by, after: reaction.registered } : by && { by }),
    });
  }

  function settle(record: PromiseRecord, state: 'fulfilled' | 'rejected', value: unknown): void {
    if (record.state === 'fulfilled' || record.state === 'rejected') return;
    const moment = record.state === 'unknown' ? 'between' : 'exact';
    record.state = state;
    record.outcome = { value };
    const text = state === 'rejected' ? short.ofError(value) : short(value);
    if (record.shown)
      recorder.note({
        type: 'PromiseSettled',
        promise: record.id,
        state,
        value: text,
        moment,
        ...recorder.by(),
      });
    const waiting = record.reactions;
    record.reactions = bareList();
    if (moment === 'exact') waiting.forEach((reaction) => enqueue(reaction, 'exact'));
  }

  /** What the engine's resolve function does. */
  function resolve(record: PromiseRecord, value: unknown): void {
    if (record.state !== 'pending' || record.following) return;
    const kind = facts.kindOf(value);
    if (kind === 'plain') return settle(record, 'fulfilled', value);
    if (kind === 'unclear') {
      record.state = 'unknown';
      return;
    }
    record.following = true;
    const followed = kind === 'promise' ? recordOf(value as object).id : undefined;
    if (record.shown)
      recorder.note({
        type: 'PromiseFollowed',
        promise: record.id,
        ...(followed !== undefined && { followed }),
        ...recorder.by(),
      });
    queueThenJob(value as object, record);
  }

  function queueThenJob(value: object, follower: PromiseRecord): void {
    const entry = recorder.queue('microtask', {
      label: 'call of then',
      name: '',
      host: true,
      promise: follower.id,
    });
    thenJobs.push({ entry, value, then: facts.thenOf(value), follower });
  }

  /** The job of the engine that calls `then` of this value, if that is the next in line. */
  function takeThenJob(fits: (job: ThenJob) => boolean): ThenJob | undefined {
    const next = recorder.nextMicrotask();
    const at = thenJobs.findIndex((job) => job.entry === next && fits(job));
    return at < 0 ? undefined : thenJobs.splice(at, 1)[0];
  }

  function register(promise: object, reaction: Reaction, result?: PromiseRecord): void {
    const record = recordOf(promise);
    reaction.record = record;
    reaction.by = recorder.by();
    if (record.shown)
      reaction.registered = recorder.note({
        type: 'ReactionRegistered',
        promise: record.id,
        label: reaction.label,
        ...(reaction.callback !== undefined && { callback: reaction.callback }),
        ...(result && { result: result.id }),
        ...reaction.by,
      });
    if (record.state === 'fulfilled' || record.state === 'rejected') enqueue(reaction, 'exact');
    else record.reactions.push(reaction);
  }

  /** A reaction's job begins. `state` is what the promise turns out to be, `outcome` what it was settled with. */
  function begin(
    reaction: Reaction,
    state: 'fulfilled' | 'rejected',
    outcome: PromiseRecord['outcome'],
    continues: boolean,
  ): void {
    const { record } = reaction;
    if (!reaction.entry) {
      enqueue(reaction, 'between');
      if (record) {
        const at = record.reactions.indexOf(reaction);
        if (at >= 0) record.reactions.splice(at, 1);
      }
    }
    recorder.start(reaction.entry!, undefined, continues);
    // It must have been settled before, in a way that was not seen. Others that wait for it are in the queue too.
    if (record && record.state !== 'fulfilled' && record.state !== 'rejected') {
      record.state = state;
      record.outcome = outcome;
    }
  }

  function newReaction(label: string, fn: unknown, callback: number | undefined, host: boolean): Reaction {
    const name = typeof fn === 'function' ? nameOf(fn) : '';
    return { label, name, callback, host, by: {}, registered: null, entry: null, record: null };
  }

  const nameOf = (fn: object): string => short(fn).replace(/^ƒ ?/, '');

  /** The promise of an async call has been seen. */
  function claim(frame: Frame, promise: object, label: string): void {
    const more = frame.more as AsyncMore;
    more.record = created(promise, label);
    more.outcome?.(more.record);
  }

  return {
    recordOf,
    created,
    newRecord,
    settle,
    resolve,
    register,
    begin,
    newReaction,
    claim,
    enqueue,
    queueThenJob,
    takeThenJob,
    /** True for a promise that has been seen before. */
    isKnown: (promise: object): boolean => records.has(promise),
    setRecord: (promise: object, record: PromiseRecord) => void records.set(promise, record),
    /** The state of a promise, as Node's inspect wants it; undefined if it is not known. */
    stateOf(promise: object): PromiseState | undefined {
      const { state, outcome } = records.get(promise) ?? {};
      if (state === 'pending' && !recorder.isOver) return [PENDING, undefined];
      return outcome ? [state === 'fulfilled' ? FULFILLED : REJECTED, outcome.value] : undefined;
    },
  };
}

/** What an async function's frame carries. */
export interface AsyncMore {
  record: PromiseRecord | null;
  /** How it ended, told to its promise as soon as that is known. */
  outcome: ((record: PromiseRecord) => void) | null;
  given: unknown;
  awaiting: Reaction | null;
  /** The host's asynchronous context, and whether it is to be set again when the function goes on. */
  context: unknown;
  isAway: boolean;
}
