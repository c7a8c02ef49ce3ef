/** Tells the recorder what Node does: next ticks, timers, immediates and other callbacks, by node:async_hooks. */
import { bare, bareMap } from '../bare.ts';
import type { Entry } from './record-parts.ts';
import type { Failures } from './failures.ts';
import type { Recorder } from './recorder.ts';
import type { QueueName, RuleId } from './recorded.ts';
import type { ShortText } from './short-text.ts';
import type { SiteTable } from './sites.ts';
import type { EngineFacts } from './engine-facts.ts';
import type { Untyped } from '../untyped.ts';

export interface NodeHooksParts {
  recorder: Recorder;
  failures: Failures;
  sites: SiteTable;
  short: ShortText;
  facts: EngineFacts;
  process: Untyped;
  /** node:async_hooks. */
  asyncHooks: Untyped;
  now(): number;
}

const { defineProperty, hasOwn } = Object;
const { floor } = Math;
const { apply } = Reflect;

type Kind = { queue: QueueName; label: string; callbackOf: (resource: Untyped) => unknown };

const KINDS: Readonly<Record<string, Kind>> = {
  TickObject: {
    queue: 'next-tick',
    label: 'process.nextTick',
    callbackOf: (resource) => resource.callback as unknown,
  },
  Timeout: {
    queue: 'timer',
    label: 'setTimeout',
    callbackOf: (resource) => resource._onTimeout as unknown,
  },
  Immediate: {
    queue: 'immediate',
    label: 'setImmediate',
    callbackOf: (resource) => resource._onImmediate as unknown,
  },
  Microtask: {
    queue: 'microtask',
    label: 'queueMicrotask',
    callbackOf: (resource) => resource.callback as unknown,
  },
};

/** Events of `process` that Node emits on an empty stack: each is a job of its own. */
const PROCESS_EVENTS: Readonly<Record<string, { queue: QueueName; rule: RuleId }>> = {
  unhandledRejection: { queue: 'rejection', rule: 'rejection-unhandled' },
  rejectionHandled: { queue: 'rejection', rule: 'rejection-unhandled' },
  uncaughtException: { queue: 'rejection', rule: 'error-uncaught' },
  uncaughtExceptionMonitor: { queue: 'rejection', rule: 'error-uncaught' },
  beforeExit: { queue: 'exit', rule: 'before-exit' },
  exit: { queue: 'exit', rule: 'exit' },
};

export function installNodeHooks(parts: NodeHooksParts): void {
  const { recorder, failures, sites, short, facts, now } = parts;
  /** Of what is no kind of ours: a message port's, a file's and their like. Real Node says their names here only. */
  const others = bareMap<number, string>();
  const entries = bareMap<number, { entry: Entry; kind: Kind; resource: Untyped }>();

  function queue(kind: Kind, resource: Untyped, moment: 'exact' | 'between'): Entry {
    const callback = kind.callbackOf(resource);
    const site = sites.siteOf(callback);
    const delay = kind.queue === 'timer' ? (resource._idleTimeout as number) : undefined;
    const isRepeating = kind.queue === 'timer' && Boolean(resource._repeat);
    // A function of the program, or one without source that the program gives away, such as `resolve`.
    const isPrograms = site !== undefined || (recorder.stack.length > 0 && facts.isNative(callback));
    return recorder.queue(kind.queue, {
      label: isRepeating ? 'setInterval' : kind.label,
      name: short(callback).replace(/^ƒ ?/, ''),
      callback: site,
      host: !isPrograms,
      moment,
      delay,
      due: delay === undefined ? undefined : floor(now()) + delay,
      repeats: isRepeating,
      ...(moment === 'between' && { by: {} }),
    });
  }

  const hooks = {
    init(id: number, type: string, resource: Untyped): void {
      const kind = hasOwn(KINDS, type) ? KINDS[type] : undefined;
      if (!kind && type !== 'PROMISE') others.set(id, type);
      if (!kind) return;
      // The callback is put into a microtask's resource after this.
      if (type === 'Microtask') return void lateMicrotasks(id, kind, resource);
      // A program may name its own resources as Node does.
      if (typeof kind.callbackOf(resource) === 'function' && !isOfConsole(resource))
        entries.set(id, { entry: queue(kind, resource, 'exact'), kind, resource });
    },
    before(id: number): void {
      const known = entries.get(id);
      if (!known) return announce(others.get(id));
      if (known.entry.state === 'done') known.entry = queue(known.kind, known.resource, 'between');
      recorder.start(known.entry);
    },
    after(id: number): void {
      const known = entries.get(id);
      if (!known && others.has(id) && recorder.stack.length === 0) recorder.end();
      if (!known) return;
      recorder.end();
      if (known.resource._repeat && known.resource._idleTimeout !== -1)
        known.entry = queue(known.kind, known.resource, 'exact');
      else if (known.kind.queue !== 'timer') entries.delete(id);
    },
    destroy(id: number): void {
      const known = entries.get(id);
      others.delete(id);
      if (!known) return;
      recorder.cancel(known.entry);
      entries.delete(id);
    },
  };
  const hook = parts.asyncHooks.createHook({
    init: (id: number, type: string, _trigger: number, resource: Untyped) =>
      failures.safely(() => hooks.init(id, type, resource)),
    before: (id: number) => failures.safely(() => hooks.before(id)),
    after: (id: number) => failures.safely(() => hooks.after(id)),
    destroy: (id: number) => failures.safely(() => hooks.destroy(id)),
  });

  /** A callback of the poll phase, unless the host has said so itself. */
  function announce(type: string | undefined): void {
    if (type === undefined || recorder.job || recorder.stack.length > 0) return;
    const label = type === 'MESSAGEPORT' ? 'message' : type.toLowerCase();
    recorder.start(recorder.queue('poll', { label, host: true, moment: 'between', by: {} }));
  }

  /** The console's own streams take a tick for each line. */
  function isOfConsole({ callback, args }: Untyped): boolean {
    if (facts.isProxy(callback) || callback?.name !== 'afterWriteTick') return false;
    const stream = (args as Untyped[] | undefined)?.[0]?.stream as unknown;
    return stream === parts.process.stdout || stream === parts.process.stderr;
  }

  function lateMicrotasks(id: number, kind: Kind, resource: Untyped): void {
    const late = {
      configurable: true,
      enumerable: true,
      set(value: unknown) {
        const plain = { value, configurable: true, enumerable: true, writable: true };
        defineProperty(resource, 'callback', bare(plain));
        failures.safely(() => {
          entries.set(id, { entry: queue(kind, resource, 'exact'), kind, resource });
        });
      },
    };
    defineProperty(resource, 'callback', bare(late));
  }

  hook.enable();
  watchProcess(parts);
}

/** `process.emit` of what Node tells the program is a job, if anybody of the program listens. */
function watchProcess({ process, recorder, sites, short }: NodeHooksParts): void {
  const emit = process.emit as (...parts: unknown[]) => unknown;

  function told(name: string, first: unknown, second: unknown): void {
    if (name === 'uncaughtExceptionMonitor') {
      const error = short.ofError(first);
      const origin = second === 'unhandledRejection' ? 'rejection' : 'exception';
      recorder.thrown(error);
      const handled = process.listenerCount('uncaughtException') > 0;
      recorder.tell({ type: 'ErrorUncaught', error, origin, handled });
    }
    if (name === 'unhandledRejection')
      recorder.note({ type: 'RejectionUnhandled', error: short.ofError(first) });
    if (name === 'rejectionHandled') recorder.note({ type: 'RejectionHandledLate' });
  }

  function watched(this: unknown, ...given: unknown[]): unknown {
    const [name, first, second] = given;
    const isKnown = typeof name === 'string' && hasOwn(PROCESS_EVENTS, name);
    if (!isKnown) return apply(emit, this, given);
    if (recorder.stack.length === 0 || name === 'uncaughtExceptionMonitor') recorder.end();
    told(name, first, second);
    const isHeard = (process.listenerCount(name) as number) > 0;
    if (!isHeard || recorder.stack.length > 0) return apply(emit, this, given);
    const { queue, rule } = PROCESS_EVENTS[name]!;
    const [listener] = process.listeners(name) as unknown[];
    const entry = recorder.queue(queue, {
      label: `process ‘${name}’`,
      callback: sites.siteOf(listener),
      host: true,
      by: {},
    });
    recorder.start(entry, rule);
    const result = apply(emit, this, given) as unknown;
    recorder.end();
    return result;
  }
  defineProperty(watched, 'name', { value: 'emit' });
  defineProperty(process, 'emit', {
    value: watched,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}
