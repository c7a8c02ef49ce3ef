/** The page of a lab: a small DOM, whose tree, listeners and events are recorded. */
import type { PageEvent } from '#sim/dom/event.ts';
import { createPageWatchedBy, PageElement, type Page, type PageWatcher } from '#sim/dom/page.ts';
import type { Listener, PageTarget } from '#sim/dom/target.ts';
import type { DomEvent } from '#trace/dom-events.ts';
import { trace } from './trace.ts';

export interface LabPage extends Page {
  /** An element with attributes and children: `h('button', { class: 'remove' }, 'Remove')`. */
  h(
    name: string,
    attributes?: Readonly<Record<string, string>>,
    ...children: (PageElement | string)[]
  ): PageElement;
  /** How many listeners there are in the page, on elements that are taken out of it as well. */
  countListeners(): number;
}

export function createPage(): LabPage {
  const numbers = new Map<PageTarget, number>();
  const dispatches = new WeakMap<PageEvent, number>();
  let dispatched = 0;
  let listeners = 0;
  const tell = (event: DomEvent) => trace(event);

  function numberOf(target: PageTarget): number {
    const known = numbers.get(target);
    if (known !== undefined) return known;
    numbers.set(target, numbers.size + 1);
    return numbers.size;
  }

  const stepOf = (event: PageEvent, target: PageTarget) => ({
    dispatch: dispatches.get(event) ?? 0,
    node: numberOf(target),
  });

  const watcher: PageWatcher = {
    made: (target) => tell({ type: 'NodeMade', node: numberOf(target), label: labelOf(target) }),
    placed: (element, parent, index) =>
      tell({ type: 'NodePlaced', node: numberOf(element), parent: numberOf(parent), index }),
    taken: (element) => tell({ type: 'NodeTaken', node: numberOf(element) }),
    changed(element) {
      const content = element.children.length === 0 ? element.textContent.slice(0, 60) : '';
      tell({
        type: 'NodeChanged',
        node: numberOf(element),
        label: labelOf(element),
        ...(content !== '' && { content }),
      });
    },
    added(target, { id, type, capture, once, passive, listener }) {
      listeners++;
      const flags = { capture, once, passive, name: nameOf(listener) };
      tell({ type: 'ListenerAdded', node: numberOf(target), listener: id, event: type, ...flags });
    },
    removed(target, { id }, reason) {
      listeners--;
      tell({ type: 'ListenerRemoved', node: numberOf(target), listener: id, reason });
    },
    begun(event, path) {
      dispatches.set(event, (dispatched += 1));
      tell({ type: 'DispatchBegun', dispatch: dispatched, event: event.type, path: path.map(numberOf) });
    },
    called: (event, target, { id }, phase) =>
      tell({ type: 'ListenerCalled', ...stepOf(event, target), listener: id, phase }),
    asked(event, target, what) {
      if (what === 'prevented') tell({ type: 'DefaultPrevented', ...stepOf(event, target) });
      else tell({ type: 'PropagationStopped', ...stepOf(event, target), atOnce: what === 'stopped at once' });
    },
    failed(event, target, error) {
      const says = error instanceof Error ? error.message : String(error);
      tell({ type: 'ListenerFailed', ...stepOf(event, target), error: says });
      // As in a browser: the others are called all the same, and the program hears of it afterwards.
      queueMicrotask(() => {
        throw error;
      });
    },
    ended: (event) => tell({ type: 'DispatchEnded', dispatch: dispatches.get(event) ?? 0 }),
  };

  const page = createPageWatchedBy(watcher);
  return {
    ...page,
    h(name, attributes = {}, ...children) {
      const element = page.document.createElement(name);
      for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
      element.append(...children);
      return element;
    },
    countListeners: () => listeners,
  };
}

function labelOf(target: PageTarget): string {
  if (!(target instanceof PageElement)) return target.parentTarget === null ? 'window' : 'document';
  const { localName, id, className } = target;
  const classes = className.trim() === '' ? '' : `.${className.trim().replace(/\s+/g, '.')}`;
  return `${localName}${id === '' ? '' : `#${id}`}${classes}`;
}

function nameOf(listener: Listener): string {
  return typeof listener === 'function' ? listener.name : 'handleEvent';
}
