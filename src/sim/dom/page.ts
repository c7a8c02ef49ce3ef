/** A page: window, document, and elements that can be found, moved and listened to. It draws nothing and does nothing by itself. */
import { PageCustomEvent, PageEvent } from './event.ts';
import { classesOf, matchesSelector } from './selector.ts';
import { PageTarget, type Watcher } from './target.ts';

/** Is told of the tree as well. */
export interface PageWatcher extends Watcher {
  made(target: PageTarget): void;
  placed(element: PageElement, parent: PageElement, index: number): void;
  taken(element: PageElement): void;
  changed(element: PageElement): void;
}

class PageWindow extends PageTarget {
  protected readonly watcher: PageWatcher;
  readonly parentTarget = null;
  protected readonly isPassiveByDefault = true;

  constructor(watcher: PageWatcher) {
    super();
    this.watcher = watcher;
  }
}

export class PageDocument extends PageTarget {
  readonly defaultView: PageTarget;
  readonly documentElement: PageElement;
  readonly body: PageElement;
  protected readonly isPassiveByDefault = true;
  readonly watcher: PageWatcher;

  constructor(watcher: PageWatcher) {
    super();
    this.watcher = watcher;
    this.defaultView = new PageWindow(watcher);
    watcher.made(this.defaultView);
    watcher.made(this);
    this.documentElement = this.createElement('html');
    this.body = this.createElement('body');
    this.documentElement.append(this.body);
  }

  get parentTarget(): PageTarget {
    return this.defaultView;
  }

  createElement(name: string): PageElement {
    const element = new PageElement(this, name);
    this.watcher.made(element);
    return element;
  }

  querySelector(selector: string): PageElement | null {
    const { documentElement } = this;
    return documentElement.matches(selector) ? documentElement : documentElement.querySelector(selector);
  }

  querySelectorAll(selector: string): PageElement[] {
    const { documentElement } = this;
    const below = documentElement.querySelectorAll(selector);
    return documentElement.matches(selector) ? [documentElement, ...below] : below;
  }

  getElementById(id: string): PageElement | null {
    return this.querySelectorAll('*').find((one) => one.id === id) ?? null;
  }
}

const FORM_CONTROLS = ['button', 'input', 'select', 'textarea', 'fieldset'];

export class PageElement extends PageTarget {
  readonly localName: string;
  readonly ownerDocument: PageDocument;
  readonly #attributes = new Map<string, string>();
  #children: (PageElement | string)[] = [];
  #parent: PageElement | null = null;

  constructor(document: PageDocument, name: string) {
    super();
    this.ownerDocument = document;
    this.localName = name.toLowerCase();
  }

  protected get watcher(): PageWatcher {
    return this.ownerDocument.watcher;
  }

  protected get isPassiveByDefault(): boolean {
    const { documentElement, body } = this.ownerDocument;
    return this === documentElement || this === body;
  }

  get parentTarget(): PageTarget | null {
    const { documentElement } = this.ownerDocument;
    return this.#parent ?? (this === documentElement ? this.ownerDocument : null);
  }

  get tagName(): string {
    return this.localName.toUpperCase();
  }

  get parentElement(): PageElement | null {
    return this.#parent;
  }

  get children(): readonly PageElement[] {
    return this.#children.filter((child) => typeof child !== 'string');
  }

  get isConnected(): boolean {
    return this.ownerDocument.documentElement.contains(this);
  }

  get id(): string {
    return this.getAttribute('id') ?? '';
  }

  set id(value: string) {
    this.setAttribute('id', value);
  }

  get className(): string {
    return this.getAttribute('class') ?? '';
  }

  set className(value: string) {
    this.setAttribute('class', value);
  }

  get classList() {
    const write = (names: readonly string[]) => this.setAttribute('class', names.join(' '));
    const has = (name: string) => classesOf(this).includes(name);
    const classList = {
      contains: has,
      add: (...names: string[]) => write([...new Set([...classesOf(this), ...names])]),
      remove: (...names: string[]) => write(classesOf(this).filter((name) => !names.includes(name))),
      toggle(name: string, wanted = !has(name)) {
        if (wanted) classList.add(name);
        else classList.remove(name);
        return wanted;
      },
    };
    return classList;
  }

  /** `dataset.sku` is the attribute `data-sku`. */
  get dataset(): Record<string, string | undefined> {
    const nameOf = (key: string) => `data-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return new Proxy<Record<string, string | undefined>>(
      {},
      {
        get: (_, key) => this.getAttribute(nameOf(String(key))) ?? undefined,
        has: (_, key) => this.hasAttribute(nameOf(String(key))),
        set: (_, key, value) => (this.setAttribute(nameOf(String(key)), String(value)), true),
      },
    );
  }

  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  set disabled(value: boolean) {
    if (value) this.setAttribute('disabled', '');
    else this.removeAttribute('disabled');
  }

  get textContent(): string {
    return this.#children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }

  set textContent(text: string) {
    this.replaceChildren(...(text === '' ? [] : [text]));
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name.toLowerCase()) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.#attributes.has(name.toLowerCase());
  }

  setAttribute(name: string, value: string): void {
    this.#attributes.set(name.toLowerCase(), String(value));
    this.watcher.changed(this);
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name.toLowerCase());
    this.watcher.changed(this);
  }

  append(...nodes: readonly (PageElement | string)[]): void {
    for (const node of nodes) this.#insert(node, this.#children.length);
  }

  prepend(...nodes: readonly (PageElement | string)[]): void {
    for (const node of nodes.toReversed()) this.#insert(node, 0);
  }

  replaceChildren(...nodes: readonly (PageElement | string)[]): void {
    for (const child of this.children) child.remove();
    this.#children = [];
    this.append(...nodes);
  }

  remove(): void {
    const parent = this.#parent;
    if (parent === null) return;
    parent.#children = parent.#children.filter((child) => child !== this);
    this.#parent = null;
    this.watcher.taken(this);
  }

  #insert(node: PageElement | string, index: number): void {
    if (typeof node === 'string') {
      this.#children.splice(index, 0, node);
      this.watcher.changed(this);
      return;
    }
    if (node.contains(this)) throw new Error('HierarchyRequestError: An element cannot be put into itself.');
    node.remove();
    this.#children.splice(Math.min(index, this.#children.length), 0, node);
    node.#parent = this;
    this.watcher.placed(node, this, this.children.indexOf(node));
  }

  contains(other: PageElement | null): boolean {
    for (let at = other; at !== null; at = at.#parent) if (at === this) return true;
    return false;
  }

  matches(selector: string): boolean {
    return matchesSelector(this, selector);
  }

  closest(selector: string): PageElement | null {
    return this.matches(selector) ? this : (this.#parent?.closest(selector) ?? null);
  }

  querySelectorAll(selector: string): PageElement[] {
    return this.children.flatMap((child) => [
      ...(child.matches(selector) ? [child] : []),
      ...child.querySelectorAll(selector),
    ]);
  }

  querySelector(selector: string): PageElement | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  /** As if pressed by a program: a disabled control does nothing. */
  click(): void {
    if (FORM_CONTROLS.includes(this.localName) && this.disabled) return;
    this.dispatchEvent(new PageEvent('click', { bubbles: true, cancelable: true, composed: true }));
  }
}

export interface Page {
  readonly document: PageDocument;
  readonly window: PageTarget;
  readonly Event: typeof PageEvent;
  readonly CustomEvent: typeof PageCustomEvent;
}

export function createPageWatchedBy(watcher: PageWatcher): Page {
  const document = new PageDocument(watcher);
  return { document, window: document.defaultView, Event: PageEvent, CustomEvent: PageCustomEvent };
}
