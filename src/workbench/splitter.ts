/**
 * Panes that the reader sizes: an element with `data-splitter="--name"` moves the CSS variable of that name, a
 * percentage, on the lab page. By pointer and by keyboard, as the separator role wants it; a double click puts it
 * back. The sizes outlive the page; PaneSizes.astro sets them before the first paint.
 */
import { onEveryPage } from './page-life.ts';

const STEP = 4;
const SIZES = 'handbook:panes';

const kept = readKept();

onEveryPage(() => {
  for (const splitter of document.querySelectorAll<HTMLElement>('[data-splitter]')) movable(splitter);
});

function movable(splitter: HTMLElement) {
  const isColumn = splitter.getAttribute('aria-orientation') === 'vertical';
  const initial = bound(splitter, 'now');
  const { [nameOf(splitter)]: before } = kept;
  if (before !== undefined) move(splitter, before);

  splitter.addEventListener('pointerdown', (event) => {
    splitter.setPointerCapture(event.pointerId);
    event.preventDefault();
    splitter.focus();
  });
  splitter.addEventListener('pointermove', (event) => {
    if (!splitter.hasPointerCapture(event.pointerId)) return;
    const box = splitter.parentElement?.getBoundingClientRect();
    if (!box) return;
    const share = isColumn ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height;
    move(splitter, share * 100);
  });
  splitter.addEventListener('lostpointercapture', keep);
  splitter.addEventListener('dblclick', () => {
    move(splitter, initial);
    keep();
  });
  splitter.addEventListener('keydown', (event) => {
    const now = bound(splitter, 'now');
    const to = {
      [isColumn ? 'ArrowLeft' : 'ArrowUp']: now - STEP,
      [isColumn ? 'ArrowRight' : 'ArrowDown']: now + STEP,
      Home: bound(splitter, 'min'),
      End: bound(splitter, 'max'),
      Enter: initial,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(splitter, to);
    keep();
  });
}

function nameOf(splitter: HTMLElement): string {
  return splitter.dataset['splitter'] ?? '';
}

function bound(splitter: HTMLElement, name: 'min' | 'max' | 'now'): number {
  return Number(splitter.getAttribute(`aria-value${name}`));
}

function move(splitter: HTMLElement, percent: number) {
  const share = Math.round(Math.min(bound(splitter, 'max'), Math.max(bound(splitter, 'min'), percent)));
  splitter.setAttribute('aria-valuenow', String(share));
  splitter.setAttribute('aria-valuetext', `${String(share)} percent`);
  const page = splitter.closest<HTMLElement>('[data-lab-page]');
  page?.style.setProperty(nameOf(splitter), `${String(share)}%`);
  kept[nameOf(splitter)] = share;
}

function keep() {
  try {
    localStorage.setItem(SIZES, JSON.stringify(kept));
  } catch {
    // Storage is denied or full: the sizes last as long as the page.
  }
}

function readKept(): Record<string, number> {
  try {
    const entries = Object.entries(JSON.parse(localStorage.getItem(SIZES) ?? '{}') as object);
    return Object.fromEntries(entries.filter(([, share]) => Number.isFinite(share)));
  } catch {
    return {};
  }
}
