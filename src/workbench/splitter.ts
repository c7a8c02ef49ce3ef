/**
 * Panes that the reader sizes: an element with `data-splitter="--name"` moves the CSS variable of that name, a
 * percentage, on its parent. By pointer and by keyboard, as the separator role wants it.
 */
const STEP = 4;

for (const splitter of document.querySelectorAll<HTMLElement>('[data-splitter]')) movable(splitter);

function movable(splitter: HTMLElement) {
  const isColumn = splitter.getAttribute('aria-orientation') === 'vertical';

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
  splitter.addEventListener('keydown', (event) => {
    const now = bound(splitter, 'now');
    const to = {
      [isColumn ? 'ArrowLeft' : 'ArrowUp']: now - STEP,
      [isColumn ? 'ArrowRight' : 'ArrowDown']: now + STEP,
      Home: bound(splitter, 'min'),
      End: bound(splitter, 'max'),
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(splitter, to);
  });
}

function bound(splitter: HTMLElement, name: 'min' | 'max' | 'now'): number {
  return Number(splitter.getAttribute(`aria-value${name}`));
}

function move(splitter: HTMLElement, percent: number) {
  const share = Math.round(Math.min(bound(splitter, 'max'), Math.max(bound(splitter, 'min'), percent)));
  splitter.setAttribute('aria-valuenow', String(share));
  splitter.parentElement?.style.setProperty(splitter.dataset['splitter'] ?? '', `${String(share)}%`);
}
