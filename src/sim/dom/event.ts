/** Events of a page, as the DOM standard has them: what a listener may read of one, and what it may ask for. */
import type { PageTarget } from './target.ts';

export interface EventWishes {
  bubbles?: boolean;
  cancelable?: boolean;
  composed?: boolean;
  /** Of a CustomEvent. */
  detail?: unknown;
  [field: string]: unknown;
}

/** What dispatching keeps of an event; listeners never see it. */
export interface EventState {
  target: PageTarget | null;
  current: PageTarget | null;
  phase: 0 | 1 | 2 | 3;
  path: readonly PageTarget[];
  isDispatched: boolean;
  isStopped: boolean;
  isStoppedAtOnce: boolean;
  isPassive: boolean;
  isPrevented: boolean;
}

const states = new WeakMap<PageEvent, EventState>();

export function stateOf(event: PageEvent): EventState {
  const state = states.get(event);
  if (!state)
    throw new TypeError('dispatchEvent: this is no event of the page; make it with the page’s own Event.');
  return state;
}

export class PageEvent {
  static readonly NONE = 0;
  static readonly CAPTURING_PHASE = 1;
  static readonly AT_TARGET = 2;
  static readonly BUBBLING_PHASE = 3;

  readonly type: string;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly composed: boolean;
  readonly isTrusted = false;

  constructor(
    type: string,
    { bubbles = false, cancelable = false, composed = false, ...rest }: EventWishes = {},
  ) {
    this.type = String(type);
    this.bubbles = bubbles;
    this.cancelable = cancelable;
    this.composed = composed;
    const { detail: _detail, ...fields } = rest;
    Object.assign(this, fields);
    states.set(this, {
      target: null,
      current: null,
      phase: 0,
      path: [],
      isDispatched: false,
      isStopped: false,
      isStoppedAtOnce: false,
      isPassive: false,
      isPrevented: false,
    });
  }

  get target(): PageTarget | null {
    return stateOf(this).target;
  }

  get currentTarget(): PageTarget | null {
    return stateOf(this).current;
  }

  get eventPhase(): number {
    return stateOf(this).phase;
  }

  get defaultPrevented(): boolean {
    return stateOf(this).isPrevented;
  }

  /** The targets on the way, the innermost first; empty when the event is not under way. */
  composedPath(): PageTarget[] {
    return [...stateOf(this).path];
  }

  stopPropagation(): void {
    stateOf(this).isStopped = true;
  }

  stopImmediatePropagation(): void {
    const state = stateOf(this);
    state.isStopped = true;
    state.isStoppedAtOnce = true;
  }

  /** Without effect in a passive listener, and on an event that is not cancelable. */
  preventDefault(): void {
    const state = stateOf(this);
    if (this.cancelable && !state.isPassive) state.isPrevented = true;
  }
}

export class PageCustomEvent extends PageEvent {
  readonly detail: unknown;

  constructor(type: string, { detail = null, ...wishes }: EventWishes = {}) {
    super(type, wishes);
    this.detail = detail;
  }
}
