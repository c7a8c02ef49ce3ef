/** The workbench's keys work everywhere inside it, in the editor too; so they are caught before it sees them. */
import { panelFor } from './keys.ts';
import type { Actions } from './model.ts';
import { isTurnedOff, isTypingIn } from './single-keys.ts';

export interface ShortcutScope {
  /** The element that holds the workbench: the keys that run and check work inside it. */
  root: HTMLElement;
  /** Where the keys that open something over the page work: the whole page, where the workbench is all of it. */
  panels: HTMLElement;
  /** Aborts when the page is left for another one without a load. */
  left: AbortSignal;
}

export function handleShortcuts({ root, panels, left }: ShortcutScope, actions: Actions): void {
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
  panels.addEventListener(
    'keydown',
    (event) => {
      const panel = panelFor(event, isTypingIn(event.target));
      // What lies over the page has keys of its own.
      if (
        panel === null ||
        isTurnedOff(event) ||
        (event.target instanceof Element && event.target.closest('dialog'))
      )
        return;
      event.preventDefault();
      event.stopPropagation();
      actions.showPanel(panel);
    },
    { capture: true, signal: left },
  );
}
