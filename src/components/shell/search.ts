import { resultItems, statusOf, type SearchHit } from './search-results.ts';

/** The part of Pagefind's browser module that is used here (pagefind.app/docs/api). */
interface Pagefind {
  options(options: { excerptLength: number }): Promise<void>;
  debouncedSearch(term: string): Promise<{ results: { data(): Promise<SearchHit> }[] } | null>;
}

const MOST_RESULTS = 8;

const opener = document.querySelector<HTMLButtonElement>('#search-open');
const dialog = document.querySelector<HTMLDialogElement>('#search');
const input = dialog?.querySelector('input');
const status = document.querySelector<HTMLElement>('#search-status');
const list = document.querySelector<HTMLElement>('#search-results');

let loading: Promise<Pagefind> | undefined;

/** The index is fetched when a reader opens the search, not before. */
function loadPagefind(address: string): Promise<Pagefind> {
  loading ??= import(/* @vite-ignore */ address).then(async (pagefind: Pagefind) => {
    await pagefind.options({ excerptLength: 18 });
    return pagefind;
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

async function search(term: string, address: string): Promise<void> {
  if (!status || !list) return;
  if (term === '') {
    list.replaceChildren();
    status.textContent = 'Type a word, for example “microtask”.';
    return;
  }
  try {
    const found = await (await loadPagefind(address)).debouncedSearch(term);
    // A newer search has overtaken this one.
    if (found === null) return;
    const hits = await Promise.all(found.results.slice(0, MOST_RESULTS).map((result) => result.data()));
    if (input?.value.trim() !== term) return;
    list.replaceChildren(...hits.flatMap(resultItems));
    status.textContent = statusOf(term, found.results.length, hits.length);
  } catch {
    list.replaceChildren();
    status.textContent =
      'The search index could not be loaded. It is made by a build; check your connection and try again.';
  }
}

function connect(openButton: HTMLButtonElement, box: HTMLDialogElement, field: HTMLInputElement): void {
  const address = box.dataset['bundle'] ?? '';
  const open = () => {
    if (box.open) return;
    box.showModal();
    field.select();
    loadPagefind(address).catch(() => undefined);
  };
  openButton.addEventListener('click', open);
  field.addEventListener('input', () => void search(field.value.trim(), address));
  box.addEventListener('click', (event) => {
    if (event.target === box || (event.target instanceof Element && event.target.closest('a'))) box.close();
  });
  box.querySelector('form')?.addEventListener('submit', (event) => {
    if (event.submitter?.classList.contains('search-close')) return;
    event.preventDefault();
    list?.querySelector('a')?.click();
  });
  box.addEventListener('keydown', (event) => moveThroughResults(event, box));
  addEventListener('keydown', (event) => {
    const byLetter = event.key === '/' && !isTyping(event.target);
    if (byLetter || (event.key === 'k' && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
}

function moveThroughResults(event: KeyboardEvent, box: HTMLDialogElement): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const stops = [...box.querySelectorAll<HTMLElement>('input, #search-results a')];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  stops[Math.min(Math.max(here + step, 0), stops.length - 1)]?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

if (opener && dialog && input) connect(opener, dialog, input);
