/**
 * Events and their targets as the DOM standard has them, in a form that the host can also dispatch step by step: an
 * event that no script dispatches lets the microtasks run after each of its listeners.
 */
import { bareList, bareWeakMap } from '../bare.ts';
import type { Untyped } from '../untyped.ts';
import { defineHandlers } from './handlers.ts';
import { invoke, type Reporting } from './invoke.ts';

/** Dispatches one listener per step; gives false if the event was cancelled. */
export type Dispatch = Generator<undefined, boolean, void>;

export interface Listener {
  type: string;
  callback: Untyped;
  capture: boolean;
  once: boolean;
  passive: boolean;
  removed: boolean;
}

interface EventState {
  type: string;
  bubbles: boolean;
  cancelable: boolean;
  composed: boolean;
  trusted: boolean;
  at: number;
  target: object | null;
  currentTarget: object | null;
  phase: number;
  path: object[];
  dispatching: boolean;
  stopped: boolean;
  stoppedNow: boolean;
  cancelled: boolean;
  inPassive: boolean;
}

export interface EventsHost extends Reporting {
  now(): number;
  DOMException: typeof DOMException;
  /** Calls `then` when the signal is aborted. */
  onAbort(signal: object, then: () => void): void;
}

export interface Events {
  Event: Untyped;
  EventTarget: Untyped;
  /** What a script does: all listeners at once. */
  dispatch(target: object, event: object): boolean;
  /** What the host does. */
  dispatchSteps(target: object, event: object): Dispatch;
  /** Marks an event as the host's own. */
  trust<T extends object>(event: T): T;
  /** The next target on an event's way up; none by default. */
  setParent(target: object, parentOf: () => object | null): void;
  /** The document, its element and its body: listeners there are passive by default if they would hold up scrolling. */
  addRoot(target: object): void;
  /** Defines `on<name>` attributes. `onerror` of the window is called with the error's parts. */
  defineHandlers(prototype: object, names: readonly string[]): void;
}

const SCROLLING = new Set(['touchstart', 'touchmove', 'wheel', 'mousewheel']);

const CAPTURING = 1;
const AT_TARGET = 2;
const BUBBLING = 3;

/** `scope` is what a method called on nothing is called on. */
export function createEvents(host: EventsHost, scope: object): Events {
  const states = bareWeakMap<object, EventState>();
  const listeners = bareWeakMap<object, Listener[]>();
  const roots = new WeakSet<object>();
  const parents = new WeakMap<object, () => object | null>();
  const stateOf = (event: object): EventState => {
    const state = states.get(event);
    if (!state) throw new TypeError('Illegal invocation');
    return state;
  };
  const listOf = (target: object): Listener[] => {
    const list = listeners.get(target) ?? bareList();
    listeners.set(target, list);
    return list;
  };

  class Event {
    static NONE = 0;
    static CAPTURING_PHASE = CAPTURING;
    static AT_TARGET = AT_TARGET;
    static BUBBLING_PHASE = BUBBLING;
    constructor(type: unknown, init: Untyped = {}) {
      if (arguments.length === 0) throw new TypeError('An event needs a type.');
      states.set(this, {
        type: `${type as string}`,
        bubbles: Boolean(init?.bubbles),
        cancelable: Boolean(init?.cancelable),
        composed: Boolean(init?.composed),
        trusted: false,
        at: host.now(),
        target: null,
        currentTarget: null,
        phase: 0,
        path: bareList(),
        dispatching: false,
        stopped: false,
        stoppedNow: false,
        cancelled: false,
        inPassive: false,
      });
    }
    get type(): string {
      return stateOf(this).type;
    }
    get target(): object | null {
      return stateOf(this).target;
    }
    get srcElement(): object | null {
      return stateOf(this).target;
    }
    get currentTarget(): object | null {
      return stateOf(this).currentTarget;
    }
    get eventPhase(): number {
      return stateOf(this).phase;
    }
    get bubbles(): boolean {
      return stateOf(this).bubbles;
    }
    get cancelable(): boolean {
      return stateOf(this).cancelable;
    }
    get composed(): boolean {
      return stateOf(this).composed;
    }
    get defaultPrevented(): boolean {
      return stateOf(this).cancelled;
    }
    get isTrusted(): boolean {
      return stateOf(this).trusted;
    }
    get timeStamp(): number {
      return stateOf(this).at;
    }
    composedPath(): object[] {
      return [...stateOf(this).path];
    }
    stopPropagation(): void {
      stateOf(this).stopped = true;
    }
    stopImmediatePropagation(): void {
      Object.assign(stateOf(this), { stopped: true, stoppedNow: true });
    }
    preventDefault(): void {
      const state = stateOf(this);
      if (state.cancelable && !state.inPassive) state.cancelled = true;
    }
    get [Symbol.toStringTag](): string {
      return this.constructor.name;
    }
  }

  function remove(target: object, listener: Listener): void {
    listener.removed = true;
    const list = listOf(target);
    const at = list.indexOf(listener);
    if (at >= 0) list.splice(at, 1);
  }

  /** Those that would hold up scrolling promise not to, on the page as a whole. */
  const isPassive = (target: object, type: string): boolean =>
    SCROLLING.has(type) && (target === scope || roots.has(target));

  const captures = (options: Untyped): boolean =>
    Boolean(typeof options === 'object' && options !== null ? options.capture : options);

  const targetOf = (given: unknown): object => (given as object | undefined) ?? scope;

  class EventTarget {
    addEventListener(type: unknown, callback: Untyped, options?: Untyped): void {
      const target = targetOf(this);
      const more = typeof options === 'object' && options !== null ? options : {};
      const listener: Listener = {
        type: `${type as string}`,
        callback,
        capture: captures(options),
        once: Boolean(more.once),
        passive: Boolean(more.passive ?? isPassive(target, `${type as string}`)),
        removed: false,
      };
      if (more.signal?.aborted || callback === null || callback === undefined) return;
      if (typeof callback !== 'function' && typeof callback !== 'object')
        throw new TypeError('A listener is a function or an object.');
      const isSame = (one: Listener): boolean =>
        one.type === listener.type && one.callback === callback && one.capture === listener.capture;
      if (listOf(target).some(isSame)) return;
      listOf(target).push(listener);
      if (more.signal) host.onAbort(more.signal, () => remove(target, listener));
    }
    removeEventListener(type: unknown, callback: Untyped, options?: Untyped): void {
      const target = targetOf(this);
      const capture = captures(options);
      const found = listOf(target).find(
        (one) => one.type === `${type as string}` && one.callback === callback && one.capture === capture,
      );
      if (found) remove(target, found);
    }
    dispatchEvent(event: object): boolean {
      const state = states.get(event);
      if (!state) throw new TypeError("The argument of dispatchEvent is not an 'Event'.");
      if (state.dispatching)
        throw new host.DOMException('The event is being dispatched.', 'InvalidStateError');
      state.trusted = false;
      return dispatch(targetOf(this), event);
    }
    get [Symbol.toStringTag](): string {
      return this.constructor.name;
    }
  }

  function callListener({ callback }: Listener, target: object, event: object): void {
    if (typeof callback === 'function') callback.call(target, event);
    else if (typeof callback.handleEvent === 'function') callback.handleEvent(event);
    else throw new TypeError("The listener's handleEvent is not a function.");
  }

  function* tell(target: object, event: object, capture: boolean): Dispatch {
    const state = stateOf(event);
    if (state.stopped) return true;
    state.currentTarget = target;
    for (const listener of listOf(target).slice()) {
      if (listener.removed || listener.type !== state.type || listener.capture !== capture) continue;
      if (listener.once) remove(target, listener);
      state.inPassive = listener.passive;
      yield* invoke(() => callListener(listener, target, event), host);
      state.inPassive = false;
      if (state.stoppedNow) return true;
    }
    return true;
  }

  function pathFrom(target: object): object[] {
    const path = bareList(target);
    for (let at = parents.get(target)?.(); at; at = parents.get(at)?.()) path.push(at);
    return path;
  }

  function* dispatchSteps(target: object, event: object): Dispatch {
    const state = stateOf(event);
    const path = pathFrom(target);
    Object.assign(state, { dispatching: true, target, path });
    for (const at of path.toReversed()) {
      state.phase = at === target ? AT_TARGET : CAPTURING;
      yield* tell(at, event, true);
    }
    for (const at of state.bubbles ? path : [target]) {
      state.phase = at === target ? AT_TARGET : BUBBLING;
      yield* tell(at, event, false);
    }
    Object.assign(state, {
      dispatching: false,
      stopped: false,
      stoppedNow: false,
      phase: 0,
      currentTarget: null,
      path: bareList(),
    });
    return !state.cancelled;
  }

  function dispatch(target: object, event: object): boolean {
    const steps = dispatchSteps(target, event);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  return {
    Event,
    EventTarget,
    dispatch,
    dispatchSteps,
    trust(event) {
      stateOf(event).trusted = true;
      return event;
    },
    addRoot: (target) => void roots.add(target),
    setParent: (target, parentOf) => void parents.set(target, parentOf),
    defineHandlers: (prototype, names) => defineHandlers(prototype, names, targetOf, listOf),
  };
}
