/** The types of the kit's page. They stand in kit.d.ts where a lab gets it, as those of the event store. */

export interface PageEvent {
  readonly type: string;
  readonly target: any;
  readonly currentTarget: any;
  readonly eventPhase: number;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly defaultPrevented: boolean;
  readonly detail?: any;
  composedPath(): PageTarget[];
  stopPropagation(): void;
  stopImmediatePropagation(): void;
  preventDefault(): void;
}

export interface PageTarget {
  addEventListener(
    type: string,
    listener: ((event: PageEvent) => unknown) | { handleEvent(event: PageEvent): unknown } | null,
    options?: boolean | { capture?: boolean; once?: boolean; passive?: boolean; signal?: AbortSignal },
  ): void;
  removeEventListener(type: string, listener: unknown, options?: boolean | { capture?: boolean }): void;
  dispatchEvent(event: PageEvent): boolean;
}

/** As in a browser, as far as it goes: selectors are simple ones, without blanks or arrows. */
export interface PageElement extends PageTarget {
  readonly localName: string;
  readonly tagName: string;
  readonly parentElement: PageElement | null;
  readonly children: readonly PageElement[];
  readonly isConnected: boolean;
  readonly classList: {
    contains(name: string): boolean;
    add(...names: string[]): void;
    remove(...names: string[]): void;
    toggle(name: string, wanted?: boolean): boolean;
  };
  readonly dataset: Record<string, string | undefined>;
  id: string;
  className: string;
  disabled: boolean;
  textContent: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  append(...nodes: (PageElement | string)[]): void;
  prepend(...nodes: (PageElement | string)[]): void;
  replaceChildren(...nodes: (PageElement | string)[]): void;
  remove(): void;
  contains(other: PageElement | null): boolean;
  matches(selector: string): boolean;
  closest(selector: string): PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): PageElement[];
  click(): void;
}

type PageEventClass = new (type: string, options?: Record<string, unknown>) => PageEvent;

export interface Page {
  readonly window: PageTarget;
  readonly document: PageTarget & {
    readonly documentElement: PageElement;
    readonly body: PageElement;
    readonly defaultView: PageTarget;
    createElement(name: string): PageElement;
    getElementById(id: string): PageElement | null;
    querySelector(selector: string): PageElement | null;
    querySelectorAll(selector: string): PageElement[];
  };
  readonly Event: PageEventClass;
  readonly CustomEvent: PageEventClass;
  /** An element with attributes and children: `h('button', { class: 'remove' }, 'Remove')`. */
  h(name: string, attributes?: Record<string, string>, ...children: (PageElement | string)[]): PageElement;
  /** How many listeners there are, on elements that have been taken out of the page as well. */
  countListeners(): number;
}

/** An empty page: a small DOM, in which events go the way they go in a browser. All that happens is recorded. */
export function createPage(): Page;
