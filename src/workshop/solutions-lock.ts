/**
 * Whether the instructor of a workshop keeps the solutions locked, as this browser knows it: told by the attendee's bar,
 * asked by the workbench, remembered so that a page knows it from its first moment on.
 */
const KEY = 'handbook:1:workshop-solutions';
const CHANGED = 'workshop:solutions';

export function areSolutionsLocked(): boolean {
  try {
    return localStorage.getItem(KEY) === 'locked';
  } catch {
    return false;
  }
}

/** Tells all workbenches of this browser. */
export function lockSolutions(locked: boolean): void {
  if (areSolutionsLocked() === locked) return;
  try {
    if (locked) localStorage.setItem(KEY, 'locked');
    else localStorage.removeItem(KEY);
  } catch {
    return;
  }
  document.dispatchEvent(new CustomEvent(CHANGED));
}

/** Calls back when they are locked or unlocked, in this tab or another, until the signal aborts. */
export function onSolutionsLock(listener: (locked: boolean) => void, signal: AbortSignal): void {
  const tell = () => listener(areSolutionsLocked());
  document.addEventListener(CHANGED, tell, { signal });
  globalThis.addEventListener('storage', ({ key }) => key === KEY && tell(), { signal });
}
