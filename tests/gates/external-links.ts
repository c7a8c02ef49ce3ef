/** One source, one spelling. */
import type { ExternalLink } from './built-links.ts';

/** Other ways to write the address of the same text. */
const SAME: readonly (readonly [pattern: RegExp, as: string])[] = [
  [/^(?:https?:\/\/)?(?:www\.)?/, ''],
  [/#.*$/, ''],
  [/^nodejs\.org\/docs\/latest(?:-v\d+\.x)?\//, 'nodejs.org/'],
  [/^developer\.mozilla\.org\/[a-z]{2}(?:-[A-Z]{2})?\//, 'developer.mozilla.org/'],
  [
    /^(?:datatracker\.ietf\.org\/doc\/(?:html\/)?|rfc-editor\.org\/(?:rfc|info)\/|tools\.ietf\.org\/html\/)/,
    'rfc/',
  ],
  [/(?:\/index)?(?:\.html?)?\/?(?=\?|$)/, ''],
];

/** @returns one sentence for each source that is linked under two addresses; anchors within it do not count */
export function spellingProblems(links: readonly ExternalLink[]): string[] {
  const sources = Map.groupBy(links, ({ url }) => sourceOf(url));
  return [...sources.values()].flatMap((same) => {
    const spellings = [...new Set(same.map(({ url }) => url.replace(/#.*$/, '')))];
    if (spellings.length === 1) return [];
    const where = same.map(({ url, pages }) => `${url} (${pages.join(', ')})`);
    return [
      `One source under ${spellings.length} addresses; write one of them everywhere: ${where.join(' · ')}`,
    ];
  });
}

const sourceOf = (url: string): string =>
  SAME.reduce((address, [pattern, as]) => address.replace(pattern, as), url).toLowerCase();
