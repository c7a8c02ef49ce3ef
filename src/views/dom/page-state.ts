/** The page at any point of a trace: its tree, who listens where, and the event that is under way. Pure. */
import type { DomEvent } from '#trace/dom-events.ts';

export interface PageNode {
  id: number;
  label: string;
  content: string;
  parent: number | undefined;
  children: readonly number[];
  listeners: readonly PageListener[];
}

export interface PageListener {
  id: number;
  event: string;
  capture: boolean;
  once: boolean;
  passive: boolean;
  name: string;
}

/** An event on its way. */
export interface Dispatch {
  number: number;
  event: string;
  /** The innermost first. */
  path: readonly number[];
  /** Where it is now, and for what it is there; undefined before the first listener. */
  at: { node: number; listener: number; phase: 'capture' | 'target' | 'bubble' } | undefined;
  /** Nodes whose listeners it has been at. */
  visited: readonly number[];
  stoppedAt: number | undefined;
  isPrevented: boolean;
}

export interface PageState {
  nodes: ReadonlyMap<number, PageNode>;
  /** Those under way, the innermost last: a listener may dispatch. */
  dispatches: readonly Dispatch[];
  /** The one that has ended last, for the step on which it does. */
  ended: Dispatch | undefined;
  dispatched: number;
}

export const EMPTY: PageState = { nodes: new Map(), dispatches: [], ended: undefined, dispatched: 0 };

const emptyNode = (id: number): PageNode => ({
  id,
  label: `node ${id}`,
  content: '',
  parent: undefined,
  children: [],
  listeners: [],
});

function withNode(state: PageState, id: number, change: (node: PageNode) => Partial<PageNode>): PageState {
  const node = state.nodes.get(id) ?? emptyNode(id);
  return { ...state, nodes: new Map(state.nodes).set(id, { ...node, ...change(node) }) };
}

function withDispatch(
  state: PageState,
  number: number,
  change: (one: Dispatch) => Partial<Dispatch>,
): PageState {
  const dispatches = state.dispatches.map((one) =>
    one.number === number ? { ...one, ...change(one) } : one,
  );
  return { ...state, dispatches };
}

function detached(state: PageState, id: number): PageState {
  const parent = state.nodes.get(id)?.parent;
  if (parent === undefined) return state;
  const alone = withNode(state, parent, ({ children }) => ({
    children: children.filter((one) => one !== id),
  }));
  return withNode(alone, id, () => ({ parent: undefined }));
}

export function evolve(before: PageState, event: DomEvent): PageState {
  const state = before.ended === undefined ? before : { ...before, ended: undefined };
  switch (event.type) {
    case 'NodeMade':
      return withNode(state, event.node, () => ({ label: event.label }));
    case 'NodePlaced': {
      const alone = detached(state, event.node);
      const placed = withNode(alone, event.node, () => ({ parent: event.parent }));
      return withNode(placed, event.parent, ({ children }) => ({
        children: children.toSpliced(event.index, 0, event.node),
      }));
    }
    case 'NodeTaken':
      return detached(state, event.node);
    case 'NodeChanged':
      return withNode(state, event.node, () => ({ label: event.label, content: event.content ?? '' }));
    case 'ListenerAdded': {
      const { listener: id, event: type, capture, once, passive, name } = event;
      const added = { id, event: type, capture, once, passive, name };
      return withNode(state, event.node, ({ listeners }) => ({ listeners: [...listeners, added] }));
    }
    case 'ListenerRemoved':
      return withNode(state, event.node, ({ listeners }) => ({
        listeners: listeners.filter(({ id }) => id !== event.listener),
      }));
    case 'DispatchBegun': {
      const { dispatch: number, event: type, path } = event;
      const begun = {
        number,
        event: type,
        path,
        at: undefined,
        visited: [],
        stoppedAt: undefined,
        isPrevented: false,
      };
      return { ...state, dispatches: [...state.dispatches, begun], dispatched: state.dispatched + 1 };
    }
    case 'ListenerCalled': {
      const { node, listener, phase } = event;
      return withDispatch(state, event.dispatch, ({ visited }) => ({
        at: { node, listener, phase },
        visited: [...visited, node],
      }));
    }
    case 'PropagationStopped':
      return withDispatch(state, event.dispatch, () => ({ stoppedAt: event.node }));
    case 'DefaultPrevented':
      return withDispatch(state, event.dispatch, () => ({ isPrevented: true }));
    case 'ListenerFailed':
      return state;
    case 'DispatchEnded': {
      const ended = state.dispatches.find(({ number }) => number === event.dispatch);
      return { ...state, ended, dispatches: state.dispatches.filter((one) => one !== ended) };
    }
  }
}

/** The nodes without a parent, in the order in which they were made: the window, and what has been taken out of the page. */
export function rootsOf({ nodes }: PageState): { page: PageNode[]; outside: PageNode[] } {
  const tops = [...nodes.values()].filter(({ parent }) => parent === undefined);
  const isOfPage = ({ label }: PageNode) => ['window', 'document', 'html'].includes(label);
  return { page: tops.filter(isOfPage), outside: tops.filter((node) => !isOfPage(node)) };
}

/** Listeners in the page, and on what is not in it. */
export function countListeners(state: PageState): { inside: number; outside: number } {
  const { outside } = rootsOf(state);
  const under = (node: PageNode): number =>
    node.listeners.length +
    node.children.reduce((sum, id) => sum + under(state.nodes.get(id) ?? emptyNode(id)), 0);
  const lost = outside.reduce((sum, node) => sum + under(node), 0);
  const all = [...state.nodes.values()].reduce((sum, { listeners }) => sum + listeners.length, 0);
  return { inside: all - lost, outside: lost };
}
