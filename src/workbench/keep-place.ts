/** For authors, under `npm run dev`: when a saved lab reloads the page, the file in front and the place stay. */
const KEY = 'handbook:dev:place';

interface Place {
  path: string;
  scroll: number;
  pane: string | undefined;
  /** Of each workbench the file in front, by exercise. */
  files: Record<string, string>;
}

const benches = () => [...document.querySelectorAll<HTMLElement>('[data-workbench]')];
const labPage = () => document.querySelector<HTMLElement>('[data-lab-page]');
const tabs = (bench: HTMLElement) => [...bench.querySelectorAll<HTMLElement>('.wb-tabs [role="tab"]')];

function keep(): void {
  const files = benches().flatMap((bench) => {
    const active = tabs(bench).find((tab) => tab.ariaSelected === 'true')?.textContent;
    return active ? [[bench.dataset['workbench'] ?? '', active]] : [];
  });
  const place: Place = {
    path: location.pathname,
    scroll: scrollY,
    pane: labPage()?.dataset['pane'],
    files: Object.fromEntries(files) as Record<string, string>,
  };
  sessionStorage.setItem(KEY, JSON.stringify(place));
}

function comeBack(): void {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  const place = kept === null ? null : (JSON.parse(kept) as Place);
  if (place?.path !== location.pathname) return;
  for (const bench of benches()) {
    const file = place.files[bench.dataset['workbench'] ?? ''];
    const tab = tabs(bench).find((candidate) => candidate.textContent === file);
    if (tab?.ariaSelected === 'false') tab.click();
  }
  const page = labPage();
  if (page && place.pane) page.dataset['pane'] = place.pane;
  scrollTo({ top: place.scroll, behavior: 'instant' });
}

import.meta.hot?.on('vite:beforeFullReload', keep);
comeBack();
