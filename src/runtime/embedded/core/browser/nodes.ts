/** A small document: elements in a tree, with attributes and text, as far as programs about events need them. */
import { bareWeakMap } from '../bare.ts';
import type { Untyped } from '../untyped.ts';
import type { Events } from './events.ts';
import type { Mutations } from './mutations.ts';

interface NodeState {
  parent: object | null;
  children: object[];
  attributes: Map<string, string>;
  text: string;
}

const HANDLERS =
  'click dblclick mousedown mouseup mousemove keydown keyup input change submit focus blur load error'.split(
    ' ',
  );

type Matches = (element: Untyped) => boolean;

/** `#id`, `.class`, `tag`, and what combines these three. */
function selector(text: string): Matches {
  const parts = text.trim().match(/[#.]?[\w-]+/g) ?? [];
  if (parts.join('') !== text.trim())
    throw new TypeError(`The built-in page understands #id, .class and tag, and not “${text}”.`);
  return (element) =>
    parts.every((part) => {
      if (part.startsWith('#')) return element.id === part.slice(1);
      if (part.startsWith('.')) return element.classList.contains(part.slice(1)) as boolean;
      return element.tagName === part.toUpperCase();
    });
}

export function createNodes(
  events: Events,
  MouseEvent: Untyped,
  mutations: Mutations,
): Record<string, Untyped> {
  const { EventTarget, dispatch, setParent, addRoot, defineHandlers } = events;
  const states = bareWeakMap<object, NodeState>();
  const stateOf = (node: object): NodeState => states.get(node)!;

  function attach(parent: object, node: Untyped, at: number): void {
    detach(node);
    stateOf(parent).children.splice(at, 0, node);
    stateOf(node).parent = parent;
    mutations.record(parent, 'childList', { addedNodes: [node] });
  }

  function detach(node: object): void {
    const { parent } = stateOf(node);
    if (!parent) return;
    const { children } = stateOf(parent);
    children.splice(children.indexOf(node), 1);
    stateOf(node).parent = null;
    mutations.record(parent, 'childList', { removedNodes: [node] });
  }

  class Node extends EventTarget {
    constructor() {
      super();
      states.set(this, { parent: null, children: [], attributes: new Map(), text: '' });
      setParent(this, () => stateOf(this).parent);
    }
    get parentNode(): object | null {
      return stateOf(this).parent;
    }
    get childNodes(): object[] {
      return [...stateOf(this).children];
    }
    get isConnected(): boolean {
      const { parent } = stateOf(this);
      return this instanceof Document || (parent as Untyped)?.isConnected === true;
    }
    appendChild(node: Untyped): Untyped {
      attach(this, node, stateOf(this).children.length);
      return node;
    }
    removeChild(node: object): object {
      detach(node);
      return node;
    }
    contains(other: object): boolean {
      for (let at: object | null = other; at; at = stateOf(at).parent) if (at === this) return true;
      return false;
    }
    get textContent(): string {
      const { children, text } = stateOf(this);
      return children.length > 0
        ? children.map((child: Untyped) => child.textContent as string).join('')
        : text;
    }
    set textContent(value: unknown) {
      for (const child of this.childNodes) detach(child);
      stateOf(this).text = value === null ? '' : `${value as string}`;
      mutations.record(this, 'childList', {});
    }
  }

  class Text extends Node {
    get data(): string {
      return this.textContent;
    }
  }

  const asNode = (given: unknown): Untyped =>
    given instanceof Node ? given : createText(`${given as string}`);
  function createText(text: string): Text {
    const node = new Text();
    stateOf(node).text = text;
    return node;
  }

  function* within(node: object): Generator<Element> {
    for (const child of stateOf(node).children) {
      if (child instanceof Element) yield child;
      yield* within(child);
    }
  }

  class ParentNode extends Node {
    get children(): object[] {
      return stateOf(this).children.filter((child) => child instanceof Element);
    }
    append(...nodes: unknown[]): void {
      for (const node of nodes) this.appendChild(asNode(node));
    }
    prepend(...nodes: unknown[]): void {
      for (const [at, node] of nodes.entries()) attach(this, asNode(node), at);
    }
    replaceChildren(...nodes: unknown[]): void {
      for (const child of this.childNodes) detach(child);
      this.append(...nodes);
    }
    querySelectorAll(text: string): object[] {
      return [...within(this)].filter(selector(text));
    }
    querySelector(text: string): object | null {
      return this.querySelectorAll(text)[0] ?? null;
    }
  }

  class Element extends ParentNode {
    readonly tagName: string;
    readonly style: Record<string, string> = {};
    constructor(tagName: string) {
      super();
      this.tagName = tagName.toUpperCase();
    }
    getAttribute(name: string): string | null {
      return stateOf(this).attributes.get(name) ?? null;
    }
    hasAttribute(name: string): boolean {
      return stateOf(this).attributes.has(name);
    }
    setAttribute(name: string, value: unknown): void {
      const oldValue = this.getAttribute(name);
      stateOf(this).attributes.set(name, `${value as string}`);
      mutations.record(this, 'attributes', { attributeName: name, oldValue });
    }
    removeAttribute(name: string): void {
      const oldValue = this.getAttribute(name);
      if (stateOf(this).attributes.delete(name))
        mutations.record(this, 'attributes', { attributeName: name, oldValue });
    }
    get id(): string {
      return this.getAttribute('id') ?? '';
    }
    set id(value: unknown) {
      this.setAttribute('id', value);
    }
    get className(): string {
      return this.getAttribute('class') ?? '';
    }
    set className(value: unknown) {
      this.setAttribute('class', value);
    }
    get classList(): Untyped {
      const names = (): string[] => this.className.split(/\s+/).filter(Boolean);
      const write = (list: string[]): void => this.setAttribute('class', list.join(' '));
      const contains = (name: string): boolean => names().includes(name);
      const add = (...more: string[]): void => write([...new Set([...names(), ...more])]);
      const remove = (...less: string[]): void => write(names().filter((name) => !less.includes(name)));
      const toggle = (name: string): boolean => {
        if (contains(name)) remove(name);
        else add(name);
        return contains(name);
      };
      return { contains, add, remove, toggle };
    }
    remove(): void {
      detach(this);
    }
    click(): void {
      if (this.hasAttribute('disabled')) return;
      dispatch(this, new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }) as object);
    }
  }
  defineHandlers(Element.prototype, HANDLERS);

  class Document extends ParentNode {
    readyState = 'loading';
    title = '';
    readonly hidden = false;
    readonly visibilityState = 'visible';
    readonly documentElement = new Element('html');
    readonly head = new Element('head');
    readonly body = new Element('body');
    constructor() {
      super();
      setParent(this, () => globalThis);
      stateOf(this).children.push(this.documentElement);
      Object.assign(stateOf(this.documentElement), { parent: this, children: [this.head, this.body] });
      for (const node of [this.head, this.body]) stateOf(node).parent = this.documentElement;
      for (const root of [this, this.documentElement, this.body]) addRoot(root);
    }
    createElement(name: string): Element {
      return new Element(name);
    }
    createTextNode(text: unknown): Text {
      return createText(`${text as string}`);
    }
    getElementById(id: string): object | null {
      return [...within(this)].find((element) => element.id === id) ?? null;
    }
  }
  defineHandlers(Document.prototype, HANDLERS);

  return { Node, Text, Element, HTMLElement: Element, Document, document: new Document() };
}
