import type { Focus } from './keys.ts';

const TYPED = 'input, textarea, select, [contenteditable], [role="textbox"], .xterm, .monaco-editor';
const OWN_KEYS =
  '[role="tab"], [role="slider"], [role="menu"], [role="separator"], [role="tree"], [tabindex="0"]';

/** Whose keys are pressed, when an event comes from `target`. */
export function focusOn(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return 'nothing';
  if (target.closest(TYPED)) return 'text';
  if (target.closest(OWN_KEYS)) return 'control';
  return target.closest('button, a[href], summary') ? 'button' : 'nothing';
}
