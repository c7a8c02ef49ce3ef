/**
 * Wakes a workbench at the reader's first touch, and loses nothing of it: the events that arrive before it is awake
 * are held back and sent again. The built-in runtime starts then, or when a pointer comes to Run. A workbench that
 * holds saved work wakes by itself when it comes near, and shows it. This is all the script that a page with labs
 * loads before that.
 */
import { readDevice } from '#runtime/select/device.ts';
import { CODE_OFFERED, CODE_SHOWN } from '#workshop/to-workbench.ts';
import { panelFor } from './keys.ts';
import { onEveryPage } from './page-life.ts';
import { isLinkOpen } from './share/address.ts';
import { isTypingIn } from './single-keys.ts';
import { keysOf } from './storage.ts';
import { whenNear } from './when-near.ts';

const SIGNS = ['pointerdown', 'focusin', 'keydown', 'click', CODE_OFFERED, CODE_SHOWN] as const;
const { saveData } = readDevice();

onEveryPage((left) => {
  for (const root of document.querySelectorAll<HTMLElement>('[data-workbench]')) waitForIntent(root, left);
});

function waitForIntent(root: HTMLElement, left: AbortSignal) {
  const held: Event[] = [];
  let waking: Promise<void> | null = null;
  const stop = new AbortController();
  left.addEventListener('abort', () => stop.abort());
  const warm = new AbortController();

  function warmUp() {
    warm.abort();
    // What cannot be loaded is told when the reader presses something.
    import('./built-in.ts').then((module) => module.warmUp()).catch(() => undefined);
    import('./mount.ts').catch(() => undefined);
  }

  function approached({ target }: Event) {
    if (!saveData && target instanceof Element && target.closest('.wb-toolbar')) warmUp();
  }

  function sensed(event: Event) {
    if (isForWorkbench(event)) {
      if (event.type !== 'keydown' || panelFor(event as KeyboardEvent, false) !== null)
        event.preventDefault();
      event.stopPropagation();
      held.push(event);
    }
    void wakeUp();
  }

  function pressed(event: KeyboardEvent) {
    if (panelFor(event, isTypingIn(event.target)) === null) return;
    event.preventDefault();
    event.stopPropagation();
    held.push(event);
    void wakeUp();
  }

  function linkCame() {
    if (isLinkOpen()) void wakeUp();
  }

  function wakeUp(): Promise<void> {
    waking ??= wake(root, held, { stop, left }).catch((error: unknown) => {
      waking = null;
      held.length = 0;
      tell(root, error);
    });
    return waking;
  }

  for (const sign of SIGNS) {
    root.addEventListener(sign, warmUp, { capture: true, signal: warm.signal });
    root.addEventListener(sign, sensed, { capture: true, signal: stop.signal });
  }
  if (root.dataset['layout'] === 'full') {
    // The whole page is the workbench's: its keys, and code in the page's address.
    document.body.addEventListener('keydown', pressed, { capture: true, signal: stop.signal });
    addEventListener('hashchange', linkCame, { signal: stop.signal });
    linkCame();
  }
  root.addEventListener('pointerover', approached, { capture: true, signal: warm.signal });
  if (hasSavedWork(root)) whenNear(root, () => void wakeUp(), stop.signal);
}

interface Life {
  stop: AbortController;
  /** Aborts when the page is left for another one without a load. */
  left: AbortSignal;
}

async function wake(root: HTMLElement, held: Event[], { stop, left }: Life) {
  const response = fetch(root.dataset['source'] ?? '');
  // Whoever waits for the module first must not leave a failed request without a handler.
  response.catch(() => undefined);
  const { mount } = await import('./mount.ts');
  await mount(root, { response, left });
  stop.abort();
  for (const event of held) event.target?.dispatchEvent(copyOf(event));
}

/** Clicks on controls and on the code, and the keys that run or check. Links and the native menus work by themselves. */
function isForWorkbench(event: Event): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.type === CODE_OFFERED || event.type === CODE_SHOWN) return true;
  if (event.type === 'click') return target?.closest('button, input, pre') !== null;
  if (!(event instanceof KeyboardEvent)) return false;
  if (panelFor(event, isTypingIn(target)) !== null) return true;
  return event.key === 'Enter' && target?.closest('button, a, summary') === null;
}

function copyOf(event: Event): Event {
  if (event instanceof KeyboardEvent) return new KeyboardEvent(event.type, event);
  if (event instanceof CustomEvent) return new CustomEvent<unknown>(event.type, { detail: event.detail });
  return event instanceof PointerEvent
    ? new PointerEvent(event.type, event)
    : new MouseEvent(event.type, event as MouseEvent);
}

function hasSavedWork(root: HTMLElement): boolean {
  try {
    return localStorage.getItem(keysOf(root.dataset['workbench'] ?? '').work) !== null;
  } catch {
    return false;
  }
}

function tell(root: HTMLElement, error: unknown) {
  const notice = document.createElement('p');
  notice.className = 'wb-notice';
  const reason = error instanceof Error ? error.message : String(error);
  notice.textContent = `This lab could not be loaded (${reason}). Check the connection, then press again.`;
  root.querySelector('.wb-notices')?.replaceChildren(notice);
}
