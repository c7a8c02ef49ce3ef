/** What the learner can do in the panes beside the code that only some labs have. */
import type { ContainerSide } from './container-side.ts';
import type { Actions, Model } from './model.ts';
import { partId } from './parts/part.ts';
import { withSlash } from './preview.ts';
import { createTerminal } from './terminal/terminal.ts';

export interface SideActionsOptions {
  model: Model;
  root: HTMLElement;
  /** Null in a lab that needs nothing of a container. */
  side: ContainerSide | null;
}

export function createSideActions({
  model,
  root,
  side,
}: SideActionsOptions): Pick<Actions, 'showPane' | 'openTerminal' | 'preview'> {
  const place = () => {
    const element = root.querySelector<HTMLElement>('[data-terminal-place]');
    if (!element) throw new Error('The workbench has no place for the terminal.');
    return element;
  };
  const terminal =
    side && createTerminal({ model, side, place, describedBy: partId(model, 'terminal-wayout') });
  return {
    showPane: (pane) => (model.sidePane.value = pane),
    openTerminal: () => void terminal?.open(),
    preview({ port, path }) {
      const { value } = model.preview;
      model.preview.value = {
        ...value,
        port: port ?? value.port,
        path: path === undefined ? value.path : withSlash(path),
        loads: value.loads + 1,
      };
    },
  };
}
