/** How a keyboard user leaves the terminal, one or two sentences. */
export const WAY_OUT =
  'Tab belongs to the shell. To leave the terminal press Escape, then Tab; or Shift+Tab to go back.';

/** Says of each key whether the terminal takes it: Tab after Escape, and Shift+Tab, are left to the browser. */
export function escapeLeaves(field: HTMLElement | undefined): (event: KeyboardEvent) => boolean {
  let tabMovesOn = false;
  field?.addEventListener('blur', () => (tabMovesOn = false));
  return (event) => {
    if (event.key === 'Tab' && (event.shiftKey || tabMovesOn)) return false;
    const isModifier = ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key);
    if (event.type === 'keydown' && !isModifier) tabMovesOn = event.key === 'Escape';
    return true;
  };
}
