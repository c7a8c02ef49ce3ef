/**
 * Gives each figure.diagram a button that shows its picture large in a dialog. Without scripts there is no button and
 * the figure is complete. The picture itself moves into the dialog and back, so the page holds it once.
 */
export function enlargeDiagrams(root: ParentNode = document): void {
  for (const figure of root.querySelectorAll<HTMLElement>('figure.diagram:not(:has(.diagram-zoom))')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'diagram-zoom';
    button.textContent = 'Enlarge';
    const title = figure.querySelector('figcaption')?.textContent ?? '';
    button.setAttribute('aria-label', `Enlarge the diagram: ${title}`);
    button.addEventListener('click', () => {
      showLarge(figure, title);
    });
    figure.append(button);
  }
}

function showLarge(figure: HTMLElement, title: string): void {
  const home = figure.querySelector('.diagram-scroll');
  const picture = home?.querySelector('svg');
  if (!home || !picture) return;
  // Its place is kept, or the text below would jump.
  const { height } = home.getBoundingClientRect();
  (home as HTMLElement).style.minHeight = `${height}px`;
  const dialog = document.createElement('dialog');
  dialog.className = 'diagram-dialog';
  dialog.style.setProperty('--natural-width', figure.style.getPropertyValue('--natural-width'));
  dialog.setAttribute('aria-label', title);
  dialog.innerHTML =
    '<form method="dialog"><span></span><button>Close</button></form><div class="diagram"><div class="diagram-scroll" tabindex="0" role="group"></div></div>';
  const [caption, box] = [dialog.querySelector('span'), dialog.querySelector('.diagram-scroll')];
  if (caption) caption.textContent = title;
  box?.setAttribute('aria-label', title);
  box?.append(picture);
  dialog.addEventListener('close', () => {
    home.append(picture);
    (home as HTMLElement).style.minHeight = '';
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}
