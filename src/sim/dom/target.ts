/**
 * Who can be listened to, and how an event goes through the page: down from the window to the target, and up again.
 * https://dom.spec.whatwg.org/#dispatching-events, without shadow trees, default actions and old ways.
 */
import { stateOf, type EventState, type PageEvent } from './event.ts';

export type Listener = ((event: PageEvent) => unknown) | { handleEvent(event: PageEvent): unknown };

/** As much of an AbortSignal as is needed here. */
export interface Ending {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
}

export interface ListenerWishes {
  capture?: boolean;
  once?: boolean;
  passive?: boolean;
  signal?: Ending;
}

/** One registration. */
export interface Registration {
  readonly id: number;
  readonly type: string;
  readonly listener: Listener;
  readonly capture: boolean;
  readonly once: boolean;
  readonly passive: boolean;
  isRemoved: boolean;
}

export type Phase = 'capture' | 'target' | 'bubble';

/** Is told what happens in a page; a step without a listener is told nobody. */
export interface Watcher {
  added(target: PageTarget, registration: Registration): void;
  removed(target: PageTarget, registration: Registration, reason: 'removed' | 'once' | 'signal'): void;
  begun(event: PageEvent, path: readonly PageTarget[]): void;
  called(event: PageEvent, target: PageTarget, registration: Registration, phase: Phase): void;
  /** What the listener that was called has asked for. */
  asked(event: PageEvent, target: PageTarget, what: 'stopped' | 'stopped at once' | 'prevented'): void;
  failed(event: PageEvent, target: PageTarget, error: unknown): void;
  ended(event: PageEvent): void;
}

const PASSIVE_BY_DEFAULT = ['touchstart', 'touchmove', 'wheel', 'mousewheel'];

let ids = 0;

export abstract class PageTarget {
  readonly #registrations: Registration[] = [];

  /** The next target on the way up; null at the end. */
  abstract get parentTarget(): PageTarget | null;
  /** Whether wheel and touch listeners are passive here unless they say otherwise. */
  protected abstract get isPassiveByDefault(): boolean;
  protected abstract get watcher(): Watcher;

  /** What listens here now, in order. */
  get registrations(): readonly Registration[] {
    return this.#registrations;
  }

  addEventListener(type: string, listener: Listener | null, options: boolean | ListenerWishes = {}): void {
    const { capture = false, once = false, passive, signal } = asWishes(options);
    if (signal?.aborted || listener === null) return;
    if (this.#find(type, listener, capture)) return;
    const registration: Registration = {
      id: (ids += 1),
      type,
      listener,
      capture: Boolean(capture),
      once: Boolean(once),
      passive: passive ?? (this.isPassiveByDefault && PASSIVE_BY_DEFAULT.includes(type)),
      isRemoved: false,
    };
    this.#registrations.push(registration);
    this.watcher.added(this, registration);
    signal?.addEventListener('abort', () => this.#remove(registration, 'signal'), { once: true });
  }

  removeEventListener(type: string, listener: Listener | null, options: boolean | ListenerWishes = {}): void {
    const registration = listener && this.#find(type, listener, Boolean(asWishes(options).capture));
    if (registration) this.#remove(registration, 'removed');
  }

  /** False if a listener has prevented the default; throws an Error if the event is under way already. */
  dispatchEvent(event: PageEvent): boolean {
    const state = stateOf(event);
    if (state.isDispatched) throw new Error('InvalidStateError: The event is already being dispatched.');
    const path = pathOf(this);
    Object.assign(state, { isDispatched: true, target: this, path });
    this.watcher.begun(event, path);
    for (const target of path.toReversed()) target.#hear(event, state, 'down');
    for (const target of path) {
      if (target === this || event.bubbles) target.#hear(event, state, 'up');
    }
    const rest = { isStopped: false, isStoppedAtOnce: false, phase: 0, current: null, path: [] } as const;
    Object.assign(state, rest, { isDispatched: false });
    this.watcher.ended(event);
    return !state.isPrevented;
  }

  #find(type: string, listener: Listener, capture: boolean): Registration | undefined {
    return this.#registrations.find(
      (one) => one.type === type && one.listener === listener && one.capture === capture,
    );
  }

  #remove(registration: Registration, reason: 'removed' | 'once' | 'signal'): void {
    if (registration.isRemoved) return;
    registration.isRemoved = true;
    this.#registrations.splice(this.#registrations.indexOf(registration), 1);
    this.watcher.removed(this, registration, reason);
  }

  /** Calls what listens here for this half of the way. What is added meanwhile is not called; what is removed is not, either. */
  #hear(event: PageEvent, state: EventState, way: 'down' | 'up'): void {
    if (state.isStopped) return;
    const isTarget = state.target === this;
    state.current = this;
    state.phase = isTarget ? 2 : way === 'down' ? 1 : 3;
    const phase = isTarget ? 'target' : way === 'down' ? 'capture' : 'bubble';
    const heard = [...this.#registrations];
    for (const registration of heard) {
      const { type, capture, once, passive, isRemoved } = registration;
      if (isRemoved || type !== event.type || capture !== (way === 'down')) continue;
      if (once) this.#remove(registration, 'once');
      this.watcher.called(event, this, registration, phase);
      state.isPassive = passive;
      this.#call(event, state, registration);
      state.isPassive = false;
      if (state.isStoppedAtOnce) return;
    }
  }

  #call(event: PageEvent, state: EventState, { listener }: Registration): void {
    const before = { ...state };
    try {
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
    } catch (error) {
      this.watcher.failed(event, this, error);
    }
    if (state.isPrevented && !before.isPrevented) this.watcher.asked(event, this, 'prevented');
    if (state.isStoppedAtOnce && !before.isStoppedAtOnce) this.watcher.asked(event, this, 'stopped at once');
    else if (state.isStopped && !before.isStopped) this.watcher.asked(event, this, 'stopped');
  }
}

const asWishes = (options: boolean | ListenerWishes | null): ListenerWishes =>
  typeof options === 'object' ? (options ?? {}) : { capture: options };

function pathOf(target: PageTarget): PageTarget[] {
  const path: PageTarget[] = [];
  for (let at: PageTarget | null = target; at !== null; at = at.parentTarget) path.push(at);
  return path;
}
