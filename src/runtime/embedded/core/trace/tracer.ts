/**
 * Records the event loop of one program, whatever the host: it marks the program's text, follows its promises, and
 * offers the host a recorder for all else that it does. recorder.ts says what a host owes it.
 */
import { bareWeakMap } from '../bare.ts';
import type { Edits } from '../loader/edits.ts';
import type { AnyNode } from '../loader/tree.ts';
import { createFailures, type Failures } from './failures.ts';
import { createEngineFacts, type EngineFacts } from './engine-facts.ts';
import { markProgram, type TopLevel } from './instrument.ts';
import { createMarks, type ContextSlot, type Marks } from './marks.ts';
import { patchPromises } from './promise-patches.ts';
import { createPromises, type Promises } from './promises.ts';
import type { RecordedLoopEvent } from './recorded.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createShortText, type ShortText } from './short-text.ts';
import { createSiteTable, type SiteTable } from './sites.ts';

export interface TracerParts {
  /** The engine's class, whose methods are replaced; its `prototype.constructor` stays. */
  Promise: PromiseConstructor;
  now(): number;
  /** Takes the events in order. */
  send(event: RecordedLoopEvent): void;
  isProxy(value: unknown): boolean;
  isPromise(value: unknown): boolean;
  /** The asynchronous context that promise jobs carry, where the engine does not do that itself. */
  context: ContextSlot | null;
}

export interface Tracer {
  recorder: Recorder;
  failures: Failures;
  sites: SiteTable;
  short: ShortText;
  facts: EngineFacts;
  /** Makes one function pass for another: `toString` shows the other's text. */
  disguise(made: object, original: object): void;
  promiseState: Promises['stateOf'];
  /** What the marks in the text call. */
  marks: Marks;
  /** Marks a file and says that it is about to run. `name` is how the trace calls it. */
  mark(program: AnyNode, edits: Edits, kind: TopLevel, url: string, name: string): void;
}

/** A text beyond this is run as it is, and the trace ends. Characters. */
const LONGEST_SOURCE = 400_000;

export function createTracer(parts: TracerParts): Tracer {
  const { Promise: Engine, now, send, isProxy, isPromise, context } = parts;
  const { apply } = Reflect;
  const nativeToString = Function.prototype.toString;
  const disguised = bareWeakMap<object, object>();
  const textOf = (fn: object): string => {
    try {
      return apply(nativeToString, fn, []) as string;
    } catch {
      return '';
    }
  };
  const sites = createSiteTable(textOf);
  const recorder = createRecorder({ now, send });
  const failures = createFailures(recorder);
  const short = createShortText({
    isProxy,
    siteOf: (fn) => sites.functions.get(sites.siteOf(fn) ?? -1),
  });
  const facts = createEngineFacts({ promisePrototype: Engine.prototype, isProxy, isPromise, textOf });
  const promises = createPromises({ recorder, facts, short });
  const disguise = (made: object, original: object): void => void disguised.set(made, original);
  const { marks, takeRootCalls } = createMarks({
    recorder,
    promises,
    facts,
    short,
    sites,
    Promise: Engine,
    context,
    failures,
    disguise,
  });

  /** `toString` shows a function as its author wrote it. */
  const { toString } = {
    toString(this: object): string {
      const text = apply(nativeToString, disguised.get(this) ?? this, []) as string;
      const site = sites.siteOf(this) ?? Number(/^class\b[^]*?__context\.enter\((\d+)/.exec(text)?.[1] ?? -1);
      const fn = sites.functions.get(site);
      return fn ? sites.sources.get(fn.url)!.slice(fn.start, fn.end) : text;
    },
  };
  disguise(toString, nativeToString);
  Object.defineProperty(Function.prototype, 'toString', {
    value: toString,
    writable: true,
    configurable: true,
  });

  patchPromises({
    Promise: Engine,
    apply,
    recorder,
    promises,
    facts,
    failures,
    siteOf: sites.siteOf,
    disguise,
    carry: () => carry(context),
    rootCalls: takeRootCalls,
  });

  return {
    recorder,
    failures,
    sites,
    short,
    facts,
    disguise,
    promiseState: promises.stateOf,
    marks,
    mark(program, edits, kind, url, name) {
      if (edits.source.length > LONGEST_SOURCE)
        return recorder.fail(
          `${name} is longer than ${LONGEST_SOURCE.toLocaleString('en')} characters, too long to be shown step by step`,
        );
      const file = sites.open(url, edits.source);
      markProgram(program, { edits, sites: file }, kind, name);
      recorder.note({ type: 'SourceLoaded', file: name, source: edits.source, sites: file.sites });
    },
  };
}

function carry(context: ContextSlot | null): (run: () => unknown) => unknown {
  if (!context) return (run) => run();
  const carried = context.get();
  return (run) => {
    const before = context.get();
    context.set(carried);
    try {
      return run();
    } finally {
      context.set(before);
    }
  };
}
