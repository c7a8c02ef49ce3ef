import type { Element, ElementContent, Root } from 'hast';
import { toXast } from 'hast-util-to-xast';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import { toXml } from 'xast-util-to-xml';

/** Attributes that mean something to a reading system, by their hast names; SVG keeps all of its own. */
const KEPT = [
  'id',
  'className',
  'href',
  'title',
  'lang',
  'dir',
  'start',
  'colSpan',
  'rowSpan',
  'scope',
  'ariaHidden',
  'ariaLabel',
];

export interface XhtmlPage {
  title: string;
  language: string;
  body: readonly ElementContent[];
}

/** A whole XHTML document of an EPUB, with the style sheet `style.css`. */
export function xhtmlPage({ title, language, body }: XhtmlPage): string {
  const head = h(
    'head',
    h('title', title),
    h('link', { rel: 'stylesheet', type: 'text/css', href: 'style.css' }),
  );
  const page = h('html', { lang: language, xmlLang: language }, head, h('body', ...body));
  plain(page);
  const epub = { 'xmlns:epub': 'http://www.idpf.org/2007/ops' };
  const tree = toXast({ type: 'root', children: [page] } satisfies Root) as {
    children: { attributes?: object }[];
  };
  Object.assign(tree.children[0]?.attributes ?? {}, epub);
  return `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n${toXml(tree as Parameters<typeof toXml>[0])}\n`;
}

/** Without what only a browser or a script of the site understands. */
function plain(root: Element): void {
  visit(root, 'element', (node) => {
    if (node.tagName === 'svg') return 'skip';
    if (['html', 'link', 'meta', 'nav'].includes(node.tagName)) return undefined;
    for (const name of Object.keys(node.properties)) if (!KEPT.includes(name)) delete node.properties[name];
    return undefined;
  });
}
