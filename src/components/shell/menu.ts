/** While the chapter menu covers the page, the page behind it cannot be reached; on wide screens it is no popover. */
import { onEveryPage } from '#workbench/page-life.ts';

const wide = matchMedia('(min-width: 50rem)');

onEveryPage((left) => {
  const menu = document.getElementById('contents');
  if (!menu) return;
  const inPlace = document.querySelector('.page-book') !== null;
  const settle = () => (menu.popover = wide.matches && inPlace ? null : 'auto');
  settle();
  wide.addEventListener('change', settle, { signal: left });
  menu.addEventListener('toggle', (event) => {
    const open = event.newState === 'open';
    for (const rest of document.querySelectorAll('main, .skip')) rest.toggleAttribute('inert', open);
  });
  menu.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a') && menu.popover) menu.hidePopover();
  });
});
