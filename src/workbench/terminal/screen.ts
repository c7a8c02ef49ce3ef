/** The terminal's screen. This module and all it imports load when the learner opens the terminal, never before. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import styles from '@xterm/xterm/css/xterm.css?inline';
import type { TerminalSize } from '#runtime/webcontainer/shell.ts';
import { escapeLeaves } from './leave.ts';

export interface Screen {
  readonly size: TerminalSize;
  /** Resolves when it is drawn, so that a flood waits for the eye. */
  write(text: string): Promise<void>;
  onKeys(listener: (keys: string) => void): void;
  onResize(listener: (size: TerminalSize) => void): void;
  focus(): void;
  /** Takes the page's colours again, after a change of theme. */
  recolour(): void;
  dispose(): void;
}

export interface ScreenOptions {
  /** An empty, visible element. */
  place: HTMLElement;
  /** Id of the text that says how to leave it. */
  describedBy: string;
  onFocus: () => void;
}

export function createScreen({ place, describedBy, onFocus }: ScreenOptions): Screen {
  addStyles();
  const terminal = new Terminal({
    fontFamily: getComputedStyle(place).fontFamily,
    fontSize: 13,
    lineHeight: 1.3,
    scrollback: 5000,
    // The colours of programs are chosen for a dark screen: they must be readable on a light one, too.
    minimumContrastRatio: 4.5,
    screenReaderMode: true,
    theme: coloursOf(place),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(place);
  terminal.textarea?.setAttribute('aria-describedby', describedBy);
  terminal.textarea?.addEventListener('focus', onFocus);
  terminal.attachCustomKeyEventHandler(escapeLeaves(terminal.textarea));
  // A hidden pane has no size to fit.
  const resized = new ResizeObserver(() => place.clientWidth > 0 && fit.fit());
  resized.observe(place);
  fit.fit();

  return {
    get size() {
      return { cols: terminal.cols, rows: terminal.rows };
    },
    write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
    onKeys: (listener) => void terminal.onData(listener),
    onResize: (listener) => void terminal.onResize(listener),
    focus: () => terminal.focus(),
    recolour: () => (terminal.options.theme = coloursOf(place)),
    dispose() {
      resized.disconnect();
      terminal.dispose();
      place.replaceChildren();
    },
  };
}

function coloursOf(place: HTMLElement) {
  const style = getComputedStyle(place);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: colour('--sunk'),
    foreground: colour('--ink'),
    cursor: colour('--ink'),
    cursorAccent: colour('--sunk'),
    selectionBackground: colour('--rule-strong'),
    scrollbarSliderBackground: colour('--rule'),
    scrollbarSliderHoverBackground: colour('--rule-strong'),
    scrollbarSliderActiveBackground: colour('--rule-strong'),
  };
}

/** The page's style sheets hold nothing of the terminal, which most pages never show. */
function addStyles(): void {
  if (document.querySelector('style[data-terminal]')) return;
  const element = document.createElement('style');
  element.dataset['terminal'] = '';
  element.textContent = styles;
  document.head.append(element);
}
