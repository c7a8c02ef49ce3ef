/** Narrows the list of labs, and the overview beside it, to those that have all of the words that are typed. */
import { onEveryPage } from '#workbench/page-life.ts';

/** So that a screen reader hears what was found once, and not after each letter. */
const SPOKEN_AFTER_MS = 400;

onEveryPage((left) => {
  const field = document.querySelector<HTMLInputElement>('#labs-words');
  const found = document.querySelector('#labs-found');
  const all = document.querySelector<HTMLButtonElement>('#labs-all');
  if (!field || !found || !all) return;
  const labs = [...document.querySelectorAll<HTMLElement>('.labs-list > li')];
  const texts = labs.map(textOf);
  const overview = [...document.querySelectorAll<HTMLElement>('.labs-overview li')];
  let spoken: number | undefined;

  const narrow = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    labs.forEach((lab, at) => (lab.hidden = !words.every((word) => texts[at]?.includes(word))));
    const shown = new Set(labs.filter(({ hidden }) => !hidden).map(({ id }) => `#${id}`));
    for (const item of overview)
      item.hidden = ![...item.querySelectorAll('a')].some(({ hash }) => shown.has(hash));
    all.hidden = words.length === 0;
    clearTimeout(spoken);
    spoken = window.setTimeout(() => {
      found.textContent = foundLine(shown.size, labs.length, field.value.trim());
    }, SPOKEN_AFTER_MS);
  };
  const showAll = () => {
    field.value = '';
    narrow();
  };

  field.addEventListener('input', narrow);
  field.addEventListener('keydown', ({ key }) => key === 'Escape' && showAll());
  all.addEventListener('click', () => {
    showAll();
    // The button is gone now; the focus must be somewhere.
    field.focus();
  });
  // A lab names those before it: a link leads to it, whether or not it has the words.
  document.addEventListener(
    'click',
    ({ target }) => {
      const hash = target instanceof Element ? target.closest<HTMLAnchorElement>('.labs-list a')?.hash : '';
      if (hash && labs.some(({ id, hidden }) => hidden && `#${id}` === hash)) showAll();
    },
    { signal: left, capture: true },
  );
  // What the browser has kept of the page as it was left.
  if (field.value !== '') narrow();
});

/** What a lab is about, and not its facts: nearly every lab runs in Node. */
function textOf(lab: HTMLElement): string {
  const parts = [...lab.children].filter((part) => !part.matches('.labs-facts'));
  return [lab.dataset['chapterTitle'], ...parts.map((part) => part.textContent)].join(' ').toLowerCase();
}

function foundLine(shown: number, of: number, words: string): string {
  if (words === '') return `All ${of} labs`;
  return shown === 0 ? `No lab says “${words}”` : `${shown} of ${of} labs`;
}
