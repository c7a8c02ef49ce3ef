import { onEveryPage } from '#workbench/page-life.ts';
import { isTurnedOff, isTypingIn, singleKeysSwitch } from '#workbench/single-keys.ts';
import { entryNamed, resultItem, resultItems, statusOf, type SearchHit } from './search-results.ts';

/** The part of Pagefind's browser module that is used here (pagefind.app/docs/api). */
interface Pagefind {
  options(options: { excerptLength: number; ranking: Ranking }): Promise<void>;
  debouncedSearch(term: string): Promise<Found | null>;
  search(term: string, options: { filters: Record<string, string> }): Promise<Found>;
}

interface Found {
  results: { data(): Promise<SearchHit> }[];
}

interface Ranking {
  pageLength: number;
  metaWeights: Record<string, number>;
}

/** A long chapter is no worse than a short page, and a page's title no better than its text. */
const RANKING: Ranking = { pageLength: 0.1, metaWeights: { title: 1 } };

const MOST_RESULTS = 8;

/** The parts of the page's search. */
interface Parts {
  opener: HTMLButtonElement;
  box: HTMLDialogElement;
  field: HTMLInputElement;
  status: HTMLElement;
  list: HTMLElement;
}

let loading: Promise<Pagefind> | undefined;

/** The index is fetched when a reader opens the search, not before. */
function loadPagefind(address: string): Promise<Pagefind> {
  loading ??= import(/* @vite-ignore */ address).then(async (pagefind: Pagefind) => {
    await pagefind.options({ excerptLength: 18, ranking: RANKING });
    return pagefind;
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

async function search(term: string, address: string, { field, status, list }: Parts): Promise<void> {
  if (term === '') {
    list.replaceChildren();
    status.textContent = 'Type a word, for example “microtask”.';
    return;
  }
  try {
    const pagefind = await loadPagefind(address);
    const found = await pagefind.debouncedSearch(term);
    // A newer search has overtaken this one.
    if (found === null) return;
    const hits = await Promise.all(found.results.slice(0, MOST_RESULTS).map((result) => result.data()));
    const glossary = await pagefind.search(term, { filters: { kind: 'glossary' } });
    const entry = entryNamed(term, await glossary.results[0]?.data());
    if (field.value.trim() !== term) return;
    list.replaceChildren(
      ...(entry ? [resultItem(entry, 'Glossary')] : []),
      ...hits.flatMap((hit) => resultItems(hit, entry)),
    );
    status.textContent = statusOf(term, found.results.length, hits.length);
  } catch {
    list.replaceChildren();
    status.textContent =
      'The search index could not be loaded. It is made by a build; check your connection and try again.';
  }
}

function connect(parts: Parts, left: AbortSignal): void {
  const { opener, box, field, list } = parts;
  const address = box.dataset['bundle'] ?? '';
  const open = () => {
    if (box.open) return;
    // Made on the first opening: a page that nobody searches need not carry it.
    if (!box.querySelector('label')) box.append(singleKeysSwitch());
    box.showModal();
    field.select();
    loadPagefind(address).catch(() => undefined);
  };
  opener.addEventListener('click', open);
  field.addEventListener('input', () => void search(field.value.trim(), address, parts));
  box.addEventListener('click', (event) => {
    if (event.target === box || (event.target instanceof Element && event.target.closest('a'))) box.close();
  });
  box.querySelector('form')?.addEventListener('submit', (event) => {
    if (event.submitter?.classList.contains('search-close')) return;
    event.preventDefault();
    list.querySelector('a')?.click();
  });
  box.addEventListener('keydown', (event) => moveThroughResults(event, box));
  const pressed = (event: KeyboardEvent) => {
    const byLetter = event.key === '/' && !isTypingIn(event.target) && !isTurnedOff(event);
    if (byLetter || (event.key === 'k' && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  };
  addEventListener('keydown', pressed, { signal: left });
}

function moveThroughResults(event: KeyboardEvent, box: HTMLDialogElement): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const stops = [...box.querySelectorAll<HTMLElement>('input[type="search"], #search-results a')];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  stops[Math.min(Math.max(here + step, 0), stops.length - 1)]?.focus();
}

onEveryPage((left) => {
  const opener = document.querySelector<HTMLButtonElement>('#search-open');
  const box = document.querySelector<HTMLDialogElement>('#search');
  const field = box?.querySelector('input');
  const status = document.querySelector<HTMLElement>('#search-status');
  const list = document.querySelector<HTMLElement>('#search-results');
  if (opener && box && field && status && list) connect({ opener, box, field, status, list }, left);
});
