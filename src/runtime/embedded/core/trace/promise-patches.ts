/**
 * Makes the engine's promises tell what happens to them: `then`, `catch`, `finally` and the static methods are
 * replaced by functions that call the engine's own and note what that did. Each calls it exactly as often, so that no
 * promise job is added.
 */
import { bare } from '../bare.ts';
import { createGroups, newGroup, type Combined } from './combined.ts';
import type { EngineFacts } from './engine-facts.ts';
import type { Failures } from './failures.ts';
import type { Promises, PromiseRecord, Reaction } from './promises.ts';
import type { Frame } from './record-parts.ts';
import type { Recorder } from './recorder.ts';

const { defineProperty } = Object;
const { isArray } = Array;

type Callback = (value: unknown) => unknown;
type Method = (...parts: unknown[]) => unknown;

export interface PatchParts {
  Promise: PromiseConstructor;
  apply: typeof Reflect.apply;
  recorder: Recorder;
  failures: Failures;
  promises: Promises;
  facts: EngineFacts;
  /** The site of a function of the program. */
  siteOf(fn: unknown): number | undefined;
  /** Makes one function pass for another: `toString` shows the other's text. */
  disguise(made: object, original: object): void;
  /** Carries the asynchronous context from here to the callback. */
  carry(): (run: () => unknown) => unknown;
  /** The async calls made on an otherwise empty stack since the last look. */
  rootCalls(): Frame[];
}

export function patchPromises(parts: PatchParts): void {
  const { Promise: Engine, apply, recorder, failures, promises, facts, siteOf } = parts;
  const prototype = Engine.prototype as unknown as Record<string, Method>;
  const engineThen = prototype['then']!;
  let label = 'then';
  let named: unknown;
  let combined: Combined | null = null;

  function define(holder: object, name: string, make: (original: Method) => Method): void {
    const found = Object.getOwnPropertyDescriptor(holder, name);
    if (typeof found?.value !== 'function') return;
    const original = found.value as Method;
    const made = make(original);
    defineProperty(made, 'name', { value: name, configurable: true });
    defineProperty(made, 'length', { value: original.length, configurable: true });
    parts.disguise(made, original);
    defineProperty(holder, name, { ...found, value: made });
  }

  const { decide, count } = createGroups(promises);

  interface Plan {
    reaction: Reaction;
    result: PromiseRecord;
    group: Combined | null;
    /** Its place among the elements of the group. */
    place: number;
    follower: PromiseRecord | null;
    run: (body: () => unknown) => unknown;
  }

  /** What has happened when the callback of a `then` has run: its result decides the promise that `then` gave. */
  function conclude({ reaction, result }: Plan, threw: boolean, value: unknown): void {
    if (threw) return promises.settle(result, 'rejected', value);
    const [call, ...others] = parts.rootCalls();
    // The callback itself is the async function whose promise this is.
    const isCallback = call !== undefined && others.length === 0 && call.site === reaction.callback;
    if (isCallback && facts.kindOf(value) === 'promise' && !promises.isKnown(value as object))
      promises.claim(call, value as object, 'async function');
    promises.resolve(result, value);
  }

  function wrap(callback: unknown, side: 'fulfilled' | 'rejected', plan: Plan): Callback {
    const passes = typeof callback !== 'function';
    const { reaction, group, place, follower } = plan;
    const body = (value: unknown): unknown => {
      failures.safely(() => {
        promises.begin(reaction, side, { value }, false);
        parts.rootCalls();
      });
      let threw = true;
      let out: unknown;
      try {
        if (passes && side === 'rejected') throw (out = value);
        out = passes ? value : plan.run(() => (callback as Callback)(value));
        threw = false;
        return out;
      } catch (error) {
        out = error;
        throw error;
      } finally {
        failures.safely(() => {
          if (follower) promises.settle(follower, side, value);
          if (group) count(group, place, side, value);
          conclude(plan, threw, out);
          recorder.end();
        });
      }
    };
    return body;
  }

  function then(this: object, onFulfilled: unknown, onRejected: unknown): unknown {
    const isInternal = facts.isNative(onFulfilled);
    const job =
      isInternal && recorder.maybeIdle() ? promises.takeThenJob(({ value }) => value === this) : undefined;
    if (job) recorder.start(job.entry);
    const group = isInternal && combined ? combined : null;
    const place = group ? group.elements++ : 0;
    const shown = named ?? (typeof onFulfilled === 'function' ? onFulfilled : onRejected);
    const what = group ? `Promise.${group.kind}` : job ? 'follow' : label;
    const site = siteOf(shown);
    // A function without source, such as `resolve`, is the program's if the program hands it over.
    const isGiven = recorder.stack.length > 0 && facts.isNative(shown);
    const isPrograms = !group && !job && (site !== undefined || isGiven);
    const reaction = promises.newReaction(what, shown, site, !isPrograms);
    const result = promises.newRecord('pending');
    const plan = { reaction, result, group, place, follower: job?.follower ?? null, run: parts.carry() };
    label = 'then';
    named = undefined;
    const derived = apply(engineThen, this, [
      wrap(onFulfilled, 'fulfilled', plan),
      wrap(onRejected, 'rejected', plan),
    ]) as object;
    promises.setRecord(derived, result);
    promises.register(this, reaction, result);
    if (job) recorder.end();
    return derived;
  }

  define(prototype, 'then', () => then as Method);
  for (const name of ['catch', 'finally'])
    define(
      prototype,
      name,
      (original) =>
        function (this: unknown, ...given: unknown[]) {
          label = name;
          named = typeof given[0] === 'function' ? given[0] : undefined;
          try {
            return apply(original, this, given) as unknown;
          } finally {
            label = 'then';
            named = undefined;
          }
        },
    );

  define(
    Engine,
    'resolve',
    (original) =>
      function (this: unknown, value: unknown) {
        const promise = apply(original, this, [value]) as object;
        if (promise !== value) note(promise, 'Promise.resolve', value);
        return promise;
      },
  );
  const note = (promise: object, what: string, value: unknown): void => {
    if (facts.kindOf(promise) === 'promise') promises.resolve(promises.created(promise, what), value);
  };
  define(
    Engine,
    'reject',
    (original) =>
      function (this: unknown, reason: unknown) {
        const promise = apply(original, this, [reason]) as object;
        if (facts.kindOf(promise) === 'promise')
          promises.settle(promises.created(promise, 'Promise.reject'), 'rejected', reason);
        return promise;
      },
  );
  for (const kind of ['all', 'allSettled', 'any', 'race'])
    define(
      Engine,
      kind,
      (original) =>
        function (this: unknown, ...given: unknown[]) {
          const around = combined;
          const now = newGroup(kind);
          combined = now;
          let promise: object;
          try {
            promise = apply(original, this, given) as object;
          } finally {
            combined = around;
          }
          if (facts.kindOf(promise) !== 'promise') return promise;
          now.record = promises.created(promise, `Promise.${kind}`);
          // Of nothing, or the list itself failed, which nobody told.
          if (now.elements === 0 && isArray(given[0])) decide(now, undefined);
          else if (now.elements === 0) now.record.state = 'unknown';
          return promise;
        },
    );
  define(
    Engine,
    'withResolvers',
    (original) =>
      function (this: unknown) {
        const made = apply(original, this, []) as PromiseWithResolvers<unknown>;
        if (facts.kindOf(made.promise) !== 'promise') return made;
        const record = promises.created(made.promise, 'Promise.withResolvers');
        const watched = resolvers(made.resolve, made.reject, () => record, parts, promises);
        made.resolve = watched.resolve;
        made.reject = watched.reject;
        return made;
      },
  );
  define(
    Engine,
    'try',
    (original) =>
      function (this: unknown, fn: unknown, ...given: unknown[]) {
        let outcome: ((record: PromiseRecord) => void) | null = null;
        const watched =
          typeof fn !== 'function'
            ? fn
            : (...values: unknown[]) => {
                try {
                  const value = apply(fn as Method, undefined, values) as unknown;
                  outcome = (record) => promises.resolve(record, value);
                  return value;
                } catch (error) {
                  outcome = (record) => promises.settle(record, 'rejected', error);
                  throw error;
                }
              };
        const promise = apply(original, this, [watched, ...given]) as object;
        if (facts.kindOf(promise) !== 'promise') return promise;
        const record = promises.created(promise, 'Promise.try');
        (outcome as ((record: PromiseRecord) => void) | null)?.(record);
        return promise;
      },
  );
}

/** Functions in the place of the engine's `resolve` and `reject` that note what they did. */
export function resolvers(
  resolve: (value: unknown) => void,
  reject: (reason?: unknown) => void,
  record: () => PromiseRecord | null,
  { disguise }: Pick<PatchParts, 'disguise'>,
  promises: Promises,
  early?: (call: (record: PromiseRecord) => void) => void,
): { resolve: (value: unknown) => void; reject: (reason: unknown) => void } {
  function watch(original: (value: unknown) => void, tell: (record: PromiseRecord, value: unknown) => void) {
    const watched = (value: unknown): void => {
      const known = record();
      original(value);
      if (known) tell(known, value);
      else early?.((late) => tell(late, value));
    };
    defineProperty(watched, 'name', bare({ value: '', configurable: true }));
    disguise(watched, original);
    return watched;
  }
  const rejected = (known: PromiseRecord, reason: unknown): void => {
    if (!known.following) promises.settle(known, 'rejected', reason);
  };
  return {
    resolve: watch(resolve, (known, value) => promises.resolve(known, value)),
    reject: watch(reject, rejected),
  };
}
