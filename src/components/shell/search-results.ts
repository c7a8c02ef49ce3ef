/** What is used of a Pagefind result. `excerpt` is escaped HTML whose only tags are <mark>. */
export interface SearchHit {
  meta: { title?: string };
  sub_results: readonly SectionHit[];
}

/** A section of the page that matches; the page's beginning counts as one. */
export interface SectionHit {
  title: string;
  url: string;
  excerpt: string;
  /** One for each matching word; words in headings score higher. */
  weighted_locations: readonly { balanced_score: number }[];
}

const SECTIONS_OF_A_PAGE = 3;

/** The entry of the glossary that has what was typed for its name, in the singular or plural. */
export function entryNamed(term: string, glossary: SearchHit | undefined): SectionHit | undefined {
  const wanted = plain(term);
  return glossary?.sub_results.find(({ title }) => [plain(title), `${plain(title)}s`].includes(wanted));
}

/** As one types it: small letters, and hyphens for dashes. */
const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ').replaceAll('–', '-');

/**
 * List items that link to the sections of the page that match most.
 * @param without a section that stands elsewhere already
 */
export function resultItems(hit: SearchHit, without?: SectionHit): HTMLLIElement[] {
  return hit.sub_results
    .filter(({ url }) => url !== without?.url)
    .toSorted((a, b) => scoreOf(b) - scoreOf(a))
    .slice(0, SECTIONS_OF_A_PAGE)
    .map((section) => resultItem(section, hit.meta.title ?? ''));
}

function scoreOf(section: SectionHit): number {
  return section.weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);
}

export function resultItem(section: SectionHit, page: string): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  const title = document.createElement('b');
  const place = document.createElement('small');
  const excerpt = document.createElement('span');
  link.href = section.url;
  title.textContent = section.title;
  place.textContent = section.title === page ? '' : page;
  excerpt.innerHTML = section.excerpt;
  link.append(title, place, excerpt);
  item.append(link);
  return item;
}

/** The sentence that is announced after a search. */
export function statusOf(term: string, found: number, shown: number): string {
  if (found === 0) return `Nothing found for “${term}”. Try a shorter word.`;
  if (found > shown) return `${found} pages found for “${term}”; the best ${shown} are shown.`;
  return `${found} page${found === 1 ? '' : 's'} found for “${term}”.`;
}
