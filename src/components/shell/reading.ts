import { onEveryPage } from '#workbench/page-life.ts';
import { createReadingProgress } from './progress.ts';

const progress = createReadingProgress(() => localStorage);

function showProgress(): void {
  for (const item of document.querySelectorAll<HTMLElement>('[data-chapter]:not(button)')) {
    const read = progress.has(item.dataset['chapter'] ?? '');
    item.toggleAttribute('data-read', read);
    const label = item.querySelector('.read-label');
    if (read && !label) {
      item
        .querySelector('a')
        ?.insertAdjacentHTML('beforeend', '<span class="read-label sr-only"> (read)</span>');
    } else if (!read) {
      label?.remove();
    }
  }
}

function showButton(button: HTMLElement, read: boolean): void {
  button.setAttribute('aria-pressed', String(read));
  const label = button.querySelector('span');
  if (label) label.textContent = read ? 'Read' : 'Mark as read';
}

function followChapterEnd(button: HTMLButtonElement, left: AbortSignal): void {
  const chapter = button.dataset['chapter'] ?? '';
  const mark = (read: boolean) => {
    progress.set(chapter, read);
    showButton(button, read);
    showProgress();
  };
  showButton(button, progress.has(chapter));
  const atEnd = new IntersectionObserver((entries) => {
    // Without a scroll the reader has not been through the text, however tall the window is.
    if (scrollY === 0 || !entries.some((entry) => entry.isIntersecting)) return;
    atEnd.disconnect();
    mark(true);
  });
  // A reload comes back to the end of the page, which is no reason to mark it once more.
  if (!progress.isTakenBack(chapter)) atEnd.observe(button);
  left.addEventListener('abort', () => atEnd.disconnect());
  button.addEventListener('click', () => {
    atEnd.disconnect();
    mark(button.getAttribute('aria-pressed') !== 'true');
  });
}

function followSections(left: AbortSignal): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.contents-sections a')].map((link) => [
      link.hash.slice(1),
      link,
    ]),
  );
  const headings = [...links.keys()].flatMap((id) => document.getElementById(decodeURIComponent(id)) ?? []);
  const show = () => {
    const current = headings.filter((heading) => heading.getBoundingClientRect().top < 140).at(-1);
    for (const [id, link] of links) {
      if (id === current?.id) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  };
  let planned = false;
  const onScroll = () => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      show();
    });
  };
  if (headings.length === 0) return;
  show();
  addEventListener('scroll', onScroll, { passive: true, signal: left });
}

onEveryPage((left) => {
  showProgress();
  followSections(left);
  const button = document.querySelector<HTMLButtonElement>('#mark-read');
  if (button) followChapterEnd(button, left);
});
