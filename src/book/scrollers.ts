/** Boxes that may be wider than the text and then scroll in themselves. Each stands in the page with a stop of Tab. */
const BOXES = '.code > pre, .diagram-scroll, .table-scroll';

/**
 * Leaves a stop of Tab only to those boxes that do scroll at the page's present width, and names them. A chapter has
 * dozens of boxes, and where there is nothing to scroll, a stop is a press that does nothing.
 */
export function nameScrollers(left?: AbortSignal): void {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) settle(target as HTMLElement);
  });
  for (const box of document.querySelectorAll(BOXES)) sizes.observe(box);
  left?.addEventListener('abort', () => sizes.disconnect());
}

function settle(box: HTMLElement): void {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0;
    box.role = 'group';
    box.ariaLabel = nameOf(box);
  } else if (box !== document.activeElement) {
    for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name);
  }
}

function nameOf(box: HTMLElement): string {
  if (box.matches('.table-scroll')) return 'Table';
  const title = box.parentElement?.querySelector(
    box.tagName === 'PRE' ? '.code-title' : 'figcaption',
  )?.textContent;
  return title || (box.tagName === 'PRE' ? 'Code' : 'Diagram');
}
