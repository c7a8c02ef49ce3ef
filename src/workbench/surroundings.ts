/** What the page and the device are like. */
import { askForCopy } from '#offline/copy.ts';

type Theme = 'light' | 'dark';

export function currentTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

export function onThemeChange(listener: (theme: Theme) => void): () => void {
  const observer = new MutationObserver(() => listener(currentTheme()));
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** Monaco does not support touch. */
export function prefersPlainEditor(): boolean {
  return matchMedia('(pointer: coarse)').matches && !matchMedia('(any-pointer: fine)').matches;
}

export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** Whether the full editor could only come from a network that is not there. */
export async function isEditorOutOfReach(): Promise<boolean> {
  if (navigator.onLine) return false;
  const copy = await askForCopy(import.meta.env.BASE_URL.replace(/\/?$/, '/'), 'look');
  return copy?.hasEditor === false;
}
