/**
 * The slides of a chapter, one step at a time. The page holds the whole chapter; a step shows some of its units and
 * hides the rest. Each window measures for itself, so the same unit may stand on another step elsewhere.
 */
import { isTurnedOff, singleKeysSwitch } from '#workbench/single-keys.ts';
import { openChannel, type Place, type Told } from './channel.ts';
import { focusOn } from './focus.ts';
import { wishFor, type Wish } from './keys.ts';
import { measure } from './measure.ts';
import { packSteps, stepWith, type Step } from './steps.ts';

const ANSWERS = 'details.predict-answer, details.question';
/** `now` and `next` are the pictures in the speaker's window. */
const view = new URLSearchParams(location.search).get('view');
const isPicture = view !== null;

const deck = document.querySelector<HTMLElement>('.deck');
if (deck) void present(deck);

async function present(root: HTMLElement): Promise<void> {
  const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector);
  const units = [...root.querySelectorAll<HTMLElement>('[data-unit]')];
  const slides = [...root.querySelectorAll<HTMLElement>('.slide')];
  const slideOf = units.map((unit) => slides.indexOf(unit.closest('.slide') as HTMLElement));
  const [blank, outline] = [find('.deck-blank'), find<HTMLDialogElement>('.deck-outline')];
  const channel = openChannel(root.dataset['chapter'] ?? '', hear);
  let steps: Step[] = [];
  let at = 0;
  let size = '';
  document.documentElement.dataset['deck'] = view ?? 'live';

  const step = (): Step => steps[at] as Step;
  const slide = (): HTMLElement => slides[slideOf[step().from] as number] as HTMLElement;
  const body = (): HTMLElement => slide().querySelector<HTMLElement>('.slide-body') as HTMLElement;
  const answers = (): HTMLDetailsElement[] =>
    units.slice(step().from, step().to).flatMap((unit) => {
      const own = unit.matches(ANSWERS) ? [unit as HTMLDetailsElement] : [];
      return [...own, ...unit.querySelectorAll<HTMLDetailsElement>(ANSWERS)];
    });
  const isRevealed = (): boolean => answers().every(({ open }) => open);
  const left = (): number => {
    const { scrollHeight, clientHeight, scrollTop } = body();
    return scrollHeight - clientHeight - scrollTop;
  };

  const sizeNow = (): string => `${root.clientWidth} ${root.clientHeight}`;

  function pack(): void {
    size = sizeNow();
    const shown = steps.length > 0 ? step().from : 0;
    // A lab's slide is set smaller, and what is measured must not be.
    document.documentElement.removeAttribute('data-lab');
    const { sizes, room } = measure(root, units, slides, slideOf);
    steps = packSteps(sizes, room);
    at = stepWith(steps, shown);
  }

  function show(index: number, revealed: boolean): void {
    at = Math.min(Math.max(index, 0), steps.length - 1);
    const { from, to } = step();
    for (const [place, unit] of units.entries()) unit.hidden = place < from || place >= to;
    for (const each of slides) each.hidden = each !== slide();
    const isFirst = slideOf[from - 1] !== slideOf[from];
    slide().toggleAttribute('data-continued', !isFirst);
    for (const answer of answers()) answer.open = revealed;
    slide().toggleAttribute('data-roomy', isRoomy());
    document.documentElement.toggleAttribute('data-lab', units[from]?.matches('.lab') === true);
    body().scrollTop = 0;
    tellMore();
  }

  /** Only words, and few of them. */
  function isRoomy(): boolean {
    slide().removeAttribute('data-roomy');
    const shown = units.slice(step().from, step().to);
    const bottom = Math.max(...shown.map((unit) => unit.getBoundingClientRect().bottom));
    const { top, height } = body().getBoundingClientRect();
    return shown.every(({ tagName }) => tagName === 'P' || tagName === 'LI') && bottom - top < height * 0.55;
  }

  /** What the bar says, and that there is more below. */
  function tellMore(): void {
    const { dataset } = slide();
    root.toggleAttribute('data-more', left() > 4);
    root.dataset['revealable'] = String(!isRevealed());
    const set = (name: string, text: string) => {
      const place = find(`.deck-bar [data-${name}]`);
      if (place && place.textContent !== text) place.textContent = text;
    };
    set('count', `${at + 1} / ${steps.length}`);
    set('title', dataset['title'] ?? '');
    find('.deck-progress')?.style.setProperty('--done', String(at / Math.max(steps.length - 1, 1)));
    root.dataset['at'] = String(step().from);
    if (!isPicture) history.replaceState(null, '', `#/${step().from}`);
    document.dispatchEvent(new CustomEvent('deck:moved'));
  }

  const place = (): Place => ({
    unit: step().from,
    revealed: isRevealed(),
    blank: blank?.hidden === false,
    scrolled: body().scrollTop / Math.max(body().scrollHeight - body().clientHeight, 1),
  });

  function tell(): void {
    tellMore();
    channel.tell({ type: 'place', place: place() });
  }

  function setBlank(on: boolean): void {
    if (blank) blank.hidden = !on;
  }

  function next(): void {
    const bench = body().querySelector<HTMLElement>('[data-unit]:not([hidden]) .wb-body');
    const toBench = bench ? bench.getBoundingClientRect().top - body().getBoundingClientRect().top : 0;
    // After the task of a lab, all of its bench.
    if (left() > 4) body().scrollTop += toBench > 40 ? toBench : body().clientHeight * 0.8;
    else if (!isRevealed()) {
      for (const answer of answers()) answer.open = true;
      // What was asked for is what is to be seen.
      if (left() > 4) body().scrollTop = body().scrollHeight;
    } else if (at < steps.length - 1) show(at + 1, false);
  }

  function previous(): void {
    if (at > 0) show(at - 1, true);
  }

  const acts: Record<Wish, () => void> = {
    next,
    previous,
    first: () => show(0, false),
    last: () => show(steps.length - 1, true),
    blank: () => setBlank(blank?.hidden === true),
    leave() {
      const focused = document.activeElement;
      if (blank?.hidden === false) setBlank(false);
      else if (focused instanceof HTMLElement && focused !== document.body && focused !== root)
        focused.blur();
      else outline?.showModal();
    },
    full: () =>
      void (document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen()),
    speaker: () => find<HTMLAnchorElement>('.deck-bar [data-speaker]')?.click(),
    outline: () => outline?.showModal(),
  };

  function act(wish: Wish): void {
    const wasBlank = blank?.hidden === false;
    // Whoever goes on wants to see it; and the press that ends the black screen does nothing else.
    if (wasBlank && wish !== 'full' && wish !== 'speaker') setBlank(false);
    else acts[wish]();
    tell();
  }

  function hear(told: Told): void {
    if (told.type === 'hello' && !isPicture) {
      channel.tell({ type: 'screen', width: innerWidth, height: innerHeight });
      channel.tell({ type: 'place', place: place() });
    }
    if (told.type !== 'place') return;
    const { unit, revealed, scrolled } = told.place;
    const target = stepWith(steps, unit) + (view === 'next' ? 1 : 0);
    if (target !== at || view === 'next') show(target, revealed && view !== 'next');
    for (const answer of answers()) answer.open = revealed && view !== 'next';
    setBlank(told.place.blank && view !== 'next');
    if (view !== 'next') body().scrollTop = scrolled * (body().scrollHeight - body().clientHeight);
    tellMore();
  }

  /** An address names a unit, `#/17`, or an element of the chapter, `#a-broker-in-the-middle`. */
  function goToAddress(otherwise: number): void {
    const name = decodeURIComponent(location.hash.slice(1));
    const element = name.startsWith('/') ? units[Number(name.slice(1))] : document.getElementById(name);
    const inSlide = element?.closest<HTMLElement>('.slide');
    const unit =
      element?.closest<HTMLElement>('[data-unit]') ?? inSlide?.querySelector<HTMLElement>('[data-unit]');
    show(unit ? stepWith(steps, units.indexOf(unit)) : otherwise, false);
  }

  pack();
  goToAddress(0);
  document.addEventListener('keydown', (event) => {
    const wish = wishFor(event, outline?.open ? 'text' : focusOn(event.target));
    if (wish === null || outline?.open || isTurnedOff(event)) return;
    event.preventDefault();
    act(wish);
  });
  find('.deck-bar [data-speaker]')?.addEventListener('click', (event) => {
    event.preventDefault();
    const { href, target } = event.currentTarget as HTMLAnchorElement;
    open(href, target, 'popup,width=1200,height=800');
  });
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-wish]') : null;
    if (button) act(button.dataset['wish'] as Wish);
    else if (blank?.contains(target as Node)) act('blank');
  });
  outline?.append(singleKeysSwitch());
  outline?.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a[href^="#"]')) outline.close();
  });
  document.addEventListener('deck:wish', ({ detail }: CustomEventInit<Wish>) => {
    if (detail) act(detail);
  });
  root.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof Element && target.matches(ANSWERS) && slide().contains(target)) tell();
    },
    { capture: true },
  );
  addEventListener('hashchange', () => {
    goToAddress(at);
    tell();
  });
  // The window's size, or what has taken a part of it: the line of whoever leads a workshop.
  new ResizeObserver(() => {
    if (size === sizeNow()) return;
    pack();
    show(at, isRevealed());
    if (!isPicture) channel.tell({ type: 'screen', width: innerWidth, height: innerHeight });
  }).observe(root);
  // Other letters have other widths: what was measured before them does not hold.
  await document.fonts.ready;
  pack();
  show(at, isRevealed());
  root.dataset['ready'] = '';
  if (isPicture) channel.tell({ type: 'hello' });
  else tell();
}
