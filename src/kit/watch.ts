/**
 * Watching an emitter, an event target or a bus: who is registered, and who is called, goes to the picture beside the
 * program. What is watched behaves as before: a listener keeps its order and its promise, and no promise job is added.
 */
import { createLedger, type Fn, type Ledger } from './watch-ledger.ts';

type Methods = Record<string, Fn | undefined>;

const has = (target: Methods, ...names: string[]): boolean =>
  names.every((name) => typeof target[name] === 'function');

/**
 * Puts a target under watch and returns it. `name` is what the picture calls it.
 * Throws a TypeError for what is no EventEmitter, no EventTarget, and no bus with `subscribe` and `publish`.
 */
export function watch<T extends object>(target: T, name?: string): T {
  const methods = target as unknown as Methods;
  if (has(methods, 'on', 'emit')) return watchEmitter(target, createLedger(target, name, 10));
  if (has(methods, 'addEventListener', 'dispatchEvent'))
    return watchEventTarget(target, createLedger(target, name));
  if (has(methods, 'subscribe', 'publish')) return watchBus(target, createLedger(target, name));
  throw new TypeError(
    'watch() takes an emitter (on, emit), an event target (addEventListener, dispatchEvent) or a bus (subscribe, publish).',
  );
}

/** Puts own methods in front of those that the target has; where it is frozen, an object with its methods is returned. */
function replace<T extends object>(target: T, methods: Record<string, Fn>): T {
  const isOpen = Object.isExtensible(target);
  const watched = isOpen ? target : ({ ...target } as T);
  for (const [name, value] of Object.entries(methods)) {
    const { enumerable = false } = Object.getOwnPropertyDescriptor(watched, name) ?? {};
    Object.defineProperty(watched, name, { value, writable: true, configurable: true, enumerable });
  }
  return watched;
}

function watchEmitter<T extends object>(target: T, ledger: Ledger): T {
  const before = methodsOf(target);
  const adding = (method: string, once: boolean, first = false): Fn =>
    function (type, listener, ...more) {
      const original = before[method]!;
      // Node’s own once() and a learner’s addListener() come back to on() with what is wrapped already.
      if (typeof listener !== 'function' || ledger.isWrapper(listener))
        return original.call(this, type, listener, ...more);
      const answer = original.call(this, type, ledger.wrap(listener as Fn), ...more);
      ledger.add(type, listener, { once, first });
      return answer;
    };
  const removing = (method: string): Fn =>
    function (type, listener, ...more) {
      const answer = before[method]!.call(this, type, ledger.wrapperOf(listener) ?? listener, ...more);
      ledger.remove(type, listener, 'it was taken off');
      return answer;
    };
  const listing = (method: string): Fn =>
    function (...values) {
      const list = before[method]!.apply(this, values);
      return Array.isArray(list) ? list.map((one: unknown) => ledger.originalOf(one)) : list;
    };
  const methods: Record<string, Fn> = {
    on: adding('on', false),
    addListener: adding('addListener', false),
    prependListener: adding('prependListener', false, true),
    once: adding('once', true),
    prependOnceListener: adding('prependOnceListener', true, true),
    off: removing('off'),
    removeListener: removing('removeListener'),
    listeners: listing('listeners'),
    removeAllListeners(...types) {
      const answer = before['removeAllListeners']!.apply(this, types);
      ledger.removeAll(types.length > 0 ? types[0] : undefined);
      return answer;
    },
    emit(type, ...values) {
      const told = type === 'newListener' || type === 'removeListener';
      const given = told ? values.map((one) => ledger.originalOf(one)) : values;
      return ledger.emission(type, values[0], () => before['emit']!.call(this, type, ...given));
    },
  };
  return replace(target, present(methods, before));
}

const NAMES = (
  'on addListener prependListener once prependOnceListener off removeListener listeners removeAllListeners emit ' +
  'subscribe publish addEventListener removeEventListener dispatchEvent'
).split(' ');

const methodsOf = (target: object): Methods =>
  Object.fromEntries(NAMES.map((name) => [name, (target as Methods)[name]]));

/** Those that the target has. */
const present = (methods: Record<string, Fn>, before: Methods): Record<string, Fn> =>
  Object.fromEntries(Object.entries(methods).filter(([name]) => typeof before[name] === 'function'));

interface EventLike {
  type: string;
  detail?: unknown;
}

function watchEventTarget<T extends object>(target: T, ledger: Ledger): T {
  const before = methodsOf(target);
  return replace(target, {
    addEventListener(type, listener, options) {
      const wrapped = ledger.wrap(listener as Fn);
      before['addEventListener']!.call(this, type, wrapped, options);
      const given: AddEventListenerOptions = (typeof options === 'object' && options) || {};
      const { once = false, signal } = given;
      const capture = capturesOf(options);
      // The platform takes the same listener once only, and none with a signal that has aborted.
      if (!listener || signal?.aborted || ledger.has(type, listener, capture)) return;
      const one = ledger.add(type, listener, { once, capture });
      signal?.addEventListener('abort', () => ledger.end(one, 'its signal has aborted'), { once: true });
    },
    removeEventListener(type, listener, options) {
      before['removeEventListener']!.call(this, type, ledger.wrapperOf(listener) ?? listener, options);
      ledger.remove(type, listener, 'it was taken off', capturesOf(options));
    },
    dispatchEvent(event) {
      const { type, detail } = event as EventLike;
      const send = () => before['dispatchEvent']!.call(this, event);
      return ledger.emission(
        type,
        detail,
        send,
        (answer) => (answer === false ? 'it was vetoed' : ''),
        event,
      );
    },
  });
}

const capturesOf = (options: unknown): boolean =>
  typeof options === 'object' ? (options as EventListenerOptions | null)?.capture === true : options === true;

function watchBus<T extends object>(target: T, ledger: Ledger): T {
  const before = methodsOf(target);
  return replace(target, {
    subscribe(type, handler, options, ...more) {
      if (typeof handler !== 'function')
        return before['subscribe']!.call(this, type, handler, options, ...more);
      const leave = before['subscribe']!.call(this, type, ledger.wrap(handler as Fn), options, ...more);
      const once = (options as { once?: boolean } | undefined)?.once === true;
      const one = ledger.add(type, handler, { once });
      if (typeof leave !== 'function') return leave;
      return function (this: unknown, ...values: unknown[]) {
        const answer = (leave as Fn).apply(this, values);
        ledger.end(one, 'it has unsubscribed');
        return answer;
      };
    },
    publish(type, data, ...more) {
      return ledger.emission(type, data, () => before['publish']!.call(this, type, data, ...more));
    },
  });
}
