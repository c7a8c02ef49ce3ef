/** The links of a built site: those into itself must lead somewhere, those out of it must be well written. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';

/** A link to another site, with the pages that have it. */
export interface ExternalLink {
  url: string;
  pages: readonly string[];
}

export interface SiteLinks {
  /** One sentence for each broken link or anchor. */
  problems: readonly string[];
  /** Sorted by address. */
  external: readonly ExternalLink[];
  /** How many links into the site were followed. */
  internal: number;
}

interface Page {
  ids: ReadonlySet<string>;
  twice: readonly string[];
  links: readonly string[];
}

/** Stands for the site’s host while links are resolved. */
const HOST = 'http://site.invalid';

/**
 * @param root folder of the built site
 * @param base the path that it was built for, with a slash at both ends
 */
export function checkSiteLinks(root: string, base = '/'): SiteLinks {
  const files = globSync('**/*.html', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  const pages = new Map(files.map((file) => [file, readPage(readFileSync(join(root, file), 'utf8'))]));
  const external = new Map<string, Set<string>>();
  const problems: string[] = [];
  let internal = 0;
  for (const [file, { links, twice }] of pages) {
    problems.push(...twice.map((id) => `${file}: the id “${id}” stands twice`));
    for (const link of links) {
      const url = URL.parse(link, HOST + base + file);
      if (url?.origin === HOST) {
        internal += 1;
        const fault = faultOf(url, { root, base, pages });
        if (fault !== '') problems.push(`${file}: “${link}” ${fault}`);
      } else if (url?.protocol === 'https:' && url.hostname.includes('.')) {
        external.set(link, (external.get(link) ?? new Set()).add(file));
      } else {
        problems.push(`${file}: “${link}” is no https address`);
      }
    }
  }
  return { problems, external: sorted(external), internal };
}

const sorted = (links: ReadonlyMap<string, ReadonlySet<string>>): ExternalLink[] =>
  [...links].map(([url, files]) => ({ url, pages: [...files] })).sort((a, b) => (a.url < b.url ? -1 : 1));

interface Site {
  root: string;
  base: string;
  pages: ReadonlyMap<string, Page>;
}

/** Why a link into the site leads nowhere, or nothing. */
function faultOf({ pathname, hash }: URL, { root, base, pages }: Site): string {
  const path = decodeURI(pathname);
  if (!path.startsWith(base)) return `leaves the site, which lies under ${base}`;
  const below = path.slice(base.length);
  const file = below === '' || below.endsWith('/') ? `${below}index.html` : below;
  if (!existsSync(join(root, file))) return `leads to ${file}, and there is no such file`;
  if (statSync(join(root, file)).isDirectory()) return 'needs a slash at its end';
  const anchor = decodeURIComponent(hash.slice(1));
  const target = pages.get(file);
  return anchor === '' || !target || target.ids.has(anchor)
    ? ''
    : `points at #${anchor}, which ${file} has not`;
}

/** The attributes that name a place, by element. */
const LINKS: Readonly<Record<string, string>> = {
  a: 'href',
  area: 'href',
  img: 'src',
  iframe: 'src',
  link: 'href',
  script: 'src',
  source: 'src',
};

function readPage(html: string): Page {
  const ids = new Set<string>();
  const twice: string[] = [];
  const links: string[] = [];
  visit(fromHtml(html), 'element', (element) => {
    const { id, popoverTarget } = element.properties;
    if (typeof id === 'string') {
      if (ids.has(id)) twice.push(id);
      ids.add(id);
    }
    const link = element.properties[LINKS[element.tagName] ?? ''];
    if (typeof link === 'string' && !isOwnAddress(element)) links.push(link);
    if (typeof popoverTarget === 'string') links.push(`#${popoverTarget}`);
  });
  return { ids, twice, links };
}

/** A page’s own full address: it names the host that the site will have, and leads nowhere else. */
const isOwnAddress = ({ tagName, properties }: Element): boolean =>
  tagName === 'link' && [properties['rel']].flat().includes('canonical');
