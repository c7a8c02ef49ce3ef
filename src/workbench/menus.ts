/** Menus made of `<details>` close on Escape and when the reader turns to something else. */
export function closeMenus(root: HTMLElement, left: AbortSignal): void {
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !(event.target instanceof Element)) return;
    const menu = event.target.closest<HTMLDetailsElement>(MENU);
    if (!menu?.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  document.addEventListener('pointerdown', (event) => closeOthers(root, event.target), { signal: left });
  root.addEventListener('focusin', (event) => closeOthers(root, event.target));
}

const MENU = 'details.wb-engine, details.wb-more';

function closeOthers(root: HTMLElement, target: EventTarget | null) {
  for (const menu of root.querySelectorAll<HTMLDetailsElement>(MENU)) {
    if (menu.open && !(target instanceof Node && menu.contains(target))) menu.open = false;
  }
}
