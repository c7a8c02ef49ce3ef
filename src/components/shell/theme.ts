/**
 * Light or dark. What the reader chose is kept under the key `theme`; choosing what the system prefers forgets the
 * choice, so that the page follows the system again.
 */
import { onEveryPage } from '#workbench/page-life.ts';

const KEY = 'theme';
const prefersLight = matchMedia('(prefers-color-scheme: light)');

const systemTheme = () => (prefersLight.matches ? 'light' : 'dark');
const shownTheme = () => (document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark');

function show(theme: 'light' | 'dark'): void {
  document.documentElement.dataset['theme'] = theme;
  document.getElementById('theme')?.setAttribute('aria-pressed', String(theme === 'dark'));
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme: 'light' | 'dark'): void {
  try {
    if (theme === systemTheme()) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is denied: the choice holds for this page.
  }
}

onEveryPage(() => {
  show(shownTheme());
  document.getElementById('theme')?.addEventListener('click', () => {
    const next = shownTheme() === 'dark' ? 'light' : 'dark';
    show(next);
    remember(next);
  });
});
prefersLight.addEventListener('change', () => {
  if (stored() === null) show(systemTheme());
});
