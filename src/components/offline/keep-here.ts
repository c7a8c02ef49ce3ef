/** Keeps the book in this browser, unless the reader or their connection is against it. */
import { askForCopy } from '#offline/copy.ts';
import { giveWay } from '#offline/give-way.ts';
import { mayKeepHere } from '#offline/may-keep.ts';
import { onEveryPage } from '#workbench/page-life.ts';
import { sitePath } from '../shell/url.ts';

export async function keepHere(): Promise<void> {
  if (!mayKeepHere()) return;
  const state = await askForCopy(sitePath(''), 'keep', { meanwhile: giveWay });
  if (state?.kept !== 'yes') return;
  onEveryPage(() => {
    const line = document.createElement('p');
    line.className = 'contents-offline';
    line.innerHTML = `<a href="${sitePath('offline/')}">Available offline</a>`;
    document.getElementById('contents')?.append(line);
  });
}
