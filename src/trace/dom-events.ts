import { eventTable, flag, listOf, oneOf, optional, text, whole, type EventOf } from './fields.ts';
import type { TraceKind } from './trace.ts';

/** `dispatch` counts from 1; events that are dispatched within another have a number of their own. */
const step = { dispatch: whole, node: whole };

const DOM_EVENTS = eventTable({
  // The tree. `label` is how a reader calls the element: `button.remove`.
  NodeMade: { node: whole, label: text },
  NodePlaced: { node: whole, parent: whole, index: whole },
  NodeTaken: { node: whole },
  NodeChanged: { node: whole, label: text, content: optional(text) },

  ListenerAdded: {
    node: whole,
    listener: whole,
    event: text,
    capture: flag,
    once: flag,
    passive: flag,
    name: text,
  },
  ListenerRemoved: { node: whole, listener: whole, reason: oneOf('removed', 'once', 'signal') },

  // `path` has the nodes on the way, the innermost first.
  DispatchBegun: { dispatch: whole, event: text, path: listOf(whole) },
  ListenerCalled: { ...step, listener: whole, phase: oneOf('capture', 'target', 'bubble') },
  PropagationStopped: { ...step, atOnce: flag },
  DefaultPrevented: step,
  ListenerFailed: { ...step, error: text },
  DispatchEnded: { dispatch: whole },
});

/** What happens in a page: its tree, who listens where, and the way of each event through it. */
export type DomEvent = EventOf<typeof DOM_EVENTS>;

export const DOM_TRACE: TraceKind<DomEvent> = { id: 'dom', version: 1, events: DOM_EVENTS, upcasters: {} };
