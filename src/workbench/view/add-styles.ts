/** Puts a style sheet that came with a script into the page, once. */
export function addStyles(styles: string): void {
  const sheets = document.querySelectorAll('style[data-view]');
  if ([...sheets].some(({ textContent }) => textContent === styles)) return;
  const sheet = document.createElement('style');
  sheet.dataset['view'] = '';
  sheet.textContent = styles;
  document.head.append(sheet);
}
