/** Where the links of the volume lead: within it where the target is in it, else nowhere or out into the web. */
import type { Element, ElementContent } from 'hast';
import { visit } from 'unist-util-visit';
import type { Volume, VolumePart } from './volume.ts';

/** How a place in the volume is written as an address; `anchor` is empty for the start of a part. */
export interface AddressBook {
  href: (part: string, anchor: string) => string;
  id: (part: string, anchor: string) => string;
}

/** One file for each part, as in an EPUB. */
export const manyFiles: AddressBook = {
  href: (part, anchor) => `${part}.xhtml${anchor && `#${anchor}`}`,
  id: (_part, anchor) => anchor,
};

/** One document: anchors carry their part's name, so that none stands twice. */
export const oneFile: AddressBook = {
  href: (part, anchor) => `#${part}${anchor && `--${anchor}`}`,
  id: (part, anchor) => `${part}--${anchor}`,
};

/** The part's body with its anchors and links as the address book writes them. Links to what the volume lacks become text. */
export function linked(part: VolumePart, volume: Volume, book: AddressBook): ElementContent[] {
  const root: Element = {
    type: 'element',
    tagName: 'div',
    properties: {},
    children: structuredClone([...part.body]),
  };
  const anchors = new Map(volume.parts.map((other) => [other.id, anchorsOf(other)]));
  visit(root, 'element', (node) => {
    // Pictures refer to their own parts only, and each has ids of its own.
    if (node.tagName === 'svg') return 'skip';
    const { id, href, ariaLabelledBy } = node.properties;
    if (typeof id === 'string') node.properties['id'] = book.id(part.id, id);
    // Whatever it names may be gone; a heading labels its section anyway.
    if (ariaLabelledBy !== undefined) delete node.properties['ariaLabelledBy'];
    if (node.tagName !== 'a' || typeof href !== 'string') return undefined;
    const target = targetOf(href, part);
    if (target === 'web') return undefined;
    const known = target && anchors.get(target.part)?.has(target.anchor);
    if (known) node.properties['href'] = book.href(target.part, target.anchor);
    else Object.assign(node, { tagName: 'span', properties: {} });
    return undefined;
  });
  return root.children as ElementContent[];
}

/** What a link of the site leads to; null if it is no part of a volume. */
function targetOf(href: string, part: VolumePart): { part: string; anchor: string } | 'web' | null {
  if (/^[a-z]+:/i.test(href)) return 'web';
  const { pathname, hash } = new URL(href, `http://site.invalid/chapters/${part.id}/`);
  const anchor = decodeURIComponent(hash.slice(1));
  const id = href.startsWith('#') ? part.id : /^\/(?:chapters\/)?([\w-]+)\/$/.exec(pathname)?.[1];
  return id === undefined ? null : { part: id, anchor: anchor === '_top' ? '' : anchor };
}

function anchorsOf(part: VolumePart): Set<string> {
  const anchors = new Set(['']);
  for (const child of part.body) {
    visit(child, 'element', ({ properties }) => {
      if (typeof properties['id'] === 'string') anchors.add(properties['id']);
    });
  }
  return anchors;
}
