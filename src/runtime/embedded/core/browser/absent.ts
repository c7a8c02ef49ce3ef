/**
 * Names of a page that the built-in page has not. They are there, as a program may look for them, and say at the first
 * use that they are not; were they undefined, the program would go another way than in a page.
 */
import { missingInPageMessage } from '../missing-module.ts';

const OBJECTS =
  'location history navigation localStorage sessionStorage indexedDB cookieStore customElements visualViewport speechSynthesis';
const FUNCTIONS =
  'getComputedStyle getSelection matchMedia alert confirm prompt scrollTo scrollBy XMLHttpRequest Worker SharedWorker ' +
  'Notification IntersectionObserver ResizeObserver FileReader Image Audio AudioContext OffscreenCanvas DOMParser ' +
  'XMLSerializer DocumentFragment ShadowRoot Range Comment NodeList HTMLCollection HTMLInputElement ' +
  'HTMLButtonElement HTMLFormElement HTMLTemplateElement HTMLCanvasElement HTMLImageElement PointerEvent InputEvent ' +
  'FocusEvent WheelEvent DragEvent TouchEvent SubmitEvent ClipboardEvent ProgressEvent StorageEvent PopStateEvent ' +
  'HashChangeEvent';
const NUMBERS = 'innerWidth innerHeight scrollX scrollY devicePixelRatio';

const TRAPS = (
  'get set has deleteProperty ownKeys getOwnPropertyDescriptor defineProperty getPrototypeOf setPrototypeOf apply ' +
  'construct'
).split(' ');

/** Defines the names that are not there yet. A program may give each another value. */
export function defineAbsent(): void {
  for (const [names, target] of [
    [OBJECTS, {}],
    [FUNCTIONS, function () {}],
    [NUMBERS, undefined],
  ] as const)
    for (const name of names.split(' ')) if (!(name in globalThis)) defineOne(name, target);
}

function defineOne(name: string, target: object | undefined): void {
  function refuse(): never {
    throw new ReferenceError(missingInPageMessage(name));
  }
  const set = (value: unknown): void =>
    void Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  const traps = Object.fromEntries(TRAPS.map((trap) => [trap, refuse]));
  const stand = target && (new Proxy(target, traps) as object);
  Object.defineProperty(globalThis, name, { configurable: true, get: () => stand ?? refuse(), set });
}
