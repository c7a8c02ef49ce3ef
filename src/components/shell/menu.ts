/** While the chapter menu covers the page, the page behind it cannot be reached; on wide screens it is no popover. */
const menu = document.getElementById('contents');
const wide = matchMedia('(min-width: 50rem)');
const inPlace = document.querySelector('.page-book') !== null;

function settle(): void {
  if (menu) menu.popover = wide.matches && inPlace ? null : 'auto';
}

settle();
wide.addEventListener('change', settle);
menu?.addEventListener('toggle', (event) => {
  const open = event.newState === 'open';
  for (const rest of document.querySelectorAll('main, .skip')) rest.toggleAttribute('inert', open);
});
menu?.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('a') && menu.popover) menu.hidePopover();
});
