/** Event handler attributes: `onclick` and its like. */
import { bareWeakMap } from '../bare.ts';
import type { Untyped } from '../untyped.ts';
import type { Listener } from './events.ts';

export function defineHandlers(
  prototype: object,
  names: readonly string[],
  targetOf: (given: unknown) => object,
  listOf: (target: object) => Listener[],
): void {
  for (const type of names) {
    const handlers = bareWeakMap<object, Untyped>();
    const call = (target: object, event: Untyped): void => {
      const handler = handlers.get(target);
      if (typeof handler !== 'function') return;
      const isWindowError = type === 'error' && target === globalThis && 'error' in event;
      const result: unknown = isWindowError
        ? handler.call(target, event.message, event.filename, event.lineno, event.colno, event.error)
        : handler.call(target, event);
      if (result === isWindowError) event.preventDefault();
    };
    Object.defineProperty(prototype, `on${type}`, {
      configurable: true,
      enumerable: true,
      get(this: unknown) {
        return handlers.get(targetOf(this)) ?? null;
      },
      set(this: unknown, value: unknown) {
        const target = targetOf(this);
        const isFirst = !handlers.has(target);
        handlers.set(target, typeof value === 'function' ? value : null);
        // It keeps the place among the listeners that it got first.
        if (!isFirst) return;
        const callback = (event: object): void => call(target, event);
        listOf(target).push({ type, callback, capture: false, once: false, passive: false, removed: false });
      },
    });
  }
}
