/** The workbench's keys: which press asks for what, and how they are written. Pure. */
import type { PanelName } from './model.ts';

/** `Mod` is Control, on Apple's keyboards Command. */
export type Keys = readonly string[];

export const KEYS = {
  run: ['Mod', 'Enter'],
  check: ['Mod', 'Shift', 'Enter'],
  commands: ['F1'],
  commandsToo: ['Mod', 'Shift', 'P'],
  shortcuts: ['?'],
} as const satisfies Record<string, Keys>;

const APPLE: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Enter: '↵' };
const OTHER: Readonly<Record<string, string>> = { Mod: 'Ctrl' };

/** `Ctrl+Shift+Enter`, or `⌘⇧↵`. */
export function keysText(keys: Keys, isApple: boolean): string {
  return isApple
    ? keys.map((key) => APPLE[key] ?? key).join('')
    : keys.map((key) => OTHER[key] ?? key).join('+');
}

/** What the press asks for, or null. A character counts only where no text is being typed. */
export function panelFor(event: KeyboardEvent, isTyping: boolean): PanelName | null {
  const { key, altKey, shiftKey } = event;
  const isModified = event.ctrlKey || event.metaKey;
  if (altKey || event.isComposing) return null;
  if (key === 'F1' && !isModified && !shiftKey) return 'commands';
  if (isModified && shiftKey && key.toLowerCase() === 'p') return 'commands';
  return key === '?' && !isModified && !isTyping ? 'shortcuts' : null;
}
