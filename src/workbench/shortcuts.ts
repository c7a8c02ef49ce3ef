/** The workbench's keys work everywhere inside it, in the editor too; so they are caught before it sees them. */
import type { Actions } from './model.ts';

export function handleShortcuts(root: HTMLElement, actions: Actions): void {
  root.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing)
        return;
      event.preventDefault();
      event.stopPropagation();
      if (event.shiftKey) actions.check();
      else actions.run();
    },
    { capture: true },
  );
}
