/** What a key, or the button of a remote control, asks of the deck. Pure. */

export type Wish =
  'next' | 'previous' | 'first' | 'last' | 'blank' | 'leave' | 'full' | 'speaker' | 'outline';

/** Remote controls send PageUp and PageDown, or arrows, and “.” or B for the black screen. */
const WISHES: Readonly<Record<string, Wish>> = {
  PageDown: 'next',
  ArrowRight: 'next',
  ArrowDown: 'next',
  ' ': 'next',
  Enter: 'next',
  n: 'next',
  PageUp: 'previous',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  p: 'previous',
  Home: 'first',
  End: 'last',
  b: 'blank',
  '.': 'blank',
  Escape: 'leave',
  f: 'full',
  s: 'speaker',
  o: 'outline',
};

/** Where the focus is: in text that is typed, on a control with keys of its own, on a button, or on none of them. */
export type Focus = 'text' | 'control' | 'button' | 'nothing';

/** These press a button. */
const PRESSES: ReadonlySet<string> = new Set(['Enter', ' ']);
/** Of these a control, such as a tab or a slider, has no use of its own. */
const BESIDE_CONTROLS: ReadonlySet<string> = new Set(['PageDown', 'PageUp', 'b', '.', 'Escape']);

/** Null leaves the key to whatever has the focus. */
export function wishFor(
  event: Pick<
    KeyboardEvent,
    'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'defaultPrevented'
  >,
  focus: Focus,
): Wish | null {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey)
    return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.shiftKey) return key === ' ' && focus === 'nothing' ? 'previous' : null;
  if (focus === 'text' && key !== 'Escape') return null;
  if (focus === 'button' && PRESSES.has(key)) return null;
  if (focus === 'control' && !BESIDE_CONTROLS.has(key)) return null;
  return WISHES[key] ?? null;
}
