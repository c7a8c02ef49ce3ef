/**
 * Opens a panel over the page: a modal dialog of the browser's own, which keeps the focus inside, closes on Escape
 * and gives the focus back. This module, each panel and their styles load when the first one is asked for.
 */
import { h, render, type ComponentType } from 'preact';
import type { CommandContext } from '../commands.ts';
import type { PanelName } from '../model.ts';
import diffStyles from './diffs.css?inline';
import { HEADING, type PanelProps } from './panel.ts';
import panelStyles from './panels.css?inline';

type Load = () => Promise<{ Panel: ComponentType<PanelProps> }>;

const PANELS: Readonly<Record<PanelName, Load>> = {
  commands: () => import('./CommandsPanel.tsx'),
  shortcuts: () => import('./ShortcutsPanel.tsx'),
  share: () => import('./SharePanel.tsx'),
  compare: () => import('./ComparePanel.tsx'),
  history: () => import('./HistoryPanel.tsx'),
};

/** Rejects if the panel's code cannot be loaded. */
export async function openPanel(name: PanelName, context: CommandContext): Promise<void> {
  const { Panel } = await PANELS[name]();
  addStyles();
  document.querySelector<HTMLDialogElement>('dialog.wb-panel')?.close();
  const dialog = document.createElement('dialog');
  dialog.className = `lab wb-panel wb-panel-${name}`;
  dialog.setAttribute('aria-labelledby', HEADING);
  const close = () => dialog.close();
  dialog.addEventListener('close', () => {
    render(null, dialog);
    dialog.remove();
  });
  // A press beside the panel closes it: what is inside is never the dialog itself.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) close();
  });
  document.body.append(dialog);
  render(h(Panel, { ...context, close }), dialog);
  dialog.showModal();
}

function addStyles() {
  if (document.querySelector('style[data-wb-panels]')) return;
  const sheet = document.createElement('style');
  sheet.dataset['wbPanels'] = '';
  sheet.textContent = panelStyles + diffStyles;
  document.head.append(sheet);
}
