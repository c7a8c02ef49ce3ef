/** The volume as an EPUB 3, the same bytes for the same volume. */
import type { ElementContent } from 'hast';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { h } from 'hastscript';
import { escapeHtml } from '../html.ts';
import { linked, manyFiles } from './links.ts';
import type { Volume, VolumePart } from './volume.ts';
import { xhtmlPage } from './xhtml.ts';

const IDENTIFIER = 'urn:x-handbook:event-based-architectures-in-javascript';

/** The oldest moment that a zip can hold, in the local time that the packer reads: the same in every time zone. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * @param css the style sheet of all pages
 * @param drawn gives each picture of the book its colours: the volume's have classes only
 */
export function buildEpub(
  volume: Volume,
  css: string,
  drawn: (svg: ElementContent) => ElementContent,
): Uint8Array {
  const pages = volume.parts.map((part) => ({ part, text: partPage(part, volume, drawn) }));
  const files: Record<string, string> = {
    'META-INF/container.xml': container(),
    'OEBPS/content.opf': packageDocument(volume, pages),
    'OEBPS/nav.xhtml': navigation(volume),
    'OEBPS/title.xhtml': titlePage(volume),
    'OEBPS/style.css': css,
    ...Object.fromEntries(pages.map(({ part, text }) => [`OEBPS/${part.id}.xhtml`, text])),
  };
  const entries: Zippable = {
    // First and as it is: by this a file is known for an EPUB.
    mimetype: [strToU8('application/epub+zip'), { level: 0, mtime: NO_TIME }],
  };
  for (const [path, text] of Object.entries(files))
    entries[path] = [strToU8(text), { level: 9, mtime: NO_TIME }];
  return zipSync(entries);
}

function partPage(part: VolumePart, volume: Volume, drawn: (svg: ElementContent) => ElementContent): string {
  const { number, title, promise } = part;
  const heading = [
    h('h1', ...(number === null ? [] : [h('span.number', `Chapter ${number}`), ' ']), title),
    ...(promise === '' ? [] : [h('p.promise', promise)]),
  ];
  const body = [...heading, ...linked(part, volume, manyFiles).map((child) => withPictures(child, drawn))];
  return xhtmlPage({ title, language: volume.language, body });
}

function withPictures(node: ElementContent, drawn: (svg: ElementContent) => ElementContent): ElementContent {
  if (node.type !== 'element') return node;
  if (node.tagName === 'svg') return drawn(node);
  return { ...node, children: node.children.map((child) => withPictures(child, drawn)) };
}

function titlePage({ title, subtitle, date, language }: Volume): string {
  const body = [h('div.title-page', h('h1', title), h('p', subtitle), h('p', date))];
  return xhtmlPage({ title, language, body });
}

function navigation({ title, language, parts }: Volume): string {
  const entry = ({ id, number, title: name, sections }: VolumePart) => {
    const label = number === null ? name : `${number}. ${name}`;
    const inner = sections.map((section) =>
      h('li', h('a', { href: manyFiles.href(id, section.id) }, section.title)),
    );
    return h(
      'li',
      h('a', { href: manyFiles.href(id, '') }, label),
      ...(inner.length > 0 ? [h('ol', ...inner)] : []),
    );
  };
  const toc = h('nav', { 'epub:type': 'toc', id: 'toc' }, h('h1', 'Contents'), h('ol', ...parts.map(entry)));
  return xhtmlPage({ title, language, body: [toc] });
}

function packageDocument(
  { title, language, date }: Volume,
  pages: readonly { part: VolumePart; text: string }[],
): string {
  const items = pages.map(
    ({ part: { id }, text }) =>
      `    <item id="p-${id}" href="${id}.xhtml" media-type="application/xhtml+xml"${text.includes('<svg') ? ' properties="svg"' : ''}/>`,
  );
  const spine = pages.map(({ part: { id } }) => `    <itemref idref="p-${id}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" xml:lang="${language}">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="book-id">${IDENTIFIER}</dc:identifier>
    <dc:title>${escapeHtml(title)}</dc:title>
    <dc:language>${language}</dc:language>
    <dc:date>${date}</dc:date>
    <dc:rights>Text and diagrams: CC BY 4.0. Code: MIT.</dc:rights>
    <meta property="dcterms:modified">${date}T00:00:00Z</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessMode">visual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">alternativeText</meta>
    <meta property="schema:accessibilityFeature">structuralNavigation</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityHazard">none</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
    <item id="css" href="style.css" media-type="text/css"/>
${items.join('\n')}
  </manifest>
  <spine>
    <itemref idref="title"/>
    <itemref idref="nav"/>
${spine.join('\n')}
  </spine>
</package>
`;
}

function container(): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
`;
}
