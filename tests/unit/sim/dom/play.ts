/** One program for two DOMs, the browser's and ours: it plays a plan and tells what happened. It travels as text, so it stands alone. */

export interface Plan {
  /** Number of the parent of element n, which is among those before it; -1 for the body. */
  parents: readonly number[];
  listeners: readonly PlannedListener[];
  dispatches: readonly { at: number; bubbles: boolean; cancelable: boolean; type: string }[];
}

export interface PlannedListener {
  /** Number of an element; -1 the body, -2 the root, -3 the document, -4 the window. */
  at: number;
  type: string;
  /** Which function: listeners of one number are one function. */
  own: number;
  capture: boolean;
  once: boolean;
  passive: boolean | null;
  signal: number | null;
  isObject: boolean;
  does:
    | 'nothing'
    | 'stop'
    | 'stop at once'
    | 'prevent'
    | 'add'
    | 'remove'
    | 'abort'
    | 'detach'
    | 'inner'
    | 'throw';
}

/** As much of a DOM as the plan needs. */
export type AnyDom = any;

export function play({ document, window, Event }: AnyDom, plan: Plan): string[] {
  const log: string[] = [];
  const elements = plan.parents.map((parent, n) => {
    const element = document.createElement(n % 2 ? 'div' : 'span');
    element.id = `n${n}`;
    return { element, parent };
  });
  const targetOf = (at: number): AnyDom => {
    if (at === -4) return window;
    if (at === -3) return document;
    if (at === -2) return document.documentElement;
    return at === -1 ? document.body : elements[at]!.element;
  };
  for (const { element, parent } of elements) targetOf(parent).append(element);
  const nameOf = (target: AnyDom): string => {
    if (target === null) return 'null';
    for (const at of [-4, -3, -2, -1]) if (target === targetOf(at)) return String(at);
    return target.id;
  };
  const controllers = [new AbortController(), new AbortController()];
  const functions = new Map<number, AnyDom>();
  let inner = 0;

  const listenerOf = (one: PlannedListener): AnyDom => {
    const known = functions.get(one.own);
    if (known) return known;
    function hear(this: AnyDom, event: AnyDom) {
      const where = `${nameOf(event.currentTarget)} of ${nameOf(event.target)}`;
      log.push(
        `${one.own} ${event.type} ${event.eventPhase} ${where} ${event.composedPath().length} ${event.defaultPrevented}`,
      );
      if (one.does === 'stop') event.stopPropagation();
      if (one.does === 'stop at once') event.stopImmediatePropagation();
      if (one.does === 'prevent') event.preventDefault();
      if (one.does === 'add') add({ ...one, own: one.own + 100, does: 'nothing' });
      if (one.does === 'remove')
        for (const other of plan.listeners)
          if (other.at === one.at)
            targetOf(other.at).removeEventListener(other.type, listenerOf(other), other.capture);
      if (one.does === 'abort') controllers[0]!.abort();
      if (one.does === 'detach' && event.target.id) event.target.remove();
      if (one.does === 'inner' && inner++ < 5) {
        try {
          event.target.dispatchEvent(event);
        } catch (error) {
          log.push((error as Error).message ? 'refused' : '');
        }
        // At the window itself Chromium goes by the order of registration, against the standard.
        if (event.currentTarget !== window)
          event.currentTarget.dispatchEvent(new Event('inner', { bubbles: true }));
      }
      if (one.does === 'throw') throw new Error('planned');
    }
    const listener = one.isObject ? { handleEvent: hear } : hear;
    functions.set(one.own, listener);
    return listener;
  };

  const add = (one: PlannedListener) => {
    const { capture, once, passive, signal } = one;
    const options: AnyDom = { capture, once };
    if (passive !== null) options.passive = passive;
    if (signal !== null) options.signal = controllers[signal]!.signal;
    targetOf(one.at).addEventListener(one.type, listenerOf(one), options);
  };
  for (const one of plan.listeners) add(one);
  for (const [n, { at, type, bubbles, cancelable }] of plan.dispatches.entries()) {
    const event = new Event(type, { bubbles, cancelable });
    const result = targetOf(at).dispatchEvent(event);
    log.push(
      `${n}: ${result} ${event.defaultPrevented} ${event.eventPhase} ${nameOf(event.currentTarget)} ${event.composedPath().length}`,
    );
    if (n === 1) controllers[1]!.abort();
  }
  return log;
}
