/** The terminal of one workbench: a screen in the page, a shell in the container, and what becomes of them. */
import type { Shell } from '#runtime/webcontainer/shell.ts';
import type { ContainerSide } from '../container-side.ts';
import type { Model } from '../model.ts';
import { onThemeChange } from '../surroundings.ts';
import { WAY_OUT } from './leave.ts';
import type { Screen } from './screen.ts';

export interface TerminalOptions {
  model: Model;
  side: ContainerSide;
  /** Where the screen goes. */
  place: () => HTMLElement;
  /** Id of the text that says how to leave it. */
  describedBy: string;
}

export interface TerminalControl {
  /** Opens a shell, or turns to the one that is open. */
  open(): Promise<void>;
}

export function createTerminal({ model, side, place, describedBy }: TerminalOptions): TerminalControl {
  let screen: Screen | undefined;
  let opening: Promise<void> | undefined;
  let hasTold = false;

  function focused(): void {
    if (!hasTold) model.announcement.value = WAY_OUT;
    hasTold = true;
  }

  async function begin(): Promise<void> {
    clear();
    model.terminal.value = { kind: 'opening' };
    const [{ createScreen }, workspace] = await Promise.all([import('./screen.ts'), side.workspace()]);
    await workspace.settle();
    // Shown first: what is hidden cannot be measured.
    model.terminal.value = { kind: 'open' };
    await visible(place());
    screen = createScreen({ place: place(), describedBy, onFocus: focused });
    const shell = await workspace.openShell(screen.size);
    connect(screen, shell);
    screen.focus();
    const lost = workspace.lost.catch((error: Error) => error.message);
    void Promise.race([shell.ended, lost]).then(ended);
  }

  function connect(shown: Screen, shell: Shell): void {
    shown.onKeys(shell.type);
    shown.onResize(shell.resize);
    const onTheme = onThemeChange(() => shown.recolour());
    void shell.ended.then(onTheme);
    shell.output.pipeTo(new WritableStream({ write: (text) => shown.write(text) })).catch(() => undefined);
  }

  function ended(how: number | string): void {
    const why = typeof how === 'string' ? how : `The shell has ended with exit code ${String(how)}.`;
    const hadFocus = place().contains(document.activeElement);
    clear();
    model.terminal.value = { kind: 'ended', why };
    model.announcement.value = why;
    if (hadFocus) place().closest<HTMLElement>('[role="tabpanel"]')?.focus();
  }

  function clear(): void {
    screen?.dispose();
    screen = undefined;
  }

  return {
    open() {
      if (screen) screen.focus();
      else {
        opening ??= begin()
          .catch((error: unknown) => {
            clear();
            model.terminal.value = {
              kind: 'ended',
              why: error instanceof Error ? error.message : String(error),
            };
          })
          .finally(() => (opening = undefined));
      }
      return opening ?? Promise.resolve();
    },
  };
}

/** The parts are rendered some time after the model has changed, and the learner may look at another pane. */
function visible(element: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === 0) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
}
