/** The page on reading offline: what is kept here, and the reader's say in it. */
import { askForCopy } from '#offline/copy.ts';
import type { CopyState, CopyWish } from '#offline/messages.ts';
import { mayKeepHere, writeChoice } from '#offline/may-keep.ts';
import { onEveryPage } from '#workbench/page-life.ts';
import { sitePath } from '../shell/url.ts';
import { nameOf, sayCopy } from './sentences.ts';

onEveryPage((left) => {
  const panel = document.querySelector<HTMLElement>('[data-offline]');
  if (panel) show(panel, left);
});

function show(panel: HTMLElement, left: AbortSignal): void {
  const line = panel.querySelector('p');
  const bar = panel.querySelector('progress');
  const button = panel.querySelector('button');
  if (!line || !bar || !button) return;

  function tell(state: CopyState | null): void {
    if (left.aborted || !line || !bar || !button) return;
    const { line: text, act } = sayCopy(state);
    line.textContent = text;
    panel.dataset['offline'] = state?.kept ?? 'impossible';
    bar.hidden = state === null || state.isSettled;
    bar.max = state?.of ?? 1;
    bar.value = state?.files ?? 0;
    button.hidden = act === null;
    button.textContent = act && nameOf(act);
    button.dataset['act'] = act ?? '';
  }

  async function wish(what: CopyWish): Promise<void> {
    button?.toggleAttribute('disabled', true);
    tell(await askForCopy(sitePath(''), what, { progress: tell }));
    button?.toggleAttribute('disabled', false);
  }

  button.addEventListener('click', () => {
    const act = button.dataset['act'] === 'forget' ? 'forget' : 'keep';
    writeChoice(() => localStorage, act === 'forget' ? 'no' : null);
    void wish(act);
  });
  void wish(navigator.onLine && mayKeepHere() ? 'keep' : 'look');
  // In place of a page that is not here, this one has the address of that page.
  const lost = document.getElementById('offline-lost');
  if (lost) lost.hidden = location.pathname.endsWith('/offline/');
}
