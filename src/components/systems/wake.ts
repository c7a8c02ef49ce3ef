/** What the page does with its systems before one is opened: it waits, and fetches when a pointer or the focus comes. */
import { onEveryPage } from '#workbench/page-life.ts';

const load = () => import('./open.tsx');

onEveryPage((left) => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-system]')) {
    const listen = { once: true, signal: left };
    const warm = () => void load().catch(() => undefined);
    for (const sign of ['pointerover', 'focusin']) details.addEventListener(sign, warm, listen);
    details.addEventListener('toggle', () => void wake(details, left), listen);
  }
});

async function wake(details: HTMLDetailsElement, left: AbortSignal): Promise<void> {
  const place = details.querySelector('div')!;
  try {
    const { open } = await load();
    if (!left.aborted) await open(place, details.dataset['system'] ?? '', left);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const note = document.createElement('p');
    note.setAttribute('role', 'alert');
    note.textContent = `The simulation could not be loaded (${reason}). Check the connection, then reload the page.`;
    place.append(note);
  }
}
