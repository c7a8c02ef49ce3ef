import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { select, selectAll } from 'hast-util-select';
import { toString } from 'hast-util-to-string';
import { forPaper } from './for-paper.ts';
import type { VolumePart } from './volume.ts';

/**
 * One page of the built site as a part of the volume.
 * @throws Error if the page has no title or no text
 */
export function readPage(id: string, html: string): VolumePart {
  const main = select('main', fromHtml(html));
  const title = main && select('h1', main);
  const text = main && (select('.prose', main) ?? select(':has(> h1)', main));
  if (!main || !title || !text) throw new Error(`The page ${id} of the built site has no title or no text.`);
  const number = Number(/^Chapter (\d+):/.exec(toString(title))?.[1] ?? Number.NaN);
  const promise = select('.head-promise', main);
  const objectives = select('.head-objectives', main);
  const rest = text.children.filter((child) => child !== title && !isHead(child, title));
  const body = forPaper([...(objectives ? [objectives] : []), ...rest]);
  return {
    id,
    number: Number.isNaN(number) ? null : number,
    title: toString(title)
      .replace(/^Chapter \d+:/, '')
      .trim(),
    promise: promise ? toString(promise).trim() : '',
    body,
    sections: sectionsOf(body),
  };
}

function isHead(child: ElementContent, title: Element): boolean {
  if (child.type !== 'element') return false;
  return child.tagName === 'footer' || (child.tagName === 'header' && selectAll('h1', child).includes(title));
}

function sectionsOf(body: readonly ElementContent[]): { id: string; title: string }[] {
  const headings = selectAll('h2[id]', { type: 'root', children: [...body] });
  const own = headings.filter((heading) => heading.properties['id'] !== 'objectives');
  return own.map((heading) => ({
    id: String(heading.properties['id']),
    title: toString(heading).trim(),
  }));
}
