/** The volume as one HTML page, to be printed. Its styles are the site's, and volume.css. */
import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { linked, oneFile } from './links.ts';
import type { Volume, VolumePart } from './volume.ts';

/**
 * @param styles addresses of the style sheets
 * @param pages the page on which each part begins, if that is known
 */
export function printPage(
  volume: Volume,
  styles: readonly string[],
  pages: ReadonlyMap<string, number> = new Map(),
): string {
  const page = h(
    'html',
    { lang: volume.language, dataTheme: 'light' },
    h(
      'head',
      h('meta', { charset: 'utf-8' }),
      h('title', volume.title),
      ...styles.map((href) => h('link', { rel: 'stylesheet', href })),
    ),
    h(
      'body.volume',
      titlePage(volume),
      contents(volume, pages),
      ...volume.parts.map((part) => article(part, volume)),
    ),
  );
  return `<!doctype html>${toHtml(page)}`;
}

function titlePage({ title, subtitle, date }: Volume): Element {
  return h('section.volume-title', h('p.volume-name', title), h('p', subtitle), h('p.volume-date', date));
}

function contents({ parts }: Volume, pages: ReadonlyMap<string, number>): Element {
  const entry = ({ id, number, title, sections }: VolumePart) =>
    h(
      'li',
      h(
        'a',
        { href: oneFile.href(id, '') },
        h('span.volume-number', number === null ? '' : String(number)),
        title,
        h('span.volume-page', String(pages.get(id) ?? '')),
      ),
      h(
        'ul',
        // The glossary's letters lead to nothing on paper.
        ...sections
          .filter((section) => section.title.length > 1)
          .map((section) => h('li', h('a', { href: oneFile.href(id, section.id) }, section.title))),
      ),
    );
  return h('section.volume-contents', h('h1', 'Contents'), h('ol', ...parts.map(entry)));
}

function article(part: VolumePart, volume: Volume): Element {
  const { id, number, title, promise } = part;
  return h(
    'article.volume-part.prose',
    { id },
    h('h1', number === null ? title : `${number}. ${title}`),
    ...(promise === '' ? [] : [h('p.head-promise', promise)]),
    ...linked(part, volume, oneFile),
  );
}
