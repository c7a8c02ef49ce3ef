/** The events that say more than their type. */
import { bareWeakMap } from '../bare.ts';
import type { Untyped } from '../untyped.ts';

/** A subclass of `Event` whose instances have these fields, with these values where the program gives none. */
function eventClass(Event: Untyped, name: string, fields: Readonly<Record<string, unknown>>): Untyped {
  const values = bareWeakMap<object, Untyped>();
  const classes = {
    [name]: class extends Event {
      constructor(type: unknown, init: Untyped = {}) {
        super(type, init);
        values.set(this, { ...fields, ...pickFields(fields, init ?? {}) });
      }
    },
  };
  const made = classes[name]!;
  for (const field of Object.keys(fields))
    Object.defineProperty(made.prototype, field, {
      configurable: true,
      enumerable: true,
      get(this: object) {
        return values.get(this)[field] as unknown;
      },
    });
  return made;
}

function pickFields(fields: object, init: Untyped): Untyped {
  return Object.fromEntries(
    Object.keys(fields)
      .filter((field) => init[field] !== undefined)
      .map((field) => [field, init[field]]),
  );
}

export function createEventClasses(Event: Untyped): Record<string, Untyped> {
  const UIEvent = eventClass(Event, 'UIEvent', { detail: 0, view: null });
  return {
    UIEvent,
    CustomEvent: eventClass(Event, 'CustomEvent', { detail: null }),
    MessageEvent: eventClass(Event, 'MessageEvent', {
      data: null,
      origin: '',
      lastEventId: '',
      source: null,
      ports: [],
    }),
    ErrorEvent: eventClass(Event, 'ErrorEvent', {
      message: '',
      filename: '',
      lineno: 0,
      colno: 0,
      error: undefined,
    }),
    PromiseRejectionEvent: eventClass(Event, 'PromiseRejectionEvent', {
      promise: undefined,
      reason: undefined,
    }),
    MouseEvent: eventClass(UIEvent, 'MouseEvent', {
      clientX: 0,
      clientY: 0,
      button: 0,
      ctrlKey: false,
      shiftKey: false,
      altKey: false,
      metaKey: false,
    }),
    KeyboardEvent: eventClass(UIEvent, 'KeyboardEvent', { key: '', code: '', repeat: false }),
  };
}
