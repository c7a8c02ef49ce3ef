/**
 * Keeps a container over navigation. A static site changes page by loading one, which would end the container; while
 * one lives, a link within the site puts the next page into this one instead, with Astro's own router. Whoever has no
 * container never loads any of this.
 */
import { navigate, swapFunctions } from 'astro:transitions/client';
import { isOtherBuild } from './other-build.ts';
import type { TransitionBeforePreparationEvent, TransitionBeforeSwapEvent } from 'astro:transitions/client';

const PERSIST = 'data-astro-transition-persist';
let stays: () => boolean = () => false;
let isListening = false;

/** From now on links do not end the container, for as long as `hasContainer` says that there is one. */
export function navigateSoftly(hasContainer: () => boolean): void {
  stays = hasContainer;
  if (isListening) return;
  isListening = true;
  document.addEventListener('click', follow);
  document.addEventListener('astro:before-preparation', prepare);
  document.addEventListener('astro:before-swap', swap);
}

function follow(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || event.defaultPrevented || event.button !== 0 || !stays()) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if ((link.target && link.target !== '_self') || link.hasAttribute('download')) return;
  if (link.origin !== location.origin || !link.pathname.startsWith(import.meta.env.BASE_URL)) return;
  // A place on this page needs no router.
  if (link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  void navigate(link.href, { sourceElement: link });
}

function prepare(event: Event): void {
  const preparation = event as TransitionBeforePreparationEvent;
  // The reader went back in the history after the container had ended: a load is as good, and simpler.
  if (!stays()) preparation.preventDefault();
  const { loader } = preparation;
  preparation.loader = async () => {
    await loader();
    // The router loads the page instead of swapping it in.
    if (isOtherBuild(scriptsOf(document), scriptsOf(preparation.newDocument))) preparation.preventDefault();
  };
}

const scriptsOf = (page: Document): string[] =>
  [...page.querySelectorAll('script[src]')].map((script) => script.getAttribute('src') ?? '');

function swap(event: Event): void {
  const change = event as TransitionBeforeSwapEvent;
  const { newDocument } = change;
  newDocument.documentElement.dataset['theme'] = document.documentElement.dataset['theme'] ?? 'light';
  keepLoadedStyles(newDocument);
  change.swap = () => {
    swapFunctions.deselectScripts(newDocument);
    swapFunctions.swapRootAttributes(newDocument);
    swapFunctions.swapHeadElements(newDocument);
    swapBody(newDocument.body);
  };
}

/** What scripts have loaded is taken for loaded: it must outlive the page for which it came. */
function keepLoadedStyles(next: Document): void {
  const loaded = document.head.querySelectorAll('link[rel="stylesheet"][crossorigin], style');
  for (const [index, style] of [...loaded].entries()) {
    style.setAttribute(PERSIST, `loaded-${String(index)}`);
    next.head.append(style.cloneNode());
  }
}

/** The frames of the runtimes stay where they are: a frame that is moved starts anew. */
function swapBody(next: HTMLElement): void {
  const { body } = document;
  for (const name of body.getAttributeNames()) body.removeAttribute(name);
  for (const { name, value } of next.attributes) body.setAttribute(name, value);
  const frames = new Set<Node>(body.querySelectorAll(':scope > iframe'));
  const old = [...body.childNodes].filter((node) => !frames.has(node));
  body.prepend(...next.childNodes);
  for (const node of old) node.remove();
}
